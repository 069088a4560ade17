/** Where an entity's names come from. Pure. */
import type { DocumentLine, Entity, Quote } from "../api/answers";
import { CodePoints } from "../text/code_points";

/** One name of an entity, with the sentences that have it. */
export interface NameFound {
  name: string;
  nSentences: number;
  /** Publishers of the documents that use it, as far as they are known, in order of publication, each once. */
  publishers: string[];
  /** The first that uses it; nothing where no sentence has it in these very letters. */
  first: { document: DocumentLine; quote: Quote } | undefined;
}

/** Every name of an entity, in its order, with who uses it and where it stands first. */
export function namesFound({ line, documents }: Entity): NameFound[] {
  const found = new Map<string, NameFound>(
    line.names.map((name) => [folded(name), { name, nSentences: 0, publishers: [], first: undefined }]),
  );
  for (const { document, sentences } of documents) {
    for (const quote of sentences) {
      for (const name of new Set(markedIn(quote).map(folded))) {
        const entry = found.get(name);
        if (entry) note(entry, document, quote);
      }
    }
  }
  return [...found.values()];
}

function note(entry: NameFound, document: DocumentLine, quote: Quote): void {
  entry.nSentences += 1;
  entry.first ??= { document, quote };
  const { publisher } = document;
  if (publisher && !entry.publishers.includes(publisher)) entry.publishers.push(publisher);
}

function markedIn(quote: Quote): string[] {
  const points = new CodePoints(quote.text);
  return quote.marks.map(([start, end]) => points.slice(start, end));
}

/** A name as it is compared: without regard to capitals, line ends, and an owner's s. */
function folded(name: string): string {
  return name
    .replaceAll(/\s+/g, " ")
    .replace(/['’]s?$/, "")
    .trim()
    .toLowerCase();
}
