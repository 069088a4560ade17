import { expect, test } from "vitest";
import { CodePoints } from "../text/code_points";
import { mentionAt, mentionsIn, placedAt, placeOf, sentenceOf } from "./places";

const TEXT = "Żar 🔥. Weil met\n Ann. Weil's car (new) met Anne.";
const points = new CodePoints(TEXT);
const whole: [number, number] = [0, points.length];

test("blanks around selected words are left out, and blanks alone are no words", () => {
  expect(placedAt(points, [6, 11])).toEqual({ span: [7, 11], words: "Weil" });
  expect(placedAt(points, [6, 7])).toBeUndefined();
});

test("written words are found whole, across lines, nearest to where one looks", () => {
  expect(placeOf(points, "met Ann", whole, 0)).toEqual({ span: [12, 20], words: "met\n Ann" });
  expect(placeOf(points, "Weil", whole, 0)?.span).toEqual([7, 11]);
  expect(placeOf(points, "Weil", whole, 40)?.span).toEqual([22, 26]);
  expect(placeOf(points, "(new)", whole, 0)?.words).toBe("(new)");
  expect(placeOf(points, "An", whole, 0)).toBeUndefined();
  expect(placeOf(points, " ", whole, 0)).toBeUndefined();
  expect(placeOf(points, "Weil", [0, 6], 0)).toBeUndefined();
});

test("a sentence holds all of a span or is not its sentence", () => {
  const sentences: [number, number][] = [
    [7, 21],
    [22, 48],
  ];
  expect(sentenceOf(sentences, [12, 15])).toEqual([7, 21]);
  expect(sentenceOf(sentences, [17, 26])).toBeUndefined();
});

test("the mention that is meant has the same words, else shares the most", () => {
  const mention = (start: number, end: number, type: "Person" | "Thing" = "Person") => {
    return { start, end, type, kind: "name" as const, chain: 0 };
  };
  const mentions = [mention(7, 11), mention(7, 20), mention(22, 26), mention(22, 32, "Thing")];
  expect(mentionAt(mentions, [7, 11])).toBe(mentions[0]);
  expect(mentionAt(mentions, [9, 14])).toBe(mentions[1]);
  expect(mentionAt(mentions, [29, 32])).toBeUndefined();
  expect(mentionsIn(points, mentions, [22, 48]).map(({ words }) => words)).toEqual(["Weil", "Weil's car"]);
});
