/** How far an adding is, in words. Pure. */
import type { AddingRun, OutcomeWord } from "../api/answers";
import { counted, grouped } from "../words/counts";
import { OUTCOMES } from "../words/things";

/** An outcome and how many had it. */
export interface OutcomeCount {
  outcome: OutcomeWord;
  count: number;
}

/** How many had each outcome, those that nothing had left out; `added` is always told. */
export function outcomeCounts({ outcomes }: Pick<AddingRun, "outcomes">): OutcomeCount[] {
  const counts: Record<OutcomeWord, number> = {
    added: outcomes.added,
    "already-there": outcomes.already_there,
    partial: outcomes.partial,
    skipped: outcomes.skipped,
    failed: outcomes.failed,
  };
  return (Object.keys(OUTCOMES) as OutcomeWord[])
    .map((outcome) => ({ outcome, count: counts[outcome] }))
    .filter(({ outcome, count }) => outcome === "added" || count > 0);
}

const PARTS: Record<string, string> = {
  annotations: "reading texts again",
  claims: "reading claims again",
  copies: "comparing documents, to find copies",
  picture: "putting people, events and accounts together",
};

/** What a run does just now: "Reading: 312 of 1,000 inputs done". */
export function doingInWords(run: Pick<AddingRun, "drawing" | "n_done" | "n_inputs">): string {
  if (!run.drawing) return `Reading: ${grouped(run.n_done)} of ${counted(run.n_inputs, "input")} done`;
  const { part, n_done, n_total } = run.drawing;
  const steps = n_total > 1 ? `: ${grouped(n_done)} of ${grouped(n_total)}` : "";
  return `Drawing the picture, ${PARTS[part] ?? part}${steps}`;
}

/** How far a run is, from 0 to 1; undefined where that cannot be told. */
export function shareDone({
  drawing,
  n_done,
  n_inputs,
}: Pick<AddingRun, "drawing" | "n_done" | "n_inputs">): number | undefined {
  if (drawing) return drawing.n_total > 1 ? drawing.n_done / drawing.n_total : undefined;
  return n_inputs > 0 ? n_done / n_inputs : undefined;
}
