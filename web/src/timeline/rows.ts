/** Events as marks with names, one beside another in rows. Pure: in pixels. */
import type { EventLine } from "../api/answers";
import { dayNumber, stretchOf, type Stretch } from "./days";

/** An event where it is drawn. */
export interface DrawnEvent {
  event: EventLine;
  /** The stretch of the days on which it can have happened, within the window. */
  left: number;
  right: number;
  row: number;
  /** Its name, cut to the room there is, and where it begins; undefined where there is none. */
  name: string | undefined;
  nameAt: number;
}

export interface EventRows {
  drawn: DrawnEvent[];
  nRows: number;
  /** Events of these days for which there was no room. */
  nLeftOut: number;
}

const LETTER = 6.5;
/** In letters, where the mark itself is not longer. */
const LONGEST_NAME = 42;
const NARROWEST = 7;
const GAP = 6;

/**
 * Events into rows, those that most documents tell of first: so they have their names, and what finds no room is what few tell of.
 * What nobody dated is not drawn.
 */
export function eventRows(
  events: readonly EventLine[],
  nameOf: (event: EventLine) => string,
  window: Stretch,
  width: number,
  mostRows: number,
): EventRows {
  const perDay = width / (window.end - window.start);
  const rows: [number, number][][] = [];
  const drawn: DrawnEvent[] = [];
  let nLeftOut = 0;
  const dated = events.filter(({ time }) => time.earliest ?? time.latest);
  for (const event of dated.toSorted((a, b) => b.n_documents - a.n_documents || b.n_claims - a.n_claims)) {
    const { start, end } = stretchOf(event.time, window);
    if (end <= window.start || start >= window.end) continue;
    const left = Math.max(0, (start - window.start) * perDay);
    const right = Math.min(width, Math.max(left + NARROWEST, (end - window.start) * perDay));
    const most = Math.max(LONGEST_NAME, Math.floor((right - left) / LETTER) - 3);
    const seat = seated(rows, left, right, cut(nameOf(event), most), width, mostRows);
    if (seat) drawn.push({ event, left, right, ...seat });
    else nLeftOut++;
  }
  return { drawn, nRows: rows.length, nLeftOut };
}

/** A row with room for a mark and its name, else for the mark alone; the row is taken. */
function seated(
  rows: [number, number][][],
  left: number,
  right: number,
  name: string,
  width: number,
  mostRows: number,
): Pick<DrawnEvent, "row" | "name" | "nameAt"> | undefined {
  const long = name.length * LETTER;
  const fitsIn = right - left > long + 2 * GAP;
  const isBefore = !fitsIn && right + GAP + long > width && left - GAP - long > 0;
  const nameAt = fitsIn ? left + GAP : isBefore ? left - GAP - long : right + GAP;
  const from = isBefore ? nameAt : left;
  const to = fitsIn || isBefore ? right : nameAt + long;
  if (to <= width + GAP) {
    const row = taken(rows, from, to, mostRows);
    if (row !== undefined) return { row, name, nameAt };
  }
  const row = taken(rows, left, right, mostRows);
  return row === undefined ? undefined : { row, name: undefined, nameAt };
}

function taken(rows: [number, number][][], from: number, to: number, mostRows: number): number | undefined {
  const isFree = (row: [number, number][]): boolean =>
    row.every(([left, right]) => to + GAP <= left || right + GAP <= from);
  const free = rows.findIndex(isFree);
  const row = free < 0 ? rows.length : free;
  if (row >= mostRows) return undefined;
  (rows[row] ??= []).push([from, to]);
  return row;
}

function cut(name: string, most: number): string {
  return name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name;
}

/** How surely its day is known: one day, one of several, or open to one side. */
export function dayKnown({ time }: Pick<EventLine, "time">): "day" | "days" | "open" {
  const [earliest, latest] = [dayNumber(time.earliest), dayNumber(time.latest)];
  if (earliest === undefined || latest === undefined) return "open";
  return earliest === latest ? "day" : "days";
}

/** At which part of a day an expression of time speaks of a clock: 0.5 for "2031-05-06T12:00"; undefined where it names none. */
export function clockOf(value: string): number | undefined {
  const found = /T(\d\d)(?::(\d\d))?/.exec(value);
  const [hours, minutes] = [Number(found?.[1]), Number(found?.[2] ?? 0)];
  return found && hours < 24 && minutes < 60 ? (hours * 60 + minutes) / 1440 : undefined;
}
