import { expect, test } from "vitest";
import type { DocumentLine, Entity, Filling, Finding, Quote } from "../api/answers";
import { disputedIn, groupedFindings } from "./groups";
import { namesFound } from "./names";

function document(number: number, publisher: string): DocumentLine {
  return { number, id: `d${number}`, publisher, n_words: 10, outcome: { word: "added" } };
}

function quote(text: string, ...named: string[]): Quote {
  const marks = named.map((name): [number, number] => {
    const start = Array.from(text.slice(0, text.indexOf(name))).length;
    return [start, start + Array.from(name).length];
  });
  return { text, span: [0, Array.from(text).length], marks };
}

test("every name comes with who uses it and where it stands first", () => {
  const entity: Entity = {
    line: { id: "a", type: "Person", name: "Aron Weil", names: ["Aron Weil", "Weil", "the Heron"], n_documents: 2, n_mentions: 4 },
    beside: [],
    documents: [
      { document: document(1, "Ostby Courier"), sentences: [quote("😀 Aron Weil, or Weil.", "Aron Weil", "Weil.".slice(0, 4))] },
      {
        document: document(2, "Northmoor Post"),
        sentences: [quote("Aron\nWeil left.", "Aron\nWeil"), quote("They call ARON WEIL’s boat.", "ARON WEIL’s")],
      },
    ],
  }; // prettier-ignore
  const [full, short, alias] = namesFound(entity);
  expect(full).toMatchObject({ name: "Aron Weil", nSentences: 3, publishers: ["Ostby Courier", "Northmoor Post"] });
  expect(full?.first?.document.number).toBe(1);
  expect(short?.name).toBe("Weil");
  expect(alias).toEqual({ name: "the Heron", nSentences: 0, publishers: [], first: undefined });
});

function finding(id: string, predicate: string, standing: Finding["standing"], ...others: string[]): Finding {
  const filled = ["me", ...others].map((id): Filling => ({ role: "Person", kind: "entity", id, words: id }));
  return {
    id, predicate, standing, arguments: filled, polarity: "asserted", modality: "actual", time: {}, why: "One origin.",
    origins: [], against: [], claims: [],
  }; // prettier-ignore
}

test("what ties to others comes before what does not, what is merely said comes last", () => {
  const groups = groupedFindings(
    [
      finding("1", "Statement", "corroborated", "you"),
      finding("2", "Age", "corroborated"),
      finding("3", "Meet", "single-origin", "you"),
      finding("4", "Family", "superseded", "you"),
      finding("5", "Family", "corroborated", "you"),
    ],
    "me",
  );
  expect(groups.map(({ predicate }) => predicate)).toEqual(["Family", "Meet", "Age", "Statement"]);
  expect(groups[0]?.findings.map(({ id }) => id)).toEqual(["5", "4"]);
});

test("what is disputed is told apart", () => {
  expect(disputedIn([finding("1", "Warn", "disputed"), finding("2", "Warn", "single-origin")])).toHaveLength(1);
});
