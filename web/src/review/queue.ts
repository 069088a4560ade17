/** The queue of pairs that may be one. Pure. */
import type { DoubtedPair } from "../api/answers";

type Ends = { one: string; other: string };

/** What tells one pair from another, whichever end comes first. */
export function pairKey({ one, other }: Ends): string {
  return [one, other].toSorted().join(" ");
}

/** The ends of a pair. */
export function endsOf({ one, other }: Pick<DoubtedPair, "one" | "other">): Ends {
  return { one: one.id, other: other.id };
}

/** The pair an address names; else the first; nothing where there is none. */
export function pairAt(pairs: readonly DoubtedPair[], query: URLSearchParams): DoubtedPair | undefined {
  const [one, other] = [query.get("one") ?? "", query.get("other") ?? ""];
  return pairs.find((pair) => pairKey(endsOf(pair)) === pairKey({ one, other })) ?? pairs[0];
}

/** The pair so many places on; nothing beyond either end. */
export function pairBeside(pairs: readonly DoubtedPair[], pair: DoubtedPair, by: 1 | -1): DoubtedPair | undefined {
  return pairs[pairs.indexOf(pair) + by];
}
