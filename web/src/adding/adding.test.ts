import { expect, test } from "vitest";
import { secondsInWords } from "../words/times";
import { pickedFrom } from "./picked";
import { doingInWords, outcomeCounts, shareDone } from "./progress";

test("outcomes are told in their order, those that nothing had left out but for added", () => {
  const outcomes = { added: 0, already_there: 2, partial: 0, skipped: 1, failed: 0 };
  expect(outcomeCounts({ outcomes })).toEqual([
    { outcome: "added", count: 0 },
    { outcome: "already-there", count: 2 },
    { outcome: "skipped", count: 1 },
  ]);
});

test("what a run does is told with how far it is", () => {
  const reading = { n_done: 312, n_inputs: 1000, drawing: null };
  expect(doingInWords(reading)).toBe("Reading: 312 of 1,000 inputs done");
  expect(shareDone(reading)).toBe(0.312);
  const copies = { ...reading, drawing: { part: "copies", n_done: 50, n_total: 1000 } };
  expect(doingInWords(copies)).toBe("Drawing the picture, comparing documents, to find copies: 50 of 1,000");
  expect(shareDone(copies)).toBe(0.05);
  // One step tells nothing of how far it is.
  const picture = { ...reading, drawing: { part: "picture", n_done: 0, n_total: 1 } };
  expect(doingInWords(picture)).toBe("Drawing the picture, putting people, events and accounts together");
  expect(shareDone(picture)).toBeUndefined();
  expect(shareDone({ n_done: 0, n_inputs: 0, drawing: null })).toBeUndefined();
});

test("seconds are told as people tell them", () => {
  const told = [0.4, 1, 59.9, 60, 723, 3840].map(secondsInWords);
  expect(told).toEqual(["under a second", "1 second", "59 seconds", "1 min 0 s", "12 min 3 s", "1 h 4 min"]);
});

test("a file is called by its place in the folder that was chosen, alone by its name", () => {
  const alone = new File(["x"], "a.txt");
  const inFolder = Object.defineProperty(new File(["x"], "b.txt"), "webkitRelativePath", { value: "june/7/b.txt" });
  expect(pickedFrom([alone, inFolder]).map(({ path }) => path)).toEqual(["a.txt", "june/7/b.txt"]);
});
