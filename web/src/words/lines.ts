import type { DocumentLine } from "../api/answers";

/** Stands in an address for "not known": a blank, which no publisher or language is called. */
export const UNKNOWN = " ";

/** What a document is listed under: its title, else the name of the file it came from. */
export function titleOf(line: Pick<DocumentLine, "title" | "id">): string {
  const title = line.title?.trim();
  if (title) return title;
  const name = line.id.split(/[/\\!]/).findLast((part) => part !== "");
  return name ?? line.id;
}
