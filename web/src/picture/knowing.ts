/** Who knew what when, as a table: actors, matters, and in the cells what shows it. */
import type { Interval, KnowingTable, Knowledge } from "../api/answers";
import { groupedBy } from "./grouped";

/** Somebody who knew something. */
export interface Actor {
  id: string;
  name: string;
  /** How many matters it knew, shown or not. */
  nMatters: number;
  /** What shows that it knew each matter shown, the earliest first. */
  knew: Map<string, Knowledge[]>;
}

/** The rows of a table: actors, with what they knew by the matter's words. */
export function actorsOf(table: KnowingTable): Actor[] {
  const known = groupedBy(table.known, ({ who }) => who);
  return table.actors.map(({ who, name, n_matters: nMatters }) => {
    const knew = groupedBy((known.get(who) ?? []).toSorted(byDay), ({ matter }) => matter);
    return { id: who, name, nMatters, knew };
  });
}

function byDay(a: Knowledge, b: Knowledge): number {
  return (a.no_later_than ?? "9999").localeCompare(b.no_later_than ?? "9999");
}

/** On which side of a line in time something was known; undefined where no line is drawn or no day is known. */
export type Side = "before" | "on" | "after";

export function sideOf(day: string | null | undefined, line: Interval | undefined): Side | undefined {
  const first = line?.earliest ?? line?.latest;
  const last = line?.latest ?? line?.earliest;
  if (!day || !first || !last) return undefined;
  return day < first ? "before" : day > last ? "after" : "on";
}

/** A side as a sign and as words, so that none is told by colour alone. */
export const SIDES: Record<Side, { sign: string; words: string }> = {
  before: { sign: "◂", words: "before the line" },
  on: { sign: "◆", words: "within the line's days" },
  after: { sign: "▸", words: "after the line" },
};

/** Rows by day, each once: what one sentence tells in one way of an actor in several claims is one thing to read. */
export function toldOnce(known: readonly Knowledge[]): Knowledge[] {
  const rows = new Map<string, Knowledge>();
  for (const row of known.toSorted(byDay)) {
    const claim = row.shown_by;
    const key = JSON.stringify([
      row.who,
      row.no_later_than,
      row.matter,
      claim?.sentence,
      claim?.polarity,
      claim?.certainty,
    ]);
    if (!rows.has(key)) rows.set(key, row);
  }
  return [...rows.values()];
}
