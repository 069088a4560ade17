/** Deciding on entities and sources, from whichever screen: one at a time, and what the last one did. */
import type {
  Decision,
  LoggedDecision,
  NewClaim,
  NewEntityDecision,
  NewMention,
  NewMentionDecision,
  Origin,
  Reliability,
} from "../api/answers";
import { change, get } from "../api/client";
import { Sending } from "../api/sending.svelte";
import { remember, remembered } from "../appearance.svelte";

const NAME = "clew-decides";

class Deciding extends Sending {
  /** Who decides, as they like to be called; kept by the browser. */
  #who = $state(remembered(NAME) ?? "");
  /** For what reason; empty again once something was decided. */
  why = $state("");
  /** The last decision made here, with what it applies to. */
  last = $state.raw<LoggedDecision>();
  /** The log as it stood after it. */
  log = $state.raw<LoggedDecision[]>([]);
  /** Ids of entities that it was about, before it and after. */
  concerned = $state.raw<string[]>([]);
  /** Grows with every decision, so that answers that it changes are asked for again. */
  nDecided = $state(0);

  get who(): string {
    return this.#who;
  }

  set who(who: string) {
    this.#who = who;
    remember(NAME, who.trim());
  }

  /** Decides on an entity; says whether it was done. */
  decide(id: string, what: Omit<NewEntityDecision, "who" | "why">): Promise<boolean> {
    const body = { ...what, who: this.#by, why: this.#reason };
    const ids = what.other ? [id, what.other] : [id];
    return this.#decide(ids, () => change("/api/v1/entities/{id}/decisions", { path: { id }, body }));
  }

  /** Rates a source of information; says whether it was done. */
  rateSource({ name, kind, entity }: Origin, reliability: Reliability): Promise<boolean> {
    const body = { name, kind, entity: entity ?? null, reliability, who: this.#by, why: this.#reason };
    return this.#decide([], () => change("/api/v1/sources/ratings", { body }));
  }

  /** Takes words of a document for a mention; says whether it was done. */
  addMention(number: number, mention: Omit<NewMention, "who" | "why">): Promise<boolean> {
    const body = { ...mention, who: this.#by, why: this.#reason };
    return this.#decide([], () => change("/api/v1/documents/{number}/mentions", { path: { number }, body }));
  }

  /** Decides on a mention of a document; says whether it was done. */
  decideMention(number: number, what: Omit<NewMentionDecision, "who" | "why">): Promise<boolean> {
    const body = { ...what, who: this.#by, why: this.#reason };
    return this.#decide([], () => change("/api/v1/documents/{number}/mentions/decisions", { path: { number }, body }));
  }

  /** Makes a claim of a sentence of a document; says whether it was done. */
  addClaim(number: number, claim: Omit<NewClaim, "who" | "why">): Promise<boolean> {
    const body = { ...claim, who: this.#by, why: this.#reason };
    return this.#decide([], () => change("/api/v1/documents/{number}/claims", { path: { number }, body }));
  }

  /** Takes a decision back; says whether it was done. */
  undo(number: number): Promise<boolean> {
    const body = { who: this.#by, why: this.#reason };
    const ids = this.last?.decision.number === number ? this.concerned : [];
    return this.#decide(ids, () => change("/api/v1/decisions/{number}/retraction", { path: { number }, body }));
  }

  get #by(): string | null {
    return this.#who.trim() || null;
  }

  get #reason(): string | null {
    return this.why.trim() || null;
  }

  #decide(ids: readonly string[], sent: () => Promise<Decision>): Promise<boolean> {
    return this.send(async () => {
      const { number } = await sent();
      this.log = await get("/api/v1/decisions", {}, new AbortController().signal);
      this.last = this.log.find(({ decision }) => decision.number === number);
      this.concerned = [...new Set([...ids, ...(this.last?.entities ?? [])])];
      this.why = "";
      this.nDecided += 1;
    });
  }
}

export const deciding = new Deciding();
