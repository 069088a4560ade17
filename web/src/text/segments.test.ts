import { describe, expect, test } from "vitest";
import { CodePoints } from "./code_points";
import { paragraphs } from "./paragraphs";
import { segments, trimmed, uncovered } from "./segments";

/** A small repeatable source of numbers below 1 (mulberry32), so that a failing text can be made again. */
function randomly(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const LETTERS = ["a", "ż", "漢", "😀", "𝔘", "e\u0301", "\n", "\f", " ", "\u202e"];

function textFrom(random: () => number, length: number): string {
  return Array.from({ length }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join("");
}

describe("code points", () => {
  test("agree with a plain count, for texts beyond the basic plane too", () => {
    const random = randomly(1);
    for (const text of ["", "plain", "😀", "a😀b𝔘c", textFrom(random, 3000)]) {
      const points = new CodePoints(text);
      const plain = Array.from(text);
      expect(points.length).toBe(plain.length);
      for (const start of [0, 1, 2, 255, 256, 257, 511, 1000, plain.length]) {
        expect(points.slice(start, start + 7)).toBe(plain.slice(start, start + 7).join(""));
      }
    }
  });

  test("find words and say where in code points", () => {
    expect(new CodePoints("😀😀 the memo 😀").find("memo")).toEqual([7, 11]);
    expect(new CodePoints("no such").find("memo")).toBeUndefined();
    expect(new CodePoints("text").find("")).toBeUndefined();
  });
});

describe("segments", () => {
  function check(text: string, marks: [number, number, string][], expected: [string, string][]): void {
    const points = new CodePoints(text);
    const cut = segments(
      points,
      0,
      points.length,
      marks.map(([start, end, kind]) => ({ start, end, kind })),
    );
    expect(cut.map((segment) => [segment.text, segment.kinds.join(">")])).toEqual(expected);
  }

  test("cut where marks begin and end, counting an emoji as one", () => {
    check(
      "😀 Ida spoke",
      [[2, 5, "person"]],
      [
        ["😀 ", ""],
        ["Ida", "person"],
        [" spoke", ""],
      ],
    );
  });

  test("keep nested marks, the outermost first", () => {
    check(
      "Mirel Water Board",
      [
        [0, 5, "place"],
        [0, 17, "body"],
      ],
      [
        ["Mirel", "body>place"],
        [" Water Board", "body"],
      ],
    );
  });

  test("let marks overlap", () => {
    check(
      "abcdef",
      [
        [0, 4, "x"],
        [2, 6, "y"],
      ],
      [
        ["ab", "x"],
        ["cd", "x>y"],
        ["ef", "y"],
      ],
    );
  });

  test("leave out what lies outside and what is empty", () => {
    check(
      "abc",
      [
        [1, 1, "empty"],
        [2, 99, "long"],
        [7, 9, "beyond"],
      ],
      [
        ["ab", ""],
        ["c", "long"],
      ],
    );
  });

  test("joined are the text again, whatever is marked", () => {
    const random = randomly(7);
    for (let round = 0; round < 200; round++) {
      const points = new CodePoints(textFrom(random, 60));
      const at = (): number => Math.floor(random() * 64);
      const marks = Array.from({ length: 8 }, (_, kind) => ({ start: at(), end: at(), kind }));
      const cut = segments(points, 0, points.length, marks);
      expect(cut.map((segment) => segment.text).join("")).toBe(points.text);
      for (const { start, end, kind } of marks) {
        const marked = cut.filter((segment) => segment.kinds.includes(kind)).map((segment) => segment.text);
        expect(marked.join("")).toBe(points.slice(start, Math.max(start, end)));
      }
    }
  });
});

describe("what differs", () => {
  test("is what no shared stretch covers", () => {
    expect(
      uncovered(0, 10, [
        [2, 4],
        [6, 10],
      ]),
    ).toEqual([
      [0, 2],
      [4, 6],
    ]);
    expect(uncovered(0, 10, [])).toEqual([[0, 10]]);
    expect(uncovered(0, 4, [[0, 4]])).toEqual([]);
    expect(
      uncovered(0, 9, [
        [0, 5],
        [3, 7],
      ]),
    ).toEqual([[7, 9]]);
  });

  test("is marked without the white space around it", () => {
    const points = new CodePoints("😀  two words \n");
    expect(trimmed(points, [1, points.length])).toEqual([3, 12]);
    expect(trimmed(points, [1, 3])).toEqual([3, 3]);
  });
});

describe("paragraphs", () => {
  const blocks = (text: string): string[] => {
    const points = new CodePoints(text);
    return paragraphs(points).map(({ start, end, page }) => `${page ? `${page}: ` : ""}${points.slice(start, end)}`);
  };

  test("are parted by blank lines, not by single ones", () => {
    expect(blocks("one\ntwo\n\nthree 😀\n  \nfour\n")).toEqual(["one\ntwo", "three 😀", "four"]);
  });

  test("begin pages after form feeds", () => {
    expect(blocks("first\fsecond\n\nstill second\f\ffourth")).toEqual([
      "first",
      "2: second",
      "still second",
      "4: fourth",
    ]);
  });

  test("hold every code point that is not white space", () => {
    const random = randomly(3);
    for (let round = 0; round < 200; round++) {
      const text = textFrom(random, 50);
      expect(
        blocks(text)
          .join("")
          .replaceAll(/\d+: |\s/g, ""),
      ).toBe(text.replaceAll(/\s/g, ""));
    }
  });
});
