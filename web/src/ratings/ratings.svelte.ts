/** How people rated sources and claims, and which claims they made: asked once, and again after every decision. */
import type { AddedClaim, ClaimLine, ClaimRating, Origin, SourceRating } from "../api/answers";
import { get } from "../api/client";
import { deciding } from "../review/deciding.svelte";

type Source = Pick<Origin, "name" | "kind" | "entity">;

class Rated {
  #sources = $state.raw<ReadonlyMap<string, SourceRating>>(new Map());
  #claims = $state.raw<ReadonlyMap<string, ClaimRating>>(new Map());
  #added = $state.raw<ReadonlyMap<string, AddedClaim>>(new Map());
  #askedAfter = -1;

  /** The rating of a source of information, where a person rated it. */
  source(origin: Source): SourceRating | undefined {
    this.#ask(deciding.nDecided);
    return this.#sources.get(sourceKey(origin));
  }

  /** The rating of a claim, where a person rated it. */
  claim({ document, claim }: Pick<ClaimLine, "document" | "claim">): ClaimRating | undefined {
    this.#ask(deciding.nDecided);
    return this.#claims.get(`${document} ${claim}`);
  }

  /** How a claim was made, where a person made it. */
  added({ document, claim }: Pick<ClaimLine, "document" | "claim">): AddedClaim | undefined {
    this.#ask(deciding.nDecided);
    return this.#added.get(`${document} ${claim}`);
  }

  #ask(nDecided: number): void {
    if (this.#askedAfter === nDecided) return;
    this.#askedAfter = nDecided;
    const { signal } = new AbortController();
    Promise.all([get("/api/v1/ratings", {}, signal), get("/api/v1/added", {}, signal)])
      .then(([{ sources, claims }, added]) => {
        this.#sources = new Map(sources.map((rating) => [sourceKey(rating), rating]));
        this.#added = new Map(added.map((one) => [`${one.document} ${one.claim}`, one]));
        this.#claims = new Map(claims.map((rating) => [`${rating.document} ${rating.claim}`, rating]));
      })
      .catch(() => (this.#askedAfter = -1)); // asked again when a screen next names a source
  }
}

function sourceKey({ name, kind, entity }: Source): string {
  return JSON.stringify([name, kind, entity ?? null]);
}

export const rated = new Rated();
