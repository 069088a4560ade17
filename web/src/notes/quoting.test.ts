import { describe, expect, it } from "vitest";
import { CodePoints } from "../text/code_points";
import { draggedQuote, isEmpty, quoteOf, withoutQuote, withQuote } from "./quoting";

const TEXT = "Żar 😀 fell.\nRain  fell on the old\nbridge. Rain fell again.";

describe("quoting", () => {
  const points = new CodePoints(TEXT);

  it("takes the words where they were selected, however lines break", () => {
    const start = [...TEXT.slice(0, TEXT.indexOf("old"))].length;
    expect(quoteOf(points, 3, start, "old bridge")).toEqual({
      document: 3,
      span: [start, start + 10],
      words: "old bridge",
    });
    const second = [...TEXT.slice(0, TEXT.lastIndexOf("Rain"))].length;
    expect(quoteOf(points, 3, second, "Rain fell")?.span).toEqual([second, second + 9]);
  });

  it("looks for words that do not stand where they should, and leaves the rest to the server", () => {
    expect(quoteOf(points, 3, 0, "again")?.span).toEqual(points.find("again"));
    expect(quoteOf(points, 3, 0, "snow")?.span).toBeNull();
    expect(quoteOf(points, 3, 0, " \n")).toBeUndefined();
  });

  it("quotes nothing twice", () => {
    const quote = { document: 3, span: null, words: "Rain" };
    const draft = withQuote(withQuote({ text: "", quotes: [] }, quote), { ...quote });
    expect(draft.quotes).toHaveLength(1);
    expect(isEmpty(draft)).toBe(false);
    expect(isEmpty(withoutQuote(draft, 0))).toBe(true);
  });

  it("takes only quotations that were dragged", () => {
    const quote = { document: 3, span: [1, 4], words: "Rain" };
    expect(draggedQuote(JSON.stringify(quote))).toEqual(quote);
    expect(draggedQuote('{"document": "x", "words": "Rain"}')).toBeUndefined();
    expect(draggedQuote("Rain")).toBeUndefined();
  });
});
