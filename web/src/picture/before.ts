import type { Before, ClaimLine, EntityLine } from "../api/answers";

/** A sentence from before an event, and whom it names of those who were later tied to the event. */
export interface ToldBefore {
  claim: ClaimLine;
  entities: EntityLine[];
}

/** Each sentence once, with all whom it names: one sentence makes several claims, of several people. */
export function beforeBySentence(before: readonly Before[]): ToldBefore[] {
  const told = new Map<string, ToldBefore>();
  for (const { claim, entity } of before) {
    const there = told.get(claim.sentence);
    if (!there) told.set(claim.sentence, { claim, entities: [entity] });
    else if (!there.entities.some(({ id }) => id === entity.id)) there.entities.push(entity);
  }
  return [...told.values()];
}
