/** Words of a document on their way into a note. Pure: what is selected on the screen is selection.ts's. */
import type { CodePoints } from "../text/code_points";

/** Words of a document, and where they stand in its text; the server finds them where that is not known. */
export interface NewQuote {
  document: number;
  span: [number, number] | null;
  words: string;
}

/** A note that is being written. */
export interface Draft {
  text: string;
  quotes: readonly NewQuote[];
}

/** Under which kind a quotation is dragged. */
export const DRAGGED = "application/x-clew-quote";

function collapsed(words: string): string {
  return words.split(/\s+/u).filter(Boolean).join(" ");
}

/** The quotation of selected words that should begin at a code point; where something else stands there, they are looked for. */
export function quoteOf(points: CodePoints, document: number, start: number, words: string): NewQuote | undefined {
  const wanted = collapsed(words);
  if (wanted === "") return undefined;
  const blanks = /^\s*/u.exec(words)?.[0].length ?? 0;
  const from = start + blanks;
  // White space may be laid out otherwise on the screen: the stretch with these words is at most so much longer.
  for (let end = from + [...wanted].length; end <= Math.min(points.length, from + [...words].length + 40); end++) {
    if (collapsed(points.slice(from, end)) === wanted) return { document, span: [from, end], words: wanted };
  }
  return { document, span: points.find(wanted) ?? null, words: wanted };
}

/** A draft with one more quotation; words that it quotes already are not quoted twice. */
export function withQuote(draft: Draft, quote: NewQuote): Draft {
  const isThere = draft.quotes.some((one) => one.document === quote.document && one.words === quote.words);
  return isThere ? draft : { ...draft, quotes: [...draft.quotes, quote] };
}

/** A draft without one of its quotations. */
export function withoutQuote(draft: Draft, at: number): Draft {
  return { ...draft, quotes: draft.quotes.filter((_, nth) => nth !== at) };
}

/** What was dragged, where it is a quotation. */
export function draggedQuote(json: string): NewQuote | undefined {
  try {
    const { document, span, words } = JSON.parse(json) as Partial<NewQuote>;
    if (typeof document !== "number" || typeof words !== "string" || words.trim() === "") return undefined;
    const isSpan = Array.isArray(span) && span.length === 2 && span.every((at) => Number.isInteger(at));
    return { document, words, span: isSpan ? [Number(span[0]), Number(span[1])] : null };
  } catch {
    return undefined;
  }
}

/** Whether there is anything to be kept. */
export function isEmpty({ text, quotes }: Draft): boolean {
  return text.trim() === "" && quotes.length === 0;
}
