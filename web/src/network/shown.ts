/** Which entities and ties of the case are drawn, and how. Pure. */
import type { EntityLine, Network, Standing, Tie } from "../api/answers";
import { STANDING_ORDER, standingCount } from "../words/findings";
import type { View } from "./view";

/** A tie with only those of its findings that are looked at, and how it is drawn. */
export interface DrawnTie extends Tie {
  /** The best standing of its findings: how strong the line is. */
  best: Standing;
  /** Whether any of its findings is disputed: then the line is broken. */
  isDisputed: boolean;
}

/** What is drawn, and what is not. */
export interface Shown {
  entities: EntityLine[];
  ties: DrawnTie[];
  /** Entities without a tie of the standings looked at. */
  nUntied: number;
  /** Entities that are mentioned in fewer documents than those asked for. */
  nLeftOut: number;
}

/**
 * What is drawn of the network: `network` as asked for, and out of `wide` (as many entities as can be asked for) the
 * neighbours of those that were expanded.
 */
export function shownOf(network: Network, wide: Network | undefined, view: View): Shown {
  const hidden = new Set(view.hidden);
  const entities = new Map(network.entities.map((line) => [line.id, line]));
  const ties = new Map(network.ties.map((tie) => [tieKey(tie), tie]));
  if (wide && view.expanded.length > 0) widen(entities, ties, wide, new Set(view.expanded));
  const drawn = [...ties.values()]
    .filter(({ one, other }) => !hidden.has(one) && !hidden.has(other))
    .flatMap((tie) => drawnTie(tie, view.standings));
  const tied = new Set(drawn.flatMap(({ one, other }) => [one, other]));
  const candidates = [...entities.values()].filter(({ id }) => !hidden.has(id));
  // Whom one looks at stays in sight, whatever the filters leave of its ties.
  const lines = candidates.filter(({ id }) => tied.has(id) || view.picked.includes(id));
  return {
    entities: lines,
    ties: drawn.toSorted(strongestFirst),
    nUntied: candidates.length - lines.length,
    nLeftOut: Math.max(0, network.n_left_out - (entities.size - network.entities.length)),
  };
}

/** Adds the neighbours of the expanded, and every tie among what is there then. */
function widen(
  entities: Map<string, EntityLine>,
  ties: Map<string, Tie>,
  wide: Network,
  expanded: ReadonlySet<string>,
): void {
  const lines = new Map(wide.entities.map((line) => [line.id, line]));
  const add = (id: string): void => {
    const line = lines.get(id);
    if (line) entities.set(id, line);
  };
  for (const { one, other } of wide.ties) {
    if (expanded.has(one)) [one, other].forEach(add);
    if (expanded.has(other)) [one, other].forEach(add);
  }
  for (const tie of wide.ties) if (entities.has(tie.one) && entities.has(tie.other)) ties.set(tieKey(tie), tie);
}

/** A tie as drawn by its findings of some standings (of all, where none is given); nothing where none is left. */
export function drawnTie(tie: Tie, standings: readonly Standing[]): DrawnTie[] {
  const kept = (standing: Standing): number =>
    standings.length === 0 || standings.includes(standing) ? standingCount(tie, standing) : 0;
  const best = STANDING_ORDER.find((standing) => kept(standing) > 0);
  if (!best) return [];
  const counts = {
    n_corroborated: kept("corroborated"),
    n_single_origin: kept("single-origin"),
    n_disputed: kept("disputed"),
    n_superseded: kept("superseded"),
  };
  return [{ ...tie, ...counts, best, isDisputed: counts.n_disputed > 0 }];
}

/** What tells one tie from another. */
export function tieKey({ one, other }: Pick<Tie, "one" | "other">): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

function strongestFirst(a: DrawnTie, b: DrawnTie): number {
  const rank = STANDING_ORDER.indexOf(a.best) - STANDING_ORDER.indexOf(b.best);
  return rank || findingsOf(b) - findingsOf(a);
}

/** How many findings tie two entities. */
export function findingsOf(tie: Tie): number {
  return STANDING_ORDER.reduce((sum, standing) => sum + standingCount(tie, standing), 0);
}

/** The other end of each tie of an entity, the strongest tie first. */
export function neighboursOf(ties: readonly DrawnTie[], id: string): { id: string; tie: DrawnTie }[] {
  return ties.flatMap((tie) => {
    if (tie.one === id) return [{ id: tie.other, tie }];
    return tie.other === id ? [{ id: tie.one, tie }] : [];
  });
}
