/** Claims by whose word they rest on: each origin once, its sentences once, the copies beneath. */
import type { ClaimLine, Interval, Origin } from "../api/answers";
import { groupedBy } from "./grouped";

/** A sentence of an origin's, and who else printed it. */
export interface Saying {
  /** Where it could be read first. */
  first: ClaimLine;
  /** All that the sentence claims there: one claim of it may be denied and the next asserted. */
  claims: ClaimLine[];
  /** Other documents that carry it. */
  copies: ClaimLine[];
}

/** An origin, and all that is said on its word. */
export interface Voice {
  key: string;
  origin: Origin | undefined;
  /** When its word could be read first. */
  since: Interval;
  nDocuments: number;
  sayings: Saying[];
}

/** Claims by origin: those who spoke first come first, undated last. */
export function voicesOf(claims: readonly ClaimLine[]): Voice[] {
  const byOrigin = groupedBy(inOrder(claims), ({ origin }) => originKey(origin));
  return [...byOrigin].flatMap(([key, told]) => {
    const [first] = told;
    if (!first) return [];
    const nDocuments = new Set(told.map(({ document }) => document)).size;
    return [
      { key, origin: first.origin ?? undefined, since: first.published_at, nDocuments, sayings: sayingsIn(told) },
    ];
  });
}

/** What makes two claims one origin's. */
function originKey(origin: Origin | null | undefined): string {
  return origin ? `${origin.kind} ${origin.entity ?? origin.name}` : "";
}

/** The day to sort by: ISO days sort as text, and what nobody dated comes last. */
export function dayToSortBy({ earliest, latest }: Interval): string {
  return earliest ?? latest ?? "9999";
}

/** Claims in the order in which they could be read. */
export function inOrder(claims: readonly ClaimLine[]): ClaimLine[] {
  const order = (a: ClaimLine, b: ClaimLine): number =>
    dayToSortBy(a.published_at).localeCompare(dayToSortBy(b.published_at)) ||
    a.document - b.document ||
    a.claim - b.claim;
  return claims.toSorted(order);
}

function sayingsIn(told: readonly ClaimLine[]): Saying[] {
  const sayings: (Saying & { words: string })[] = [];
  for (const claim of told) {
    const words = bare(claim.sentence);
    const there = sayings.find((saying) => isSameWords(saying.words, words));
    if (!there) {
      sayings.push({ words, first: claim, claims: [claim], copies: [] });
      continue;
    }
    if (claim.document === there.first.document) there.claims.push(claim);
    else if (!there.copies.some(({ document }) => document === claim.document)) there.copies.push(claim);
  }
  return sayings.map(({ first, claims, copies }) => ({ first, claims, copies }));
}

/** A sentence's letters and digits: copies differ in quotation marks and spaces. */
function bare(sentence: string): string {
  return sentence
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** A copy may leave away the dateline before a sentence; so much must be the same all the same. */
const SHORTEST_COPY = 40;

function isSameWords(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short === long || (short.length >= SHORTEST_COPY && long.endsWith(short));
}
