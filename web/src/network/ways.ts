/** Ways from one entity to another, and where they are weak. Pure. */
import type { Step } from "../api/answers";
import { LEVELS } from "../words/claims";

/** Why a step carries less than a corroborated finding stated flatly; nothing where it does not. */
export function weaknessOf(step: Pick<Step, "standing" | "shown_by">): string | undefined {
  const { standing, shown_by: claim } = step;
  const reasons = [
    standing === "single-origin" ? "rests on one origin" : undefined,
    standing === "disputed" ? "is disputed" : undefined,
    standing === "superseded" ? "was taken back or replaced" : undefined,
    standing == null ? "only stands in one event with the other" : undefined,
    claim?.polarity === "denied" ? "is denied" : undefined,
    claim && claim.certainty !== "asserted" ? `is stated as ${LEVELS[claim.certainty]}` : undefined,
    claim ? undefined : "has no sentence to show it",
  ].filter((reason) => reason !== undefined);
  return reasons.length > 0 ? reasons.join(", ") : undefined;
}
