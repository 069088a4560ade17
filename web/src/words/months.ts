import { lastDayOf } from "./days";

/** Every month from one to another, both included: "2031-05", "2031-06"; at most 1,200 of them. */
export function monthsBetween(first: string | undefined, last: string | undefined): string[] {
  if (!first || !last) return [];
  const months: string[] = [];
  let [year, month] = [Number(first.slice(0, -3)), Number(first.slice(-2))];
  for (let now = first; now <= last && months.length < 1200; now = named(year, month)) {
    months.push(now);
    if (++month > 12) [year, month] = [year + 1, 1];
  }
  return months;
}

function named(year: number, month: number): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
}

/** The last day in a month: "2031-05-31" for "2031-05". */
export function lastDayIn(month: string): string {
  return `${month}-${lastDayOf(Number(month.slice(0, -3)), Number(month.slice(-2)))}`;
}
