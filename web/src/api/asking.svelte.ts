import type { Answer, Asked, Path } from "./answers";
import { Failure, get, questionAddress } from "./client";

/** An answer on its way: what a screen draws from. */
export class Asking<A> {
  /** The latest answer; it stays while the next is waited for, so that nothing jumps. */
  answer = $state.raw<A>();
  failure = $state.raw<Failure>();
  waiting = $state(true);
}

const KEPT_ANSWERS = 40;
/** Answers by address, oldest first: going back draws at once, and the newer answer follows. */
const kept = new Map<string, unknown>();

function keep(address: string, answer: unknown): void {
  kept.delete(address);
  kept.set(address, answer);
  if (kept.size > KEPT_ANSWERS) kept.delete(kept.keys().next().value as string);
}

/**
 * Asks now, and again whenever what `asked` reads changes; call it while a component is set up.
 * Where `asked` gives undefined there is nothing to ask.
 */
export function asking<P extends Path>(path: P, asked: () => Asked<P> | undefined): Asking<Answer<P>> {
  const state = new Asking<Answer<P>>();
  $effect.pre(() => {
    const question = asked();
    if (!question) return undefined;
    const address = questionAddress(path, question);
    const stop = new AbortController();
    if (kept.has(address)) {
      state.answer = kept.get(address) as Answer<P>;
      state.failure = undefined;
    }
    state.waiting = true;
    get(path, question, stop.signal)
      .then((answer) => {
        keep(address, answer);
        state.answer = answer;
        state.failure = undefined;
      })
      .catch((error: unknown) => {
        if (stop.signal.aborted) return;
        state.failure = error instanceof Failure ? error : new Failure("broken", String(error));
      })
      .finally(() => {
        if (!stop.signal.aborted) state.waiting = false;
      });
    return () => stop.abort();
  });
  return state;
}
