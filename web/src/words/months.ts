import { lastDayOf, monthInWords } from "./days";

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

/** Months of which one name fits under so many columns: above this, years are named instead. */
const MOST_MONTHS = 4;

/** What is written under each month's column where a name needs the room of `every` columns; "" for nothing. */
export function monthLabels(months: string[], every: number): string[] {
  if (every > MOST_MONTHS) {
    const years = Math.ceil(every / 12);
    return months.map((month) => {
      const year = month.slice(0, -3);
      return month.endsWith("-01") && Number(year) % years === 0 ? year : "";
    });
  }
  return months.map((month, nth) => {
    if (nth % every !== 0) return "";
    const [word = "", year = ""] = monthInWords(month).split(" ");
    const isPlain = every === 1 && nth > 0 && !month.endsWith("-01");
    return isPlain ? word.slice(0, 3) : `${word.slice(0, 3)} ${year.slice(-2)}`;
  });
}
