/** Findings in words: never what is stated without how it stands, how it is stated, and on whose word. */
import type { ClaimLine, Finding, Standing, Tie } from "../api/answers";
import { LEVELS, MODALITIES } from "./claims";

/** A standing on screens: its word, its sign, so that none is told by colour alone, and what it means. */
interface StandingWords {
  word: string;
  sign: string;
  means: string;
}

/** Every standing, the best supported first. */
export const STANDINGS: Record<Standing, StandingWords> = {
  corroborated: { word: "corroborated", sign: "●", means: "two or more origins say so, independent of each other" },
  "single-origin": { word: "single origin", sign: "○", means: "it rests on one origin's word" },
  disputed: { word: "disputed", sign: "⇄", means: "something else is said that cannot be right beside it" },
  superseded: { word: "superseded", sign: "◌", means: "taken back, or replaced by something later" },
};

export const STANDING_ORDER = Object.keys(STANDINGS) as Standing[];

/** Findings by standing, the best supported first; those of one standing stay in their order. */
export function byStanding<F extends { standing: Standing }>(findings: readonly F[]): F[] {
  return findings.toSorted((a, b) => STANDING_ORDER.indexOf(a.standing) - STANDING_ORDER.indexOf(b.standing));
}

/** How many of a tie's findings stand so. */
export function standingCount(tie: Tie, standing: Standing): number {
  switch (standing) {
    case "corroborated":
      return tie.n_corroborated;
    case "single-origin":
      return tie.n_single_origin;
    case "disputed":
      return tie.n_disputed;
    case "superseded":
      return tie.n_superseded;
  }
}

/** "1 corroborated, 3 single origin". */
export function tieInWords(tie: Tie): string {
  return STANDING_ORDER.filter((standing) => standingCount(tie, standing) > 0)
    .map((standing) => `${standingCount(tie, standing)} ${STANDINGS[standing].word}`)
    .join(", ");
}

/**
 * How a finding is stated, where that is less than flatly and as fact: "denied", "planned or to come", "at most: likely".
 * What one claim states flatly is stated flatly.
 */
export function caveatsOf(finding: Pick<Finding, "polarity" | "modality" | "claims">): string[] {
  const levels = [...new Set(finding.claims.map(({ certainty }) => certainty))];
  const isHedged = levels.length > 0 && !levels.includes("asserted");
  return [
    finding.polarity === "denied" ? "denied" : undefined,
    MODALITIES[finding.modality],
    isHedged ? levels.map((level) => LEVELS[level]).join(" or ") : undefined,
  ].filter((word) => word !== undefined);
}

/** On whose word a claim stands, where it is not its publisher's own: "on the word of a council official". */
export function wordOf(claim: Pick<ClaimLine, "origin" | "publisher">): string | undefined {
  const name = claim.origin?.name;
  if (!name || name === claim.publisher) return undefined;
  return `on the word of ${name}`;
}

/** How a claim's source states it, where not flatly: "denied; likely". */
export function statedBriefly(claim: Pick<ClaimLine, "polarity" | "certainty">): string | undefined {
  const parts = [
    claim.polarity === "denied" ? "denied" : undefined,
    claim.certainty === "asserted" ? undefined : LEVELS[claim.certainty],
  ].filter((word) => word !== undefined);
  return parts.length > 0 ? parts.join("; ") : undefined;
}

/** A sentence, and every claim that stands in its very words: copies repeat them. */
export interface Told {
  sentence: string;
  claims: ClaimLine[];
}

/** Claims by their sentences, in the order in which each is first told. */
export function bySentence(claims: readonly ClaimLine[]): Told[] {
  const told = new Map<string, ClaimLine[]>();
  for (const claim of claims) told.set(claim.sentence, [...(told.get(claim.sentence) ?? []), claim]);
  return [...told].map(([sentence, claims]) => ({ sentence, claims }));
}
