// Names as other programs find them: node names.mjs compromise|wink < in.jsonl > out.jsonl, in the form of `clew annotate`.
//
// compromise tells people, places and organizations. wink-nlp's English model finds no such names, but marks proper nouns: each run of
// them is given as a name of no particular type, so only its span can be judged.
import { createInterface } from "node:readline";

// Marks that a program leaves hanging on a name.
const EDGES = /^[\s"'“”‘’([{<@#,;:!?–—-]+|[\s"'“”‘’)\]}>,;:!?–—-]+$/gu;

const finders = { compromise: byCompromise, wink: byWink };

async function byCompromise() {
  const { default: nlp } = await import("compromise");
  return (text) => {
    const read = nlp(text);
    const found = (type, view) => view.json({ offset: true }).map(({ text: words, offset }) => located(text, words, offset.start, type));
    return [
      ...found("Person", read.people()),
      ...found("Place", read.places()),
      ...found("Organization", read.organizations()),
    ].filter((name) => name !== null);
  };
}

async function byWink() {
  const { default: winkNLP } = await import("wink-nlp");
  const { default: model } = await import("wink-eng-lite-web-model");
  const nlp = winkNLP(model, ["sbd", "pos"]);
  return (text) => {
    const names = [];
    let run = null;
    let at = 0;
    nlp.readDoc(text).tokens().each((token) => {
      const start = text.indexOf(token.out(), at);
      if (start < 0) return;
      at = start + token.out().length;
      if (token.out(nlp.its.pos) !== "PROPN") {
        run = null;
      } else if (run === null) {
        run = { start, end: at, type: "Person" };
        names.push(run);
      } else {
        run.end = at;
      }
    });
    return names;
  };
}

/** The name's place in the text, near where the program says it is; null where its words are not there as they stand. */
function located(text, words, near, type) {
  const bare = words.replace(EDGES, "").replace(/['’]s$/u, "");
  const start = text.indexOf(bare, Math.max(0, near - 8));
  return bare === "" || start < 0 || start > near + 8 ? null : { start, end: start + bare.length, type };
}

/** A table from UTF-16 positions to code points. */
function codePoints(text) {
  const table = new Uint32Array(text.length + 1);
  let count = 0;
  for (let at = 0; at < text.length; count += 1) {
    const width = text.codePointAt(at) > 0xffff ? 2 : 1;
    table.fill(count, at, at + width);
    at += width;
  }
  table[text.length] = count;
  return table;
}

const find = await finders[process.argv[2]]();
for await (const line of createInterface({ input: process.stdin })) {
  const { id, text } = JSON.parse(line);
  const points = codePoints(text);
  const mentions = find(text).map(({ start, end, type }, chain) => ({
    start: points[start],
    end: points[end],
    type,
    kind: "name",
    chain,
  }));
  process.stdout.write(JSON.stringify({ id, text, mentions }) + "\n");
}
