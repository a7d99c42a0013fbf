"use strict";
// The sections of the site and the sentences of the texts that have some words, with an excerpt.

const AROUND = 90; // characters on either side of the first word found
const stemmer = new Stemmer();

function* entries() {
  for (const [href, title, text] of window.sections) yield { href, title, text };
  for (const [source, { text, sentences }] of Object.entries(window.letopis.sources))
    for (const [at, start] of sentences.entries())
      yield { href: `texts/${source}.html#s${start}`, title: `${source} · ${start}`, text: text.slice(start, sentences[at + 1]) };
}

const searched = [...entries()].map(entry => ({ ...entry, stems: new Set(wordsOf(fold(`${entry.title} ${entry.text}`)).map(stemOf)) }));

function stemOf(word) {
  return stemmer.stemWord(word);
}

function excerpt(text, stems) {
  const words = [...text.matchAll(WORD)];
  const hit = words.find(([word]) => stems.includes(stemOf(fold(word)))) || { index: 0, 0: "" };
  const begin = Math.max(hit.index - AROUND, 0);
  const end = hit.index + hit[0].length;
  const shown = element("p", `${begin ? "… " : ""}${text.slice(begin, hit.index)}`);
  shown.append(element("mark", hit[0]), `${text.slice(end, end + AROUND)}${end + AROUND < text.length ? " …" : ""}`);
  return shown;
}

answerForm("find", ({ q }) => {
  const stems = wordsOf(fold(q)).map(stemOf);
  const found = stems.length ? searched.filter(entry => stems.every(stem => entry.stems.has(stem))) : [];
  const items = found.map(entry => {
    const item = element("li");
    item.append(element("a", entry.title, { href: entry.href }), excerpt(entry.text, stems));
    return item;
  });
  document.getElementById("results").replaceChildren(...items);
  if (!stems.length) say("Type a word.");
  else say(found.length ? `Found in ${found.length} sections and sentences.` : `“${q.trim()}” was not found.`);
});
