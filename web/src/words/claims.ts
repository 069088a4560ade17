import type { Claim, Decision } from "../api/answers";
import { intervalInWords } from "./days";

/** "Seen together" for SeenTogether. */
export function predicateInWords(predicate: string): string {
  const words = predicate.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Every level in words: how sure a source sounds. */
export const LEVELS: Record<Claim["certainty"], string> = {
  "almost-no-chance": "almost no chance",
  "very-unlikely": "very unlikely",
  unlikely: "unlikely",
  even: "an even chance",
  likely: "likely",
  "very-likely": "very likely",
  "almost-certain": "almost certain",
  asserted: "flatly",
  unstated: "left open",
};

/** Every way of telling; nothing for what is told as fact. */
export const MODALITIES: Record<Claim["modality"], string | undefined> = {
  actual: undefined,
  planned: "planned or to come",
  conditional: "under a condition",
  generic: "of things in general",
};

/** How the source states it: "denied; likely; planned or to come". It is the source's voice, not clew's judgement. */
export function statedInWords(claim: Pick<Claim, "polarity" | "certainty" | "modality" | "opinion">): string {
  const flatly = claim.certainty === "asserted";
  const parts = [
    flatly ? `${claim.polarity} flatly` : claim.polarity,
    flatly ? undefined : LEVELS[claim.certainty],
    MODALITIES[claim.modality],
    claim.opinion ? "a judgement, no report" : undefined,
  ];
  return parts.filter((part) => part !== undefined).join("; ");
}

/** "at least 9 killed", "200 to 350 killed". */
export function quantityInWords({ what, low, high }: NonNullable<Claim["quantity"]>): string {
  const [least, most] = [low ?? undefined, high ?? undefined];
  if (least === undefined && most === undefined) return `${what}, a number that is not given`;
  if (most === undefined) return `at least ${least} ${what}`;
  if (least === undefined) return `at most ${most} ${what}`;
  return least === most ? `${least} ${what}` : `${least} to ${most} ${what}`;
}

const ACTS: Record<Claim["sources"][number]["act"], string | undefined> = {
  said: undefined,
  wrote: undefined,
  believed: "believes",
  denied: "denies",
  showed: "shows",
};

/** "a council official", "he (Jonas Weil), denies", "nobody named". */
export function sourceInWords({ words, name, act }: Claim["sources"][number]): string {
  const who = words ?? "nobody named";
  const named = name ? `${who} (${name})` : who;
  const does = ACTS[act];
  return does ? `${named}, ${does}` : named;
}

/** What found a claim: "a pattern: line 12 of arrest.txt". */
export function foundInWords(found: Claim["found_by"]): string {
  if (found.how === "engine") return "the language model alone";
  if (found.how === "count") return "the reader of numbers";
  if (found.how === "attribution") return "the reader of what is ascribed to whom";
  if (found.how === "hand") return "a person, who made it by hand";
  const [file, line] = found.at.split(":");
  return `a pattern: line ${line} of ${file}`;
}

/** How often clew reads right what it finds so: it speaks of clew, never of what is claimed. */
export function rightnessInWords(score: number): string {
  const often = Math.min(99, Math.max(1, Math.round(score * 100)));
  return `Claims found like this are right about ${often} times in 100.`;
}

/** When a claim says it was; undefined where it does not tell. */
export function whenInWords(time: Claim["time"]): string | undefined {
  return time.earliest || time.latest ? intervalInWords(time) : undefined;
}

/** Every verdict: its word in the past, and its sign, so that none is told by colour alone. */
export const VERDICTS: Record<Decision["verdict"], { word: string; sign: string }> = {
  accept: { word: "accepted", sign: "✓" },
  reject: { word: "rejected", sign: "✕" },
  correct: { word: "corrected", sign: "✎" },
  merge: { word: "merged", sign: "⊕" },
  apart: { word: "kept apart", sign: "≠" },
  unsure: { word: "left open", sign: "?" },
  split: { word: "split", sign: "⊖" },
  rename: { word: "renamed", sign: "✎" },
  retype: { word: "retyped", sign: "✎" },
  protect: { word: "protected", sign: "◨" },
  "rate-source": { word: "rated", sign: "◇" },
  "rate-claim": { word: "rated", sign: "◇" },
  "add-mention": { word: "made by hand", sign: "✍" },
  "add-claim": { word: "made by hand", sign: "✍" },
  retract: { word: "undone", sign: "↶" },
};

/** What a correction says instead: "Contact; denied; Person: Petra Anders". */
export function correctionInWords(correction: NonNullable<Decision["correction"]>): string {
  const { predicate, polarity, argument } = correction;
  const parts = [predicate && predicateInWords(predicate), polarity, argument && `${argument.role}: ${argument.words}`];
  return parts.filter(Boolean).join("; ");
}
