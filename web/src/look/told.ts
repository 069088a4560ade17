/** What tells of an event, in short. Pure. */
import type { ClaimLine } from "../api/answers";
import { statedBriefly } from "../words/findings";

/** Claims that one sentence of a document makes in one voice, once: read here, they say the same. */
export function toldOnce(claims: readonly ClaimLine[]): ClaimLine[] {
  const told = new Map<string, ClaimLine>();
  for (const claim of claims) {
    const key = [claim.document, claim.sentence, claim.origin?.name ?? "", statedBriefly(claim) ?? ""].join("\n");
    if (!told.has(key)) told.set(key, claim);
  }
  return [...told.values()];
}
