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

/** Grows when documents were added: what stands on the screens was told without them. */
const changes = $state({ n: 0 });

/** Has every question on the screens asked again, and forgets what was answered before. */
export function caseChanged(): void {
  kept.clear();
  changes.n++;
}

/** A question under way, and how many wait for its answer. */
interface Waited {
  answer: Promise<unknown>;
  stop: AbortController;
  n: number;
  since: number;
}
/** Parts of one screen ask in one breath; what is asked later may find the case changed. */
const ONE_BREATH_MS = 50;
const underWay = new Map<string, Waited>();

/** Asks, or waits for the answer where another part of the screen asks the same just now; `leave` to wait no longer. */
function waitFor<P extends Path>(path: P, question: Asked<P>): { answer: Promise<Answer<P>>; leave: () => void } {
  const address = questionAddress(path, question);
  let waited = underWay.get(address);
  if (!waited || performance.now() - waited.since > ONE_BREATH_MS) {
    const stop = new AbortController();
    const asked: Waited = { answer: get(path, question, stop.signal), stop, n: 0, since: performance.now() };
    const over = (): unknown => underWay.get(address) === asked && underWay.delete(address);
    asked.answer.then(over, over);
    underWay.set(address, asked);
    waited = asked;
  }
  const mine = waited;
  mine.n++;
  const leave = (): void => {
    mine.n--;
    if (mine.n > 0) return;
    mine.stop.abort();
    if (underWay.get(address) === mine) underWay.delete(address);
  };
  return { answer: mine.answer as Promise<Answer<P>>, leave };
}

/**
 * Asks now, and again whenever what `asked` reads changes; call it while a component is set up.
 * Where `asked` gives undefined there is nothing to ask.
 */
export function asking<P extends Path>(path: P, asked: () => Asked<P> | undefined): Asking<Answer<P>> {
  const state = new Asking<Answer<P>>();
  $effect.pre(() => {
    void changes.n;
    const question = asked();
    if (!question) return undefined;
    const address = questionAddress(path, question);
    let isLeft = false;
    if (kept.has(address)) {
      state.answer = kept.get(address) as Answer<P>;
      state.failure = undefined;
    }
    state.waiting = true;
    const { answer, leave } = waitFor(path, question);
    answer
      .then((answer) => {
        if (isLeft) return;
        keep(address, answer);
        state.answer = answer;
        state.failure = undefined;
      })
      .catch((error: unknown) => {
        if (isLeft) return;
        state.failure = error instanceof Failure ? error : new Failure("broken", String(error));
      })
      .finally(() => {
        if (!isLeft) state.waiting = false;
      });
    return () => {
      isLeft = true;
      leave();
    };
  });
  return state;
}
