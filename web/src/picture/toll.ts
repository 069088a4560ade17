/** The toll as it grew: what was counted of an event, by whom, and when that could be read. */
import type { ClaimLine, Finding, Interval, Quantity } from "../api/answers";
import { groupedBy } from "./grouped";
import { dayToSortBy, inOrder } from "./voices";

/** One number that was given. */
export interface TollStep {
  finding: Finding;
  quantity: Quantity;
  /** When it could be read first. */
  since: Interval;
}

/** What was counted, and every number that was given for it, in the order in which they could be read. */
export interface Toll {
  what: string;
  steps: TollStep[];
}

/** The numbers that claims of an event give, of all groups of findings that stand beside one another. */
export function tollsOf(groups: readonly (readonly Finding[])[], claims: readonly ClaimLine[]): Toll[] {
  const own = new Set(claims.map(claimKey));
  const steps = groups.flat().flatMap((finding): TollStep[] => {
    const { quantity } = finding;
    const [first] = inOrder(finding.claims);
    if (!quantity || !first || !finding.claims.some((claim) => own.has(claimKey(claim)))) return [];
    return [{ finding, quantity, since: first.published_at }];
  });
  const byWhat = groupedBy(steps, ({ quantity }) => quantity.what);
  return [...byWhat].map(([what, given]) => ({
    what,
    steps: given.toSorted((a, b) => dayToSortBy(a.since).localeCompare(dayToSortBy(b.since))),
  }));
}

/** What names a claim on one screen. */
export function claimKey({ document, claim }: Pick<ClaimLine, "document" | "claim">): string {
  return `${document} ${claim}`;
}

/** Where a number's bar begins and ends on a scale of 0 to 100; what is at least so many has no end. */
export function barOf({ low, high }: Quantity, most: number): { surely: number; atMost: number; isOpen: boolean } {
  const share = (count: number): number => (most > 0 ? Math.min(100, (100 * count) / most) : 0);
  const least = low ?? 0;
  return { surely: share(least), atMost: share(high ?? least), isOpen: high === null || high === undefined };
}

/** The highest number of a toll. */
export function mostOf(toll: Toll): number {
  return Math.max(1, ...toll.steps.map(({ quantity }) => quantity.high ?? quantity.low ?? 0));
}
