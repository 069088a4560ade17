import type { CodePoints } from "./code_points";

/** A block of a text, in code points. */
export interface Paragraph {
  readonly start: number;
  readonly end: number;
  /** The page of the original that begins with it, where it begins one (from 2; a form feed ends a page). */
  readonly page?: number;
}

/** Lines that are not blank, one after the other. */
const BLOCK = /(?=[^\S\n\f]*\S)[^\n\f]+(?:\n(?=[^\S\n\f]*\S)[^\n\f]+)*/g;

/** The blocks of a text: what blank lines and form feeds part. */
export function paragraphs(points: CodePoints): Paragraph[] {
  const blocks = [...points.text.matchAll(BLOCK)];
  const borders = points.ofUnits(blocks.flatMap((block) => [block.index, block.index + block[0].length]));
  let seen = 0;
  let page = 1;
  return blocks.map((block, nth) => {
    const turned = points.text.slice(seen, block.index).split("\f").length - 1;
    seen = block.index;
    page += turned;
    const paragraph = { start: borders[2 * nth] ?? 0, end: borders[2 * nth + 1] ?? 0 };
    return turned > 0 ? { ...paragraph, page } : paragraph;
  });
}
