/** Who knew what when, as a table: actors, matters, and in the cells what shows it. */
import type { Interval, Knowledge } from "../api/answers";
import { groupedBy } from "./grouped";

/** Something that was known. */
export interface Matter {
  words: string;
  /** How many actors knew it. */
  nActors: number;
}

/** Somebody who knew something. */
export interface Actor {
  id: string;
  name: string;
  /** What shows that it knew each matter, the earliest first. */
  knew: Map<string, Knowledge[]>;
}

/** The table, or as much of it as is shown. */
export interface KnowingTable {
  actors: Actor[];
  matters: Matter[];
  /** How many actors there are in all. */
  nActors: number;
  /** How many matters the actors shown knew in all. */
  nMatters: number;
}

/** Words that say nothing without the sentence they stand in. */
const POINTING = /^(it|this|that|these|those|so|them|which|what|such)$/i;

/**
 * A matter in words, which name it in an address too: what several findings say in one sentence is one matter to who reads it.
 */
export function matterOf({ matter, shown_by: claim }: Pick<Knowledge, "matter" | "shown_by">): string {
  return claim && POINTING.test(matter.trim()) ? claim.sentence : matter;
}

/** So many actors, who knew most first, and so many matters: those that most of them knew, but for each actor something; by day. */
export function knowingTable(known: readonly Knowledge[], nActors: number, nMatters: number): KnowingTable {
  const all = [...groupedBy(known, ({ who }) => who)].map(([id, rows]): Actor => {
    const knew = groupedBy(rows.toSorted(byDay), matterOf);
    return { id, name: rows[0]?.who_name ?? id, knew };
  });
  const actors = all.toSorted((a, b) => b.knew.size - a.knew.size || a.name.localeCompare(b.name)).slice(0, nActors);
  const matters = mattersOf(actors);
  return {
    actors,
    matters: telling(matters, nMatters).map(({ words, knewBy }) => ({ words, nActors: knewBy.size })),
    nActors: all.length,
    nMatters: matters.length,
  };
}

/** A matter with who knew it, and the day on which it was known first. */
interface Known {
  words: string;
  first: string;
  knewBy: Set<string>;
}

function mattersOf(actors: readonly Actor[]): Known[] {
  const matters = new Map<string, Known>();
  for (const { id, knew } of actors) {
    for (const [words, [earliest]] of knew) {
      const day = earliest?.no_later_than ?? "9999";
      const there = matters.get(words) ?? { words, first: day, knewBy: new Set() };
      if (day < there.first) there.first = day;
      there.knewBy.add(id);
      matters.set(words, there);
    }
  }
  return [...matters.values()];
}

/** The matters that tell most: one after the other what most actors knew, an actor of whom nothing is shown yet counting twice. */
function telling(matters: readonly Known[], n: number): Known[] {
  const shown = new Set<string>();
  const chosen: Known[] = [];
  const left = new Set(matters.toSorted(compareDays));
  const weight = ({ knewBy }: Known): number => [...knewBy].reduce((sum, id) => sum + (shown.has(id) ? 1 : 2), 0);
  while (chosen.length < n && left.size > 0) {
    const best = [...left].reduce((most, matter) => (weight(matter) > weight(most) ? matter : most));
    left.delete(best);
    best.knewBy.forEach((id) => shown.add(id));
    chosen.push(best);
  }
  return chosen.toSorted(compareDays);
}

function compareDays(a: Known, b: Known): number {
  return a.first.localeCompare(b.first) || a.words.localeCompare(b.words);
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
      matterOf(row),
      claim?.sentence,
      claim?.polarity,
      claim?.certainty,
    ]);
    if (!rows.has(key)) rows.set(key, row);
  }
  return [...rows.values()];
}
