/** Days as whole numbers since 1970-01-01 (UTC), for drawing; ISO text outside. */
import type { Interval } from "../api/answers";

const DAY_MS = 86_400_000;

/** A stretch of days, `end` exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The number of an ISO day; undefined where the text is none. */
export function dayNumber(iso: string | null | undefined): number | undefined {
  if (!iso || !/^\d{4}-\d\d-\d\d$/.test(iso)) return undefined;
  const at = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(at) ? undefined : at / DAY_MS;
}

/** The ISO day of a number; days outside the years 1 to 9999 are moved to their edge. */
export function isoDay(day: number): string {
  const within = Math.min(Math.max(Math.floor(day), -719_162), 2_932_896);
  return new Date(within * DAY_MS).toISOString().slice(0, 10);
}

/** The instant at which a day begins. */
export function dayStart(day: number): Date {
  return new Date(day * DAY_MS);
}

/** The stretch of an interval within a window; open ends reach its edges. */
export function stretchOf(interval: Interval, window: Stretch): Stretch {
  const start = dayNumber(interval.earliest) ?? window.start;
  const latest = dayNumber(interval.latest);
  return { start, end: latest === undefined ? Math.max(window.end, start + 1) : latest + 1 };
}

/** A window around `days`: an eighth of its length more on each side, at least a week. */
export function windowAround(days: Stretch): Stretch {
  const margin = Math.max(7, Math.ceil((days.end - days.start) / 8));
  return { start: days.start - margin, end: days.end + margin };
}

/** The window moved by a share of its length. */
export function moved(window: Stretch, share: number): Stretch {
  const by = Math.round((window.end - window.start) * share) || Math.sign(share);
  return { start: window.start + by, end: window.end + by };
}

const SHORTEST = 1;
const LONGEST = 366 * 400;

/** The window made `factor` times as long around its middle, between a day and four centuries. */
export function zoomed(window: Stretch, factor: number): Stretch {
  const length = Math.min(LONGEST, Math.max(SHORTEST, Math.round((window.end - window.start) * factor)));
  const start = Math.round((window.start + window.end - length) / 2);
  return { start, end: start + length };
}

/** The window `factor` times as close around a day; its ends may lie within days while it is moved. */
export function zoomedAt(window: Stretch, factor: number, day: number): Stretch {
  const was = window.end - window.start;
  const length = Math.min(LONGEST, Math.max(SHORTEST, was / factor));
  const start = day - ((day - window.start) * length) / was;
  return { start, end: start + length };
}

/** The window of whole days that is nearest to one. */
export function wholeDays({ start, end }: Stretch): Stretch {
  const first = Math.round(start);
  return { start: first, end: Math.max(first + 1, Math.round(end)) };
}
