/** Where words that a person selects or writes stand in a document. Pure. */
import type { Document, Span } from "../api/answers";
import type { CodePoints } from "../text/code_points";

/** Words of a document, and where they stand. */
export interface Placed {
  span: [number, number];
  words: string;
}

type Mention = Document["mentions"][number];

/** The words of a span as the text has them, blanks around them left out; undefined where nothing is left. */
export function placedAt(points: CodePoints, [start, end]: readonly [number, number]): Placed | undefined {
  const words = points.slice(start, end);
  const before = [...(/^\s*/u.exec(words)?.[0] ?? "")].length;
  const after = [...(/\s*$/u.exec(words)?.[0] ?? "")].length;
  if (before + after >= end - start) return undefined;
  const span: [number, number] = [start + before, end - after];
  return { span, words: points.slice(...span) };
}

/** Where words stand in a stretch of the text as whole words, however lines break; the place nearest to `near`. */
export function placeOf(
  points: CodePoints,
  words: string,
  [from, to]: readonly [number, number],
  near: number,
): Placed | undefined {
  const wanted = words.split(/\s+/u).filter(Boolean).map(escaped).join("\\s+");
  if (wanted === "") return undefined;
  const stretch = points.slice(from, to);
  const found = [...stretch.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${wanted}(?![\\p{L}\\p{N}])`, "gu"))];
  const places = found.map((match): [number, number] => {
    const start = from + [...stretch.slice(0, match.index)].length;
    return [start, start + [...match[0]].length];
  });
  const [nearest] = places.toSorted((a, b) => Math.abs(a[0] - near) - Math.abs(b[0] - near));
  return nearest && { span: nearest, words: points.slice(...nearest) };
}

function escaped(word: string): string {
  return word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

/** The sentence that holds a span whole; undefined where none does. */
export function sentenceOf(sentences: readonly Span[], [start, end]: readonly [number, number]): Span | undefined {
  return sentences.find(([from, to]) => from <= start && end <= to);
}

/** The mention that a person means by a span: the same words, else the longest that shares some with them; never of a `Thing`. */
export function mentionAt(mentions: readonly Mention[], [start, end]: readonly [number, number]): Mention | undefined {
  const shared = mentions.filter((mention) => mention.type !== "Thing" && mention.start < end && start < mention.end);
  const exact = shared.find((mention) => mention.start === start && mention.end === end);
  return exact ?? shared.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0];
}

/** The mentions of a sentence that can take part in a claim of it, each once, in order. */
export function mentionsIn(points: CodePoints, mentions: readonly Mention[], [from, to]: Span): Placed[] {
  const inside = mentions.filter(({ start, end }) => from <= start && end <= to);
  return inside.map(({ start, end }) => ({ span: [start, end], words: points.slice(start, end) }));
}
