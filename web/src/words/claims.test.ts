import { expect, test } from "vitest";
import {
  correctionInWords,
  foundInWords,
  predicateInWords,
  quantityInWords,
  rightnessInWords,
  sourceInWords,
  statedInWords,
  whenInWords,
} from "./claims";

test("predicates are said in words", () => {
  expect(["Arrest", "SeenTogether", "BornIn", "ClaimResponsibility"].map(predicateInWords)).toEqual([
    "Arrest",
    "Seen together",
    "Born in",
    "Claim responsibility",
  ]);
});

test("how a source states it is said with every part that matters", () => {
  const flat = { polarity: "asserted", certainty: "asserted", modality: "actual", opinion: false } as const;
  expect(statedInWords(flat)).toBe("asserted; stated flatly");
  expect(statedInWords({ ...flat, polarity: "denied", certainty: "even", modality: "planned" })).toBe(
    "denied; an even chance; planned or to come",
  );
  expect(statedInWords({ ...flat, opinion: true })).toContain("a judgement, no report");
});

test("counts keep their open bounds", () => {
  const said = (low: number | null, high: number | null) => quantityInWords({ what: "killed", low, high });
  expect([said(9, 9), said(9, null), said(null, 9), said(200, 350), said(0, 0)]).toEqual([
    "9 killed",
    "at least 9 killed",
    "at most 9 killed",
    "200 to 350 killed",
    "0 killed",
  ]);
  expect(said(null, null)).toBe("killed, a number that is not given");
});

test("a source is named by its words and whom they mean", () => {
  const source = { span: [0, 2] as [number, number], words: "he", name: "Jonas Weil", kind: "named", cue: [] } as const;
  expect(sourceInWords({ ...source, cue: [], act: "denied" })).toBe("he (Jonas Weil), denies");
  expect(sourceInWords({ ...source, cue: [], act: "said", words: null, name: null })).toBe("nobody named");
});

test("what found a claim, and how often that is right", () => {
  expect(foundInWords({ how: "pattern", at: "arrest.txt:12", line: "verb arrest" })).toBe(
    "a pattern: line 12 of arrest.txt",
  );
  expect(foundInWords({ how: "engine" })).toBe("the language model alone");
  expect(rightnessInWords(0.934)).toBe("Claims found like this are right about 93 times in 100.");
  expect(rightnessInWords(1)).toContain("99 times");
});

test("days and corrections", () => {
  expect(whenInWords({ earliest: "2031-05-06", latest: "2031-05-06" })).toBe("6 May 2031");
  expect(whenInWords({ earliest: null, latest: null })).toBeUndefined();
  expect(correctionInWords({ predicate: "BornIn", polarity: "denied" })).toBe("Born in; denied");
});
