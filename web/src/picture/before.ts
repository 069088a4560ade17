import type { Before, ClaimLine, EntityLine } from "../api/answers";

/** A sentence from before an event, and whom it names of those who were later tied to the event. */
export interface ToldBefore {
  claim: ClaimLine;
  entities: EntityLine[];
}

/** Each sentence once for each way in which it tells something, with all whom it names so. */
export function beforeBySentence(before: readonly Before[]): ToldBefore[] {
  const told = new Map<string, ToldBefore>();
  for (const { claim, entity } of before) {
    const key = JSON.stringify([claim.sentence, claim.polarity, claim.certainty]);
    const there = told.get(key);
    if (!there) told.set(key, { claim, entities: [entity] });
    else if (!there.entities.some(({ id }) => id === entity.id)) there.entities.push(entity);
  }
  return [...told.values()];
}
