/** Ways from one entity to another, and where they are weak. Pure. */
import type { Step } from "../api/answers";
import { LEVELS } from "../words/claims";

const WEAKNESSES: Record<NonNullable<Step["weak"]>, string> = {
  disputed: "accounts contradict one another on it",
  superseded: "a later account replaced it",
  denied: "the sentence denies it",
  unsure: "its source leaves room for doubt",
  unnamed: "only somebody who is not named says so",
  "event-only": "both take part in one event, no finding states the two together",
};

/** Why a step bears less than it seems to, as the server says; nothing where it does not. */
export function weaknessOf({ weak, shown_by: claim }: Pick<Step, "weak" | "shown_by">): string | undefined {
  if (!weak) return undefined;
  const level = weak === "unsure" && claim ? ` (${LEVELS[claim.certainty]})` : "";
  return WEAKNESSES[weak] + level;
}
