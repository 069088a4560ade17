/** Events in a list: parts under what they are a part of, narrowed, by day. */
import type { EventLine, Interval } from "../api/answers";
import { intervalInWords } from "../words/days";
import { dayToSortBy } from "./voices";
import { groupedBy } from "./grouped";

/** An event that is a part of none in the list, and its parts. */
export interface Incident {
  event: EventLine;
  parts: EventLine[];
}

/** Which events: words of their names, a predicate, and in how many documents they are told at least. */
export interface Wanted {
  words: string;
  predicate: string;
  leastDocuments: number;
}

/** Events that fit; the parts of one that fits by its words stay with it. */
export function incidentsOf(events: readonly EventLine[], wanted: Wanted): Incident[] {
  const there = new Map(events.map((event) => [event.id, event]));
  const incidents = new Map<string, Incident>();
  for (const event of events) {
    const whole = wholeOf(event, there);
    const incident = incidents.get(whole.id) ?? { event: whole, parts: [] };
    if (whole !== event) incident.parts.push(event);
    incidents.set(whole.id, incident);
  }
  // A part may have happened long before or after its whole: an arrest, a trial.
  const inOrder = [...incidents.values()].toSorted((a, b) =>
    dayToSortBy(a.event.time).localeCompare(dayToSortBy(b.event.time)),
  );
  return inOrder.flatMap(({ event, parts }) => {
    const fitting = parts.filter((part) => fits(part, wanted));
    return fits(event, wanted) || fitting.length > 0 ? [{ event, parts: fitting }] : [];
  });
}

/** The outermost event in the list that an event is a part of. */
function wholeOf(event: EventLine, there: ReadonlyMap<string, EventLine>): EventLine {
  const seen = new Set<string>();
  let whole = event;
  for (;;) {
    const next = whole.part_of ? there.get(whole.part_of) : undefined;
    if (!next || seen.has(next.id)) return whole;
    seen.add(next.id);
    whole = next;
  }
}

function fits(event: EventLine, { words, predicate, leastDocuments }: Wanted): boolean {
  const name = event.name.toLowerCase();
  return (
    (predicate === "" || event.predicate === predicate) &&
    event.n_documents >= leastDocuments &&
    words
      .toLowerCase()
      .split(/\s+/)
      .every((word) => name.includes(word))
  );
}

/** Incidents by the days of the whole, in the order given. */
export function byDays(incidents: readonly Incident[]): [string, Incident[]][] {
  return [...groupedBy(incidents, ({ event }) => intervalInWords(event.time))];
}

/** What papers do every day: it is told of often, and is what no case is about. */
const EVERYDAY = ["Publish"];

/** The events that most documents tell of as fact, wholes alone. */
export function mainEvents(events: readonly EventLine[], n: number): EventLine[] {
  return incidentsOf(events, { words: "", predicate: "", leastDocuments: 0 })
    .map(({ event }) => event)
    .filter(({ predicate }) => !EVERYDAY.includes(predicate))
    .filter(({ polarity, modality }) => polarity === "asserted" && modality === "actual")
    .toSorted((a, b) => b.n_documents - a.n_documents || b.n_claims - a.n_claims)
    .slice(0, n);
}

/** From the first to the last day of dated intervals; open where none is dated. */
export function spanOf(times: readonly Interval[]): Interval {
  const days = times.flatMap(({ earliest, latest }) => [earliest, latest]).filter((day) => typeof day === "string");
  const sorted = days.toSorted();
  return { earliest: sorted[0] ?? null, latest: sorted.at(-1) ?? null };
}

/** The days on which nearly all of these lie: a few that lie centuries off would leave a chart of nothing else. */
export function usualSpan(times: readonly Interval[]): Interval | undefined {
  const days = times.map(({ earliest, latest }) => earliest ?? latest).filter((day) => typeof day === "string");
  const sorted = days.toSorted();
  const off = sorted.length < 8 ? 0 : Math.ceil(sorted.length / 20);
  // Of what is to come a case has little; where it has much of everything, a year misread is not to stretch it either.
  const late = sorted.length < 200 ? 0 : Math.ceil(sorted.length / 100);
  const [earliest, latest] = [sorted[off], sorted.at(-1 - late)];
  return earliest && latest ? { earliest, latest } : undefined;
}

/** A name as it begins a line: "The death of seven people". */
export function asHeading(name: string): string {
  const [first = ""] = name;
  return first.toUpperCase() + name.slice(first.length);
}
