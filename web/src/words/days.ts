/** Days as words. A day is ISO text, "2031-05-06"; no time zone ever touches it. */
import type { Basis, Interval, Published } from "../api/answers";

const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
]; // prettier-ignore

interface Day {
  year: string;
  month: number;
  day: number;
}

function parts(iso: string): Day {
  const found = /^(-?\d{4,})-(\d\d)-(\d\d)/.exec(iso);
  return { year: String(Number(found?.[1] ?? 0)), month: Number(found?.[2] ?? 1), day: Number(found?.[3] ?? 1) };
}

function monthName(month: number): string {
  return MONTHS[month - 1] ?? "";
}

/** "6 May 2031". */
export function dayInWords(iso: string): string {
  const { year, month, day } = parts(iso);
  return `${day} ${monthName(month)} ${year}`;
}

/** "6 May 2031", months in three letters, where there is room for no more: in a table's cell. */
export function dayBriefly(iso: string): string {
  const { year, month, day } = parts(iso);
  return `${day} ${monthName(month).slice(0, 3)} ${year}`;
}

/** "May 2031" for "2031-05". */
export function monthInWords(yearAndMonth: string): string {
  const { year, month } = parts(`${yearAndMonth}-01`);
  return `${monthName(month)} ${year}`;
}

/** The last day of a month, 28 to 31. */
export function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** "6 May 2031", "May 2031", "2031", "12–30 May 2031", "28 May – 3 June 2031", "6 May 2031 or earlier", "no day known". */
export function intervalInWords({ earliest, latest }: Interval): string {
  if (!earliest && !latest) return "no day known";
  if (!earliest) return `${dayInWords(latest ?? "")} or earlier`;
  if (!latest) return `${dayInWords(earliest)} or later`;
  if (earliest === latest) return dayInWords(earliest);
  const [a, b] = [parts(earliest), parts(latest)];
  const wholeMonths = a.day === 1 && b.day === lastDayOf(Number(b.year), b.month);
  if (wholeMonths) return monthsInWords(a, b);
  if (a.year !== b.year) return `${dayInWords(earliest)} – ${dayInWords(latest)}`;
  if (a.month !== b.month) return `${a.day} ${monthName(a.month)} – ${dayInWords(latest)}`;
  return `${a.day}–${dayInWords(latest)}`;
}

function monthsInWords(a: Day, b: Day): string {
  const wholeYears = a.month === 1 && b.month === 12;
  if (wholeYears) return a.year === b.year ? a.year : `${a.year}–${b.year}`;
  if (a.year !== b.year) return `${monthName(a.month)} ${a.year} – ${monthName(b.month)} ${b.year}`;
  return a.month === b.month
    ? `${monthName(a.month)} ${a.year}`
    : `${monthName(a.month)} – ${monthName(b.month)} ${a.year}`;
}

const BASIS: Record<Basis, string> = {
  given: "given by the person who added it",
  metadata: "from the original's metadata",
  text: "from the text itself",
  inferred: "inferred from what it mentions",
};

/** Where a publication date came from: "inferred from what it mentions". */
export function basisInWords(basis: Basis): string {
  return BASIS[basis];
}

/** "6 May 2031"; "about 12–30 May 2031" where it was inferred; "undated". */
export function publishedInWords(published: Published | null | undefined): string {
  if (!published) return "undated";
  const days = intervalInWords(published);
  const open = !published.earliest || !published.latest;
  return published.basis === "inferred" && !open ? `about ${days}` : days;
}

/** "1 July 2031, 08:30 UTC" for an instant. */
export function instantInWords(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return `${dayInWords(at.toISOString())}, ${at.toISOString().slice(11, 16)} UTC`;
}
