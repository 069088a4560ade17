import type { CodePoints } from "./code_points";

/** A stretch of a text that means something, in code points. */
export interface Mark<K> {
  readonly start: number;
  readonly end: number;
  readonly kind: K;
}

/** A stretch with the same marks from beginning to end. */
export interface Segment<K> {
  readonly text: string;
  readonly start: number;
  /** What covers it, outermost (longest) first. */
  readonly kinds: readonly K[];
}

/** Cuts `start..end` of a text wherever a mark begins or ends; joined, the segments are the text again. */
export function segments<K>(points: CodePoints, start: number, end: number, marks: readonly Mark<K>[]): Segment<K>[] {
  const inside = marks
    .map((mark) => ({ ...mark, from: Math.max(mark.start, start), to: Math.min(mark.end, end) }))
    .filter((mark) => mark.from < mark.to)
    .sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const cuts = new Set([start, end]);
  for (const mark of inside) cuts.add(mark.from).add(mark.to);
  const borders = [...cuts].sort((a, b) => a - b);
  return borders.slice(0, -1).map((from, nth) => {
    const to = borders[nth + 1] ?? end;
    const covering = inside.filter((mark) => mark.from <= from && to <= mark.to);
    return { text: points.slice(from, to), start: from, kinds: covering.map((mark) => mark.kind) };
  });
}

/** What of `start..end` none of the spans covers; the spans are in order and disjoint. */
export function uncovered(
  start: number,
  end: number,
  spans: readonly (readonly [number, number])[],
): [number, number][] {
  const gaps: [number, number][] = [];
  let from = start;
  for (const [spanStart, spanEnd] of spans) {
    if (spanStart > from) gaps.push([from, Math.min(spanStart, end)]);
    from = Math.max(from, spanEnd);
  }
  if (from < end) gaps.push([from, end]);
  return gaps.filter(([gapStart, gapEnd]) => gapStart < gapEnd);
}

/** The span without the white space at its ends. */
export function trimmed(points: CodePoints, [start, end]: readonly [number, number]): [number, number] {
  const words = points.slice(start, end);
  const before = words.length - words.trimStart().length;
  const after = words.trimEnd().length === 0 ? 0 : words.length - words.trimEnd().length;
  return [start + before, Math.max(start + before, end - after)]; // white space lies below U+10000: one unit, one code point
}
