import type { ClaimLine, Interval, Origin } from "../api/answers";
import { intervalInWords } from "./days";

/** What sort of source an origin is: "its own report", "a document", "not named"; nothing of one that is named. */
export const ORIGIN_KINDS: Record<Origin["kind"], string | undefined> = {
  publisher: "its own report",
  named: undefined,
  document: "a document",
  unnamed: "not named",
};

/** What an origin is called of which a text says no more than that there is one. */
export const UNNAMED = "a source that is not named";

/** "Water Quality Board", "a source that is not named". */
export function originInWords(origin: Pick<Origin, "name" | "kind"> | null | undefined): string {
  if (!origin || (origin.kind === "unnamed" && origin.name === "unnamed")) return UNNAMED;
  return withoutHash(origin.name);
}

/** A document that has neither publisher nor title is its own origin under its hash and path: the file's name says more. */
function withoutHash(name: string): string {
  const path = /^[0-9a-f]{64}\s+(.+)$/.exec(name)?.[1];
  return path ? (path.split(/[/\\!]/).at(-1) ?? path) : name;
}

/** "Ellory Echo, 7 March 2023". */
export function printedInWords({ publisher, published_at: published }: ClaimLine): string {
  return `${publisher ?? "no publisher known"}, ${publishedOn(published)}`;
}

/** "7 March 2023", "undated". */
export function publishedOn(published: Interval): string {
  return published.earliest || published.latest ? intervalInWords(published) : "undated";
}
