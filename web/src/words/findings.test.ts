import { expect, test } from "vitest";
import type { ClaimLine, Finding, LoggedDecision, Origin } from "../api/answers";
import { decisionInWords, fateInWords, verdictInLog } from "./decisions";
import { bySentence, byStanding, caveatsOf, statedBriefly, tieInWords, wordOf } from "./findings";

const CLAIM: ClaimLine = {
  document: 1, document_id: "a", claim: 0, publisher: "Ostby Courier", published_at: {}, predicate: "Warn",
  sentence: "She warned him.", polarity: "asserted", certainty: "asserted",
}; // prettier-ignore

test("what is less than stated flatly and as fact is said with the finding", () => {
  const finding: Pick<Finding, "polarity" | "modality" | "claims"> = {
    polarity: "asserted",
    modality: "actual",
    claims: [CLAIM],
  };
  expect(caveatsOf(finding)).toEqual([]);
  expect(caveatsOf({ ...finding, polarity: "denied", modality: "planned" })).toEqual(["denied", "planned or to come"]);
  const hedged: ClaimLine = { ...CLAIM, certainty: "even" };
  expect(caveatsOf({ ...finding, claims: [hedged, { ...CLAIM, certainty: "likely" }] })).toEqual([
    "an even chance or likely",
  ]);
  expect(caveatsOf({ ...finding, claims: [hedged, CLAIM] })).toEqual([]);
});

test("a claim names its origin where that is another than its publisher, and how it is stated where not flatly", () => {
  const origin = (name: string): Origin => ({ name, kind: "named", n_documents: 1 });
  expect(wordOf({ ...CLAIM, origin: origin("a clerk") })).toBe("on the word of a clerk");
  expect(wordOf({ ...CLAIM, origin: origin("Ostby Courier") })).toBeUndefined();
  expect(wordOf(CLAIM)).toBeUndefined();
  expect(statedBriefly({ polarity: "denied", certainty: "likely" })).toBe("denied; likely");
  expect(statedBriefly(CLAIM)).toBeUndefined();
});

test("copies of a sentence stand together, in the order in which they were told", () => {
  const other = { ...CLAIM, sentence: "He was warned.", document: 2 };
  const told = bySentence([CLAIM, other, { ...CLAIM, document: 3 }]);
  expect(told.map(({ sentence, claims }) => [sentence, claims.map(({ document }) => document)])).toEqual([
    ["She warned him.", [1, 3]],
    ["He was warned.", [2]],
  ]);
});

test("the best supported come first; a tie says how its findings stand", () => {
  expect(byStanding([{ standing: "superseded" }, { standing: "single-origin" }, { standing: "corroborated" }])).toEqual(
    [{ standing: "corroborated" }, { standing: "single-origin" }, { standing: "superseded" }],
  );
  const tie = { one: "a", other: "b", n_corroborated: 1, n_single_origin: 3, n_disputed: 0, n_superseded: 0 };
  expect(tieInWords(tie)).toBe("1 corroborated, 3 single origin");
});

test("a decision says what it did, and what became of it", () => {
  const decision: LoggedDecision["decision"] = { number: 3, verdict: "merge", recorded_at: "2031-07-01T08:30:12Z" };
  const merged: LoggedDecision = {
    decision, about: [{ name: "Weil" }, { name: "Aron Weil" }], claims: [], entities: ["a"],
    is_left: false, is_overruled: false,
  }; // prettier-ignore
  expect(decisionInWords(merged)).toBe("“Weil” and “Aron Weil” are one");
  expect(fateInWords(merged)).toBeUndefined();
  expect(fateInWords({ ...merged, undone_by: 4, is_overruled: true })).toBe("taken back by decision 4");
  expect(fateInWords({ ...merged, is_overruled: true })).toContain("overruled");
  expect(fateInWords({ ...merged, is_left: true })).toContain("applies to nothing");
  const as = (verdict: LoggedDecision["decision"]["verdict"], more: Partial<LoggedDecision> = {}): LoggedDecision => ({
    ...merged,
    ...more,
    decision: { ...decision, verdict },
  });
  expect(decisionInWords(as("retype", { instead: "PublicBody" }))).toBe("“Weil” is of type public body");
  expect(decisionInWords(as("rename", { instead: "A. Weil" }))).toBe("“Weil” goes by “A. Weil”");
  const rejected = as("reject", { about: [{ name: "SeenTogether" }] });
  const claim = { sentence: "Weil and Anders were seen." } as NonNullable<typeof decision.claim>;
  expect(decisionInWords({ ...rejected, decision: { ...rejected.decision, claim } })).toBe(
    "the claim “Seen together” is not right",
  );
  expect(decisionInWords(as("reject", { about: [{ name: "the Lamp" }] }))).toBe("“the Lamp” is no mention of anything");
  const undo = as("retract", { takes_back: 2, about: [] });
  expect([decisionInWords(undo), verdictInLog(undo).word]).toEqual(["decision 2", "taken back"]);
  expect(decisionInWords({ ...undo, takes_back: 3 }, [merged])).toBe("decision 3, that “Weil” and “Aron Weil” are one");
  const withdrawn = as("retract", { about: [{ name: "letters/weil" }] });
  expect([decisionInWords(withdrawn), verdictInLog(withdrawn).word]).toEqual([
    "document “letters/weil” is withdrawn",
    "withdrawn",
  ]);
});
