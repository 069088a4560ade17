/** How people rate sources and claims: the Admiralty scale's letters, numbers and words. */
import type { Reliability } from "../api/answers";

/** How reliable a source of information is. */
export const RELIABILITIES: Record<Reliability, string> = {
  A: "completely reliable",
  B: "usually reliable",
  C: "fairly reliable",
  D: "not usually reliable",
  E: "unreliable",
  F: "reliability cannot be judged",
};

/** How credible a claim is, whoever makes it. */
export const CREDIBILITIES: Record<number, string> = {
  1: "confirmed by other sources",
  2: "probably true",
  3: "possibly true",
  4: "doubtful",
  5: "improbable",
  6: "truth cannot be judged",
};

/** "usually reliable (B)". */
export function reliabilityInWords(letter: Reliability): string {
  return `${RELIABILITIES[letter]} (${letter})`;
}

/** "possibly true (3)". */
export function credibilityInWords(number: number): string {
  return `${CREDIBILITIES[number] ?? "not on the scale"} (${number})`;
}

/** "rated by A. Reader", "rated by hand". */
export function ratedBy(who: string | null | undefined): string {
  return who ? `rated by ${who}` : "rated by hand";
}
