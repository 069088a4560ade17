/** How far apart the marks of {@link CodePoints} lie. */
const STRIDE = 256;

/** A text whose positions are Unicode code points, as the server counts them, not JavaScript's UTF-16 units. */
export class CodePoints {
  readonly length: number;
  /** UTF-16 offset of every STRIDEth code point; undefined where both counts agree. */
  readonly #marks: number[] | undefined;

  constructor(readonly text: string) {
    if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) {
      this.length = text.length;
      return;
    }
    const marks: number[] = [];
    let count = 0;
    for (let unit = 0; unit < text.length; unit += width(text, unit), count++) {
      if (count % STRIDE === 0) marks.push(unit);
    }
    this.#marks = marks;
    this.length = count;
  }

  /** The words from `start` up to, not including, `end`; what lies outside the text is left out. */
  slice(start: number, end: number): string {
    return this.text.slice(this.#unit(start), this.#unit(end));
  }

  /** The UTF-16 offset at which a code point begins. */
  #unit(codePoint: number): number {
    const at = Math.min(Math.max(codePoint, 0), this.length);
    if (!this.#marks) return at;
    let unit = this.#marks[Math.floor(at / STRIDE)] ?? this.text.length;
    for (let step = at % STRIDE; step > 0; step--) unit += width(this.text, unit);
    return unit;
  }

  /** Where some words stand first, from their first code point up to, not including, the one after their last. */
  find(words: string): [number, number] | undefined {
    const unit = words === "" ? -1 : this.text.indexOf(words);
    if (unit < 0) return undefined;
    const [start = 0, end = 0] = this.ofUnits([unit, unit + words.length]);
    return [start, end];
  }

  /** The code point at each of these UTF-16 offsets, which are given in order. */
  ofUnits(units: readonly number[]): number[] {
    if (!this.#marks) return [...units];
    let unit = 0;
    let count = 0;
    return units.map((wanted) => {
      for (; unit < wanted; count++) unit += width(this.text, unit);
      return count;
    });
  }
}

function width(text: string, unit: number): number {
  return (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
}
