import { expect, test } from "vitest";
import { CREDIBILITIES, credibilityInWords, ratedBy, RELIABILITIES, reliabilityInWords } from "./ratings";

test("a rating is told in the scale's words, its letter or number behind them", () => {
  expect(reliabilityInWords("B")).toBe("usually reliable (B)");
  expect(reliabilityInWords("F")).toBe("reliability cannot be judged (F)");
  expect(credibilityInWords(1)).toBe("confirmed by other sources (1)");
  expect(credibilityInWords(6)).toBe("truth cannot be judged (6)");
});

test("each scale has six steps, and no two say the same", () => {
  for (const scale of [RELIABILITIES, CREDIBILITIES]) expect(new Set(Object.values(scale)).size).toBe(6);
});

test("a rating is always somebody's", () => {
  expect(ratedBy("A. Reader")).toBe("rated by A. Reader");
  expect(ratedBy(null)).toBe("rated by hand");
});
