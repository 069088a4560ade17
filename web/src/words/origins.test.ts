import { expect, test } from "vitest";
import { originInWords, publishedOn, printedInWords } from "./origins";

test("an origin is called by its name, and by no hash", () => {
  expect(originInWords({ name: "Water Board", kind: "named" })).toBe("Water Board");
  expect(originInWords({ name: "unnamed", kind: "unnamed" })).toBe("a source that is not named");
  expect(originInWords({ name: "a clerk", kind: "unnamed" })).toBe("a clerk");
  expect(originInWords(null)).toBe("a source that is not named");
  expect(originInWords({ name: `${"0f".repeat(32)} letters/row.txt`, kind: "publisher" })).toBe("row.txt");
});

test("where and when a claim was printed", () => {
  expect(publishedOn({ earliest: null, latest: null })).toBe("undated");
  const line = { publisher: null, published_at: { earliest: "2031-05-06", latest: "2031-05-06" } };
  expect(printedInWords(line as Parameters<typeof printedInWords>[0])).toBe("no publisher known, 6 May 2031");
});
