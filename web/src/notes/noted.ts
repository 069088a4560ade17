/** What a note is on, in words and as an address. */
import { accountsAddress, documentAddress, entityAddress, eventAddress } from "../address/address";
import type { Note } from "../api/answers";

/** The screen of what a note is on; undefined of the case, and of what is not in it any more. */
export function notedAddress({ kind, id }: Note["on"]): string | undefined {
  if (id === null || id === undefined) return undefined;
  switch (kind) {
    case "entity":
      return entityAddress(id);
    case "event":
      return eventAddress(id);
    case "finding":
      return accountsAddress(id);
    case "document":
      return documentAddress(Number(id));
    case "case":
      return undefined;
  }
}

/** "the case", "Jonas Weil", "“Weil met Anders.” (read otherwise now)". */
export function notedInWords({ kind, id, name }: Note["on"]): string {
  if (kind === "case") return "the case";
  const words = kind === "finding" ? `“${name ?? ""}”` : (name ?? "");
  const plain = kind === "document" ? (words.split(/[/\\!]/).at(-1) ?? words) : words;
  return id === null || id === undefined ? `${plain} (not in the case any more, or read otherwise)` : plain;
}
