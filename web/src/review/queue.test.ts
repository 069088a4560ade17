import { expect, test } from "vitest";
import type { DoubtedPair, EntityLine } from "../api/answers";
import { endsOf, pairAt, pairBeside, pairKey } from "./queue";

function entity(id: string): EntityLine {
  return { id, type: "Person", name: id, names: [id], n_documents: 1, n_mentions: 1 };
}

function pair(one: string, other: string): DoubtedPair {
  return { one: entity(one), other: entity(other), score: 0.5, why: "the same surname" };
}

const PAIRS = [pair("a", "b"), pair("c", "d"), pair("e", "f")];

test("an address names a pair from either end; else the first is shown", () => {
  expect(pairAt(PAIRS, new URLSearchParams({ one: "d", other: "c" }))).toBe(PAIRS[1]);
  expect(pairAt(PAIRS, new URLSearchParams({ one: "a", other: "d" }))).toBe(PAIRS[0]);
  expect(pairAt([], new URLSearchParams())).toBeUndefined();
  expect(pairKey(endsOf(pair("x", "w")))).toBe(pairKey({ one: "w", other: "x" }));
});

test("the queue is gone through both ways and ends at its ends", () => {
  const [first, second, third] = PAIRS as [DoubtedPair, DoubtedPair, DoubtedPair];
  expect(pairBeside(PAIRS, first, 1)).toBe(second);
  expect(pairBeside(PAIRS, third, -1)).toBe(second);
  expect(pairBeside(PAIRS, third, 1)).toBeUndefined();
  expect(pairBeside(PAIRS, first, -1)).toBeUndefined();
});
