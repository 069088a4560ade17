/** What no source of the screens may do, whoever wrote the document that is shown. */
import { expect, test } from "vitest";

const files = import.meta.glob<string>("./**/*.{svelte,ts}", { query: "?raw", import: "default", eager: true });
const sources = Object.entries(files).filter(([path]) => !/\.test\.ts$|schema\.ts$/.test(path));
const holding = (words: RegExp): string[] => sources.filter(([, source]) => words.test(source)).map(([path]) => path);

test("document text never becomes markup, and no style or script is inline", () => {
  expect(sources.length).toBeGreaterThan(30);
  const forbidden = /\{@html|innerHTML|insertAdjacentHTML|outerHTML|document\.write|\bstyle=|\sstyle:|\beval\(/;
  expect(holding(forbidden)).toEqual([]);
});

test("nothing is asked of any other server", () => {
  expect(holding(/https?:\/\//)).toEqual([]);
});
