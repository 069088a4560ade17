/** What is drawn where on the timeline; pure, in days, so that it can be tested without a screen. */
import type { Interval } from "../api/answers";
import { dayNumber, dayStart, stretchOf, type Stretch } from "./days";

/** The length of a column: as short as the window lets it be drawn. */
export type Unit = "day" | "week" | "month" | "year";

/** The unit in which a window of this many days is counted. */
export function unitFor(nDays: number): Unit {
  if (nDays <= 70) return "day";
  if (nDays <= 500) return "week";
  return nDays <= 2_600 ? "month" : "year";
}

/** The column that a day lies in: weeks begin on Monday. */
export function columnOf(day: number, unit: Unit): Stretch {
  if (unit === "day") return { start: day, end: day + 1 };
  if (unit === "week") {
    const start = day - ((((day + 3) % 7) + 7) % 7); // day 0 was a Thursday
    return { start, end: start + 7 };
  }
  const at = dayStart(day);
  const year = at.getUTCFullYear();
  const [month, months] = unit === "month" ? [at.getUTCMonth(), 1] : [0, 12];
  return { start: firstOf(year, month), end: firstOf(year, month + months) };
}

function firstOf(year: number, month: number): number {
  const first = new Date(0);
  first.setUTCFullYear(year, month, 1);
  return first.getTime() / 86_400_000;
}

/** Things counted into a column. */
export interface Column<T> extends Stretch {
  readonly items: T[];
}

/** A stretch of days longer than a column, and what speaks of it. */
export interface Bar<T> extends Stretch {
  readonly interval: Interval;
  readonly items: T[];
  /** Its row, from 0. */
  readonly row: number;
}

/** What speaks of days, laid out: short intervals counted into columns, longer ones as bars in rows. */
export interface Layout<T> {
  readonly columns: Column<T>[];
  readonly bars: Bar<T>[];
  readonly nRows: number;
}

/** Lays out what speaks of days in a window; each interval is one bar, however often it is spoken of. */
export function laidOut<T>(items: readonly T[], happened: (item: T) => Interval, window: Stretch): Layout<T> {
  const unit = unitFor(window.end - window.start);
  const columns = new Map<number, Column<T>>();
  const spans = new Map<string, Omit<Bar<T>, "row">>();
  for (const item of items) {
    const interval = happened(item);
    const stretch = stretchOf(interval, window);
    const column = columnOf(stretch.start, unit);
    const known = dayNumber(interval.earliest) !== undefined && dayNumber(interval.latest) !== undefined;
    if (
      known &&
      stretch.end <= column.end &&
      (stretch.end - stretch.start === 1 || unit === "year" || unit === "month")
    ) {
      entry(columns, column.start, () => ({ ...column, items: [] })).items.push(item);
    } else {
      const key = `${interval.earliest}/${interval.latest}`;
      entry(spans, key, () => ({ ...stretch, interval, items: [] })).items.push(item);
    }
  }
  return { columns: [...columns.values()].sort((a, b) => a.start - b.start), ...inRows([...spans.values()]) };
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const there = map.get(key) ?? make();
  map.set(key, there);
  return there;
}

/** Each bar into the first row that is free where it begins; longer ones first where several begin together. */
function inRows<T>(spans: Omit<Bar<T>, "row">[]): { bars: Bar<T>[]; nRows: number } {
  const ends: number[] = [];
  const bars = spans
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .map((span) => {
      const free = ends.findIndex((end) => end <= span.start);
      const row = free < 0 ? ends.length : free;
      ends[row] = span.end;
      return { ...span, row };
    });
  return { bars, nRows: ends.length };
}
