"use strict";
// Every place of a word or phrase in the texts, from tokens.js; no request is made.

const WIDTH = 60; // characters on either side
const { lemmas, sources } = window.letopis;
const foldedLemmas = lemmas.map(fold);

// The tokens of a source: start, stop, folded form, index of the lemma.
for (const source of Object.values(sources)) {
  let end = 0;
  source.words = [];
  for (let at = 0; at < source.tokens.length; at += 3) {
    const [gap, length, lemma] = source.tokens.slice(at, at + 3);
    const start = end + gap;
    end = start + length;
    source.words.push({ start, end, form: fold(source.text.slice(start, end)), lemma });
  }
}

// The lemmas that a typed word may mean: itself, and those of its forms.
function lemmasOf(word) {
  const found = new Set(foldedLemmas.flatMap((lemma, index) => (lemma === word ? [index] : [])));
  for (const source of Object.values(sources))
    for (const one of source.words) if (one.form === word) found.add(one.lemma);
  return found;
}

function places(source, tests) {
  const { words } = sources[source];
  const fits = start => tests.every((test, next) => words[start + next] && test(words[start + next]));
  return words.flatMap((word, at) =>
    fits(at) ? [{ source, start: word.start, end: words[at + tests.length - 1].end }] : []);
}

function line({ source, start, end }) {
  const { text, parts, sentences, language } = sources[source];
  const sentence = sentences.findLast(begin => begin <= start);
  const first = Math.max(start - WIDTH, parts.findLast(begin => begin <= start));
  const last = Math.min(end + WIDTH, parts.find(begin => begin > start) ?? text.length);
  const left = text.slice(first, start).replace(first === start - WIDTH ? /^\S*\s/ : "", "");
  const right = text.slice(end, last).replace(last === end + WIDTH ? /\s\S*$/ : "", "");
  const row = element("tr");
  const cite = element("td");
  cite.append(element("a", `${source} · ${start}`, { href: `texts/${source}.html#s${sentence}` }));
  const node = element("td");
  node.append(element("mark", text.slice(start, end)));
  row.append(cite, element("td", left, { class: "left" }), node, element("td", right, { class: "right" }));
  for (const cell of [...row.children].slice(1)) cell.setAttribute("lang", language);
  return row;
}

function table(found) {
  const made = element("table", "", { class: "lines" });
  const head = element("tr");
  for (const name of ["place", "before", "found", "after"]) head.append(element("th", name, { scope: "col" }));
  made.createTHead().append(head);
  made.createTBody().append(...found.map(line));
  return made;
}

const choice = document.querySelector("#look-up [name=source]");
for (const [id, { title }] of Object.entries(sources)) {
  const lang = /[а-яё]/i.test(title) ? "ru" : "en";
  choice.append(element("option", `${id}: ${title}`, { value: id, lang }));
}

answerForm("look-up", ({ q, by, source }) => {
  const tests = wordsOf(fold(q)).map(word => {
    const meant = by === "lemma" ? lemmasOf(word) : null;
    return token => (meant ? meant.has(token.lemma) : token.form === word);
  });
  const ids = source ? [source] : Object.keys(sources);
  const counted = ids.map(id => [id, tests.length ? places(id, tests) : []]);
  const found = counted.flatMap(([, list]) => list);
  document.getElementById("lines").replaceChildren(...(found.length ? [table(found)] : []));
  const each = counted.map(([id, list]) => `${list.length} in ${id}`).join(", ");
  if (!tests.length) say("Type a word or a phrase.");
  else say(found.length ? `${found.length} ${found.length === 1 ? "place" : "places"}: ${each}.` : `“${q.trim()}” is not in ${source || "the texts"}.`);
});
