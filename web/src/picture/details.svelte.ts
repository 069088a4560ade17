import { untrack } from "svelte";
import type { Claim, ClaimLine } from "../api/answers";
import { get } from "../api/client";

/** Documents whose claims are asked for on one screen; more than that nobody reads at once. */
const MOST_DOCUMENTS = 40;

/** What documents have on their claims beyond what a list tells: modality, roles, evidence, what was decided. */
export class ClaimDetails {
  #byDocument = $state.raw(new Map<number, Claim[]>());
  /** Whether all was asked: sentences wait for it, so that none is shown without how it is told. */
  settled = $state(false);

  /** The claim of a line; undefined where its document was not asked or has it no longer. */
  of({ document, claim }: Pick<ClaimLine, "document" | "claim">): Claim | undefined {
    return this.#byDocument.get(document)?.find(({ number }) => number === claim);
  }

  async ask(documents: readonly number[], signal: AbortSignal): Promise<void> {
    const missing = documents.filter((number) => !this.#byDocument.has(number)).slice(0, MOST_DOCUMENTS);
    this.settled = missing.length === 0;
    const asked = missing.map(async (number) => {
      const { claims } = await get("/api/v1/documents/{number}/claims", { path: { number } }, signal);
      return [number, claims] as const;
    });
    const answers = await Promise.allSettled(asked);
    if (signal.aborted) return;
    const there = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
    this.#byDocument = new Map([...this.#byDocument, ...there]);
    this.settled = true;
  }
}

/** The details of claims, asked again whenever other lines are shown; call it while a component is set up. */
export function detailsOf(lines: () => readonly ClaimLine[]): ClaimDetails {
  const details = new ClaimDetails();
  $effect.pre(() => {
    const stop = new AbortController();
    const documents = [...new Set(lines().map(({ document }) => document))];
    untrack(() => void details.ask(documents, stop.signal));
    return () => stop.abort();
  });
  return details;
}
