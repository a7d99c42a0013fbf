"use strict";
// What the concordance and the search share: words as they are compared, a form that asks, an answer.

const fold = text => text.toLowerCase().replaceAll("ё", "е");
const WORD = /[\p{L}\p{N}]+(?:[-’'][\p{L}\p{N}]+)*/gu;
const wordsOf = text => text.match(WORD) || [];

function element(tag, words = "", attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = words;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function say(words) {
  document.getElementById("count").textContent = words;
}

// Answer what the address asks, and whatever is asked later, which then stands in the address.
function answerForm(id, answer) {
  const form = document.getElementById(id);
  const asked = new URLSearchParams(location.search);
  for (const [name, value] of asked) if (form.elements[name]) form.elements[name].value = value;
  const respond = () => answer(Object.fromEntries(new FormData(form)));
  form.addEventListener("submit", event => {
    event.preventDefault();
    const query = new URLSearchParams(new FormData(form));
    history.replaceState(null, "", `${location.pathname}?${query}`);
    respond();
  });
  form.addEventListener("change", event => event.target.name !== "q" && form.requestSubmit());
  if (asked.get("q")) respond();
  else form.elements.q.focus();
}
