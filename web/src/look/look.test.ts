import { expect, test } from "vitest";
import { claim, event, origin } from "../picture/made_up";
import { askedOf, fieldsOf, isLookedAt, isNarrowed, lookedAt, lookIn, type Look } from "./look";
import { toldOnce } from "./told";

const NOTHING = lookIn(new URLSearchParams());
const LOOK: Look = {
  from: "2031-05-01",
  to: undefined,
  words: "valve",
  type: "Die",
  documents: 3,
  standings: ["disputed"],
  asOf: "2031-06-01",
  picked: ["a", "b"],
  event: "e",
  only: true,
};

function query(fields: Record<string, string | undefined>): URLSearchParams {
  return new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

test("a look survives its address, and nothing looked at says nothing", () => {
  expect(lookIn(query(fieldsOf(LOOK)))).toEqual(LOOK);
  expect(query(fieldsOf(NOTHING)).size).toBe(0);
});

test("what means nothing in an address is left out", () => {
  const odd = { from: "soon", documents: "-2", standing: "proven", picked: "a,,a,b,c", only: "no", as_of: "1" };
  expect(lookIn(query(odd))).toEqual({ ...NOTHING, picked: ["a", "b"] });
});

test("looking at somebody asks the server nothing, unless only theirs is to be shown", () => {
  expect(askedOf({ ...NOTHING, picked: ["a"], event: "e" })).toEqual({});
  expect(askedOf({ ...NOTHING, picked: ["a", "b"], only: true })).toEqual({ entities: "a,b" });
  expect(askedOf(LOOK)).toEqual({
    from: "2031-05-01",
    predicate: "Die",
    event_words: "valve",
    least_documents: 3,
    standings: "disputed",
    entities: "a,b",
    as_of: "2031-06-01",
  });
});

test("a day as of which all is looked at leaves no event out", () => {
  expect(isNarrowed({ ...NOTHING, asOf: "2031-06-01", picked: ["a"] })).toBe(false);
  expect(isNarrowed({ ...NOTHING, words: " " })).toBe(false);
  expect(isNarrowed({ ...NOTHING, to: "2031-06-01" })).toBe(true);
});

test("a sentence that makes several claims in one voice is told once, and twice where it denies one of them", () => {
  const sentence = "Nobody was warned, the harbour police said.";
  const claims = [
    claim(1, null, sentence),
    claim(1, null, sentence, { claim: 1, predicate: "Warn" }),
    claim(1, null, sentence, { claim: 2, polarity: "denied" }),
    claim(1, null, sentence, { claim: 3, origin: origin("a diver") }),
    claim(2, null, sentence),
  ];
  expect(toldOnce(claims).map(({ document, claim }) => [document, claim])).toEqual([
    [1, 0],
    [1, 2],
    [1, 3],
    [2, 0],
  ]);
});

test("what only one screen knows of stays in its address", () => {
  const fields = lookedAt(query({ seen: "1,2,3", words: "old", offset: "50" }), { ...NOTHING, type: "Die" });
  expect([...query(fields)]).toEqual([
    ["seen", "1,2,3"],
    ["type", "Die"],
  ]);
});

test("an event is looked at by itself, or by all who take part in it", () => {
  const meeting = event("e", null, { participants: ["a", "b"], places: ["p"] });
  expect(isLookedAt(meeting, { ...NOTHING, event: "e" })).toBe(true);
  expect(isLookedAt(meeting, { ...NOTHING, picked: ["a", "p"] })).toBe(true);
  expect(isLookedAt(meeting, { ...NOTHING, picked: ["a", "c"] })).toBe(false);
  expect(isLookedAt(meeting, NOTHING)).toBe(false);
});
