/** An entity's findings by what they state. Pure. */
import type { Finding } from "../api/answers";
import { byStanding, STANDING_ORDER } from "../words/findings";

/** Findings of one predicate. */
export interface FindingGroup {
  predicate: string;
  findings: Finding[];
}

/** Predicates that say little of what ties an entity to others: they come last. */
const LAST = ["Statement"];

/**
 * Findings by predicate, the best supported first in each. First come those that tie the entity to others, of them those
 * with the best standing; what is merely ascribed to it comes last.
 */
export function groupedFindings(findings: readonly Finding[], of: string): FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.predicate, [...(groups.get(finding.predicate) ?? []), finding]);
  return [...groups]
    .map(([predicate, findings]) => ({ predicate, findings: byStanding(findings) }))
    .toSorted((a, b) => rank(a, of) - rank(b, of) || b.findings.length - a.findings.length);
}

function rank({ predicate, findings }: FindingGroup, of: string): number {
  if (LAST.includes(predicate)) return 200;
  const ties = findings.some((finding) => tiesToAnother(finding, of));
  const best = Math.min(...findings.map(({ standing }) => STANDING_ORDER.indexOf(standing)));
  return (ties ? 0 : 100) + best;
}

/** Whether another entity takes part in a finding. */
export function tiesToAnother({ arguments: filled }: Pick<Finding, "arguments">, of: string): boolean {
  return filled.some(({ kind, id }) => kind === "entity" && id != null && id !== of);
}

/** Findings that something else said cannot stand beside. */
export function disputedIn(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ standing }) => standing === "disputed");
}
