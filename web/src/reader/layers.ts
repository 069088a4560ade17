import { claimAddress } from "../address/address";
import type { Claim, Document, ThingType } from "../api/answers";
import type { Mark } from "../text/segments";
import { predicateInWords } from "../words/claims";

/** What a stretch of a document's text can be marked as. */
export type Layer =
  | { layer: "mention"; thing: ThingType; name: string; entity: string | null }
  | { layer: "time"; words: string; value: string }
  | { layer: "claim"; words: string; address: string; rejected: boolean; byHand: boolean }
  | { layer: "rests" }
  | { layer: "furniture" }
  | { layer: "only-here" }
  | { layer: "target" };

/** A kind of mark that can be switched on and off. */
export type Switch = ThingType | "time" | "claim" | "furniture";

/** Mentions and times of a document as marks; `inWords` says what days a time speaks of. */
export function marksOf(document: Document, inWords: (time: Document["times"][number]) => string): Mark<Layer>[] {
  const mentions = shownOf(document).map(({ start, end, type, chain }): Mark<Layer> => {
    const { name = "", entity = null } = document.chains[chain] ?? {};
    return { start, end, kind: { layer: "mention", thing: type, name, entity } };
  });
  const times = document.times.map((time): Mark<Layer> => {
    return { start: time.start, end: time.end, kind: { layer: "time", words: inWords(time), value: time.value } };
  });
  return [...mentions, ...times];
}

/** The words that speak of a document's claims as marks; several claims of the same words share one, which leads to the first. */
export function claimMarksOf(document: number, claims: readonly Claim[]): Mark<Layer>[] {
  const byWords = new Map<string, Claim[]>();
  for (const claim of claims) byWords.set(claim.trigger.join(), [...(byWords.get(claim.trigger.join()) ?? []), claim]);
  return [...byWords.values()].flatMap((same): Mark<Layer>[] => {
    const [first] = same;
    if (!first) return [];
    const [start, end] = first.trigger;
    const words = same.map(({ predicate }) => predicateInWords(predicate)).join(", ");
    const rejected = same.every(({ decision }) => decision?.verdict === "reject");
    const byHand = same.every(({ found_by }) => found_by.how === "hand");
    const address = claimAddress(document, first.number);
    return [{ start, end, kind: { layer: "claim", words, address, rejected, byHand } }];
  });
}

/** The words that a claim rests on: what speaks of it, who takes part, how sure, on what evidence, on whose word. */
export function groundsOf(claim: Claim): { span: readonly [number, number]; what: string }[] {
  const sources = claim.sources.flatMap(({ span, cue }) => [
    ...(span ? [{ span, what: "on the word of" }] : []),
    ...cue.map((span) => ({ span, what: "says so" })),
  ]);
  return [
    { span: claim.trigger, what: predicateInWords(claim.predicate) },
    ...claim.arguments.map(({ span, role }) => ({ span, what: role })),
    ...(claim.certainty_cue ? [{ span: claim.certainty_cue, what: "how sure" }] : []),
    ...claim.evidence.map(({ span }) => ({ span, what: "evidence" })),
    ...sources,
  ];
}

/** The mentions that screens mark: of any type but `Thing`. */
function shownOf(document: Document): Document["mentions"] {
  return document.mentions.filter(({ type }) => type !== "Thing");
}

/** How many marks each switch is for; switches without any are left out. */
export function switchesOf(document: Document, claims: readonly Claim[] = []): { of: Switch; count: number }[] {
  const counts = new Map<Switch, number>();
  for (const { type } of shownOf(document)) counts.set(type, (counts.get(type) ?? 0) + 1);
  counts.set("time", document.times.length);
  counts.set("claim", claims.length);
  counts.set("furniture", document.furniture.length);
  return [...counts].filter(([, count]) => count > 0).map(([of, count]) => ({ of, count }));
}

/** Which switch a mark obeys; none for what the address points at. */
export function switchOf(layer: Layer): Switch | undefined {
  if (layer.layer === "mention") return layer.thing;
  return layer.layer === "time" || layer.layer === "claim" || layer.layer === "furniture" ? layer.layer : undefined;
}
