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
  /** Every tie among them, the best supported first. */
  ties: DrawnTie[];
  /** Entities of the case with such ties that are not drawn. */
  nLeftOut: number;
}

/**
 * What is drawn of the case's network: those that the best supported ties join, as many as the view asks for, with every
 * tie among them. Whom one looks at and whom one expanded are drawn whatever their ties.
 */
export function shownOf(network: Network, view: View): Shown {
  const hidden = new Set(view.hidden);
  const ties = network.ties
    .filter(({ one, other }) => !hidden.has(one) && !hidden.has(other))
    .flatMap((tie) => drawnTie(tie, view.standings))
    .toSorted(strongestFirst);
  const chosen = chosenOf(ties, view);
  const tied = new Set(ties.flatMap(({ one, other }) => [one, other]));
  return {
    entities: network.entities.filter(({ id }) => chosen.has(id) && !hidden.has(id)),
    ties: ties.filter(({ one, other }) => chosen.has(one) && chosen.has(other)),
    nLeftOut: [...tied].filter((id) => !chosen.has(id)).length + network.n_left_out,
  };
}

/** Who is drawn: the ends of one tie after another until there are enough, whoever is looked at, and the expanded's neighbours. */
function chosenOf(ties: readonly DrawnTie[], view: View): Set<string> {
  const chosen = new Set<string>();
  for (const { one, other } of ties) {
    if (chosen.size + 2 > view.limit) break;
    chosen.add(one).add(other);
  }
  for (const id of view.picked) chosen.add(id);
  for (const id of view.expanded) {
    chosen.add(id);
    for (const neighbour of neighboursOf(ties, id)) chosen.add(neighbour.id);
  }
  return chosen;
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
