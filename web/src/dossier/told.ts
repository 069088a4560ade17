/** What a dossier's parts have in common: claims. Pure. */
import type { CaseEvent, ClaimLine, Finding, Standing, Status } from "../api/answers";
import { STANDING_ORDER } from "../words/findings";

type Place = Pick<ClaimLine, "document" | "claim">;

function placeKey({ document, claim }: Place): string {
  return `${document} ${claim}`;
}

/** How the findings stand that rest on an event's claims, each standing once: an event is no better than what tells of it. */
export function standingsOf(event: Pick<CaseEvent, "claims">, findings: readonly Finding[]): Standing[] {
  const told = new Set(event.claims.map(placeKey));
  const found = new Set(
    findings.filter(({ claims }) => claims.some((claim) => told.has(placeKey(claim)))).map(({ standing }) => standing),
  );
  return STANDING_ORDER.filter((standing) => found.has(standing));
}

/** Steps in proceedings, those that one and the same sentence tells in two ways only once. */
export function distinctSteps(statuses: readonly Status[]): Status[] {
  const seen = new Set<string>();
  return statuses.filter(({ what, time, standing, claims }) => {
    const sentences = claims.map(({ document, sentence }) => `${document} ${sentence}`).toSorted();
    const key = JSON.stringify([what, time.earliest, time.latest, standing, sentences]);
    return !seen.has(key) && seen.add(key);
  });
}
