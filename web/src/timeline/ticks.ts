import { scaleUtc } from "d3-scale";
import { monthInWords } from "../words/days";
import { dayStart, isoDay, type Stretch } from "./days";

/** A line on the axis. */
export interface Tick {
  readonly day: number;
  readonly words: string;
}

/** Fewer days than this are divided into hours. */
const HOURS_BELOW = 5;

/** Round days in a window, hours where it is of a few days, at least four or so, and one every 110 pixels of `width`, in the fewest words that tell them apart. */
export function ticks(window: Stretch, width: number): Tick[] {
  const scale = scaleUtc().domain([dayStart(window.start), dayStart(window.end)]);
  const days = scale.ticks(Math.max(4, Math.floor(width / 110))).map((at) => at.getTime() / 86_400_000);
  const isFine = window.end - window.start < HOURS_BELOW;
  return days
    .filter((day) => isFine || Number.isInteger(day))
    .map((day, nth) => ({ day, words: Number.isInteger(day) ? words(day, nth === 0) : clock(day) }));
}

/** "06:00" for a quarter of a day. */
function clock(day: number): string {
  const minutes = Math.round((day - Math.floor(day)) * 1440);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

function words(day: number, first: boolean): string {
  const iso = isoDay(day);
  const [year, month, date] = iso.split("-").map(Number);
  const monthName = monthInWords(iso.slice(0, 7)).split(" ")[0]?.slice(0, 3);
  if (month === 1 && date === 1) return String(year);
  const short = date === 1 ? `${monthName}` : `${date} ${monthName}`;
  return first ? `${short} ${year}` : short;
}
