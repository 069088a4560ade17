import { expect, test } from "vitest";
import type { ClaimLine, DocumentLine, Entity, Filling, Finding, Quote, Status } from "../api/answers";
import { disputedIn, groupedFindings } from "./groups";
import { namesFound } from "./names";
import { distinctSteps, standingsOf } from "./told";

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

const CLAIM: ClaimLine = {
  document: 1, document_id: "a", claim: 0, published_at: {}, predicate: "Warn", sentence: "She warned him.",
  polarity: "asserted", certainty: "asserted",
}; // prettier-ignore

test("an event stands as the findings do that rest on its claims", () => {
  const findings = [
    { ...finding("1", "Warn", "disputed"), claims: [CLAIM] },
    { ...finding("2", "Warn", "corroborated"), claims: [{ ...CLAIM, document: 2 }, CLAIM] },
    { ...finding("3", "Meet", "superseded"), claims: [{ ...CLAIM, claim: 1 }] },
  ];
  expect(standingsOf({ claims: [CLAIM] }, findings)).toEqual(["corroborated", "disputed"]);
  expect(standingsOf({ claims: [] }, findings)).toEqual([]);
});

test("a step that one sentence tells twice is shown once; another day or another sentence is another step", () => {
  const step: Status = {
    what: "suspected",
    standing: "single-origin",
    time: { earliest: "2023-04-13" },
    claims: [CLAIM],
  };
  const twice: Status = { ...step, claims: [{ ...CLAIM, claim: 7 }] };
  const later: Status = { ...step, time: { earliest: "2023-04-14" } };
  const other: Status = { ...step, claims: [{ ...CLAIM, sentence: "He is a suspect." }] };
  expect(distinctSteps([step, twice, later, other])).toEqual([step, later, other]);
});
