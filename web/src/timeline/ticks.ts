import { scaleUtc } from "d3-scale";
import { monthInWords } from "../words/days";
import { dayStart, isoDay, type Stretch } from "./days";

/** A line on the axis. */
export interface Tick {
  readonly day: number;
  readonly words: string;
}

/** Round days in a window, at least four or so, and one every 110 pixels of `width`, in the fewest words that tell them apart. */
export function ticks(window: Stretch, width: number): Tick[] {
  const scale = scaleUtc().domain([dayStart(window.start), dayStart(window.end)]);
  const days = scale.ticks(Math.max(4, Math.floor(width / 110))).map((at) => at.getTime() / 86_400_000);
  return days.filter(Number.isInteger).map((day, nth) => ({ day, words: words(day, nth === 0) }));
}

function words(day: number, first: boolean): string {
  const iso = isoDay(day);
  const [year, month, date] = iso.split("-").map(Number);
  const monthName = monthInWords(iso.slice(0, 7)).split(" ")[0]?.slice(0, 3);
  if (month === 1 && date === 1) return String(year);
  const short = date === 1 ? `${monthName}` : `${date} ${monthName}`;
  return first ? `${short} ${year}` : short;
}
