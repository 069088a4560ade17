/** Who knew what when, as a table: actors, matters, and in the cells what shows it. */
import type { Interval, Knowledge } from "../api/answers";
import { groupedBy } from "./grouped";

/** Something that was known. */
export interface Matter {
  key: string;
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

/** What names a matter in an address. */
export function matterKey({ finding, event, matter }: Knowledge): string {
  return finding ? `finding ${finding}` : event ? `event ${event}` : `words ${matter}`;
}

/** So many actors, who knew most first, and so many matters, what most of these knew first; then by day. */
export function knowingTable(known: readonly Knowledge[], nActors: number, nMatters: number): KnowingTable {
  const all = [...groupedBy(known, ({ who }) => who)].map(([id, rows]): Actor => {
    const knew = groupedBy(rows.toSorted(byDay), matterKey);
    return { id, name: rows[0]?.who_name ?? id, knew };
  });
  const actors = all.toSorted((a, b) => b.knew.size - a.knew.size || a.name.localeCompare(b.name)).slice(0, nActors);
  const matters = mattersOf(actors);
  const shown = matters.toSorted((a, b) => b.nActors - a.nActors || compareDays(a, b)).slice(0, nMatters);
  return {
    actors,
    matters: shown.toSorted(compareDays).map(({ key, words, nActors: n }) => ({ key, words, nActors: n })),
    nActors: all.length,
    nMatters: matters.length,
  };
}

function mattersOf(actors: readonly Actor[]): (Matter & { first: string })[] {
  const matters = new Map<string, Matter & { first: string }>();
  for (const { knew } of actors) {
    for (const [key, [earliest]] of knew) {
      if (!earliest) continue;
      const first = earliest.no_later_than ?? "9999";
      const there = matters.get(key);
      matters.set(key, {
        key,
        words: there?.words ?? earliest.matter,
        nActors: (there?.nActors ?? 0) + 1,
        first: there && there.first < first ? there.first : first,
      });
    }
  }
  return [...matters.values()];
}

function compareDays(a: { first: string }, b: { first: string }): number {
  return a.first.localeCompare(b.first);
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

/** Rows by day, each once: what one sentence shows of an actor in several claims is one thing to read. */
export function toldOnce(known: readonly Knowledge[]): Knowledge[] {
  const rows = new Map<string, Knowledge>();
  for (const row of known.toSorted(byDay)) {
    const key = JSON.stringify([row.who, row.no_later_than, row.matter, row.shown_by?.sentence]);
    if (!rows.has(key)) rows.set(key, row);
  }
  return [...rows.values()];
}
