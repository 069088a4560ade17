/** Notes, from whichever screen: what is being written, and what is kept. */
import type { NewNote, Note } from "../api/answers";
import { change } from "../api/client";
import { Sending } from "../api/sending.svelte";
import { remember, remembered } from "../appearance.svelte";
import { isEmpty, withoutQuote, withQuote, type Draft, type NewQuote } from "./quoting";

const NAME = "clew-decides";
const EMPTY: Draft = { text: "", quotes: [] };

/** What a note is on. */
export interface On {
  kind: NewNote["kind"];
  id: string | null;
  words: string;
}

class Noting extends Sending {
  /** What is being written: it stays while documents are gone through for words to quote. */
  draft = $state.raw<Draft>(EMPTY);
  /** The note that is written anew; undefined of a new one. */
  editing = $state<number>();
  /** What a new note is on, where that was chosen elsewhere than where it is finished. */
  on = $state.raw<On>();
  /** Grows with every note kept, so that lists are asked for again. */
  nKept = $state(0);

  quote(quote: NewQuote): void {
    this.draft = withQuote(this.draft, quote);
  }

  leaveOut(at: number): void {
    this.draft = withoutQuote(this.draft, at);
  }

  /** Begins to write a note anew. */
  edit(note: Note): void {
    const quotes = note.quotes.flatMap(({ words, document, span }) =>
      document ? [{ document: document.number, span: span ?? null, words }] : [],
    );
    this.draft = { text: note.text, quotes };
    this.editing = note.number;
  }

  clear(): void {
    this.draft = EMPTY;
    this.editing = undefined;
    this.on = undefined;
    this.failure = undefined;
  }

  /** Keeps what is written; says whether it was done. */
  keep(on: On): Promise<boolean> {
    if (isEmpty(this.draft)) return Promise.resolve(false);
    const { text, quotes } = this.draft;
    const who = remembered(NAME)?.trim() || null;
    const body = { text, quotes: [...quotes], who };
    const { editing } = this;
    return this.#keep(() =>
      editing === undefined
        ? change("/api/v1/notes", { body: { ...body, kind: on.kind, id: on.id } })
        : change("/api/v1/notes/{number}", { path: { number: editing }, body }),
    ).then((done) => {
      if (done) this.clear();
      return done;
    });
  }

  /** Takes a note out of every list. */
  remove(number: number): Promise<boolean> {
    const who = remembered(NAME)?.trim() || null;
    return this.#keep(() => change("/api/v1/notes/{number}/removal", { path: { number }, body: { who } }));
  }

  /** Under which name notes are kept. */
  get who(): string {
    return remembered(NAME) ?? "";
  }

  set who(who: string) {
    remember(NAME, who.trim());
  }

  async #keep(sent: () => Promise<unknown>): Promise<boolean> {
    const done = await this.send(sent);
    if (done) this.nKept += 1;
    return done;
  }
}

export const noting = new Noting();
