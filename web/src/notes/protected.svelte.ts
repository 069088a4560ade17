/** Who is protected: asked once, and again after every decision. */
import { get } from "../api/client";
import { deciding } from "../review/deciding.svelte";

class ProtectedPeople {
  #labels = $state.raw<ReadonlyMap<string, string>>(new Map());
  #askedAfter = -1;

  /** What an entity is called in what leaves the case, where it is protected. */
  label(entity: string): string | undefined {
    this.#ask(deciding.nDecided);
    return this.#labels.get(entity);
  }

  #ask(nDecided: number): void {
    if (this.#askedAfter === nDecided) return;
    this.#askedAfter = nDecided;
    get("/api/v1/protected", {}, new AbortController().signal)
      .then((people) => (this.#labels = new Map(people.map(({ entity, label }) => [entity, label]))))
      .catch(() => (this.#askedAfter = -1)); // asked again when a screen next names somebody
  }
}

export const protectedPeople = new ProtectedPeople();
