/** Which screen an address names. Pure: the browser's history is router.svelte.ts's. */

export type Screen =
  | { name: "overview" }
  | { name: "documents" }
  | { name: "document"; number: number }
  | { name: "comparison"; first: number; second: number }
  | { name: "entities" }
  | { name: "entity"; id: string }
  | { name: "timeline" }
  | { name: "map" }
  | { name: "events" }
  | { name: "event"; id: string }
  | { name: "findings" }
  | { name: "accounts"; finding: string }
  | { name: "disputes" }
  | { name: "knew" }
  | { name: "sources" }
  | { name: "network" }
  | { name: "review" }
  | { name: "log" }
  | { name: "search" }
  | { name: "inputs" }
  | { name: "nowhere" };

/** The screen at a path. */
export function screenAt(path: string): Screen {
  const parts = path
    .split("/")
    .filter((part) => part !== "")
    .map(decoded);
  const [room, one, beside, other] = parts;
  switch (room) {
    case undefined:
      return { name: "overview" };
    case "documents": {
      const first = numberIn(one);
      const second = numberIn(other);
      if (parts.length === 1) return { name: "documents" };
      if (parts.length === 2 && first) return { name: "document", number: first };
      if (parts.length === 4 && first && beside === "beside" && second) return { name: "comparison", first, second };
      return { name: "nowhere" };
    }
    case "entities":
      if (parts.length === 1) return { name: "entities" };
      return parts.length === 2 && one ? { name: "entity", id: one } : { name: "nowhere" };
    case "events":
      if (parts.length === 1) return { name: "events" };
      return parts.length === 2 && one ? { name: "event", id: one } : { name: "nowhere" };
    case "accounts":
      if (parts.length === 1) return { name: "findings" };
      return parts.length === 2 && one ? { name: "accounts", finding: one } : { name: "nowhere" };
    case "review":
      if (parts.length === 1) return { name: "review" };
      return parts.length === 2 && one === "log" ? { name: "log" } : { name: "nowhere" };
    case "disputes":
    case "knew":
    case "sources":
    case "network":
    case "timeline":
    case "map":
    case "search":
    case "inputs":
      return { name: parts.length === 1 ? room : "nowhere" };
    default:
      return { name: "nowhere" };
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function numberIn(part: string | undefined): number | undefined {
  return part !== undefined && /^[1-9]\d{0,15}$/.test(part) ? Number(part) : undefined;
}

/** The address of a document, at a stretch of it where one is given (text positions as in RFC 5147). */
export function documentAddress(number: number, span?: readonly [number, number]): string {
  return `/documents/${number}` + (span ? `#char=${span[0]},${span[1]}` : "");
}

/** The address of a document where these words stand in it. */
export function wordsAddress(number: number, words: string): string {
  return `/documents/${number}#words=${encodeURIComponent(words)}`;
}

/** The address of a document, with one of its claims shown. */
export function claimAddress(number: number, claim: number): string {
  return `${documentAddress(number)}#claim=${claim}`;
}

/** What the end of an address points at in a text: a stretch of it, the place where some words stand, or a claim. */
export type Pointer = { span: [number, number] } | { words: string } | { claim: number };

/** The pointer at the end of an address. */
export function pointerIn(hash: string): Pointer | undefined {
  const span = /^#char=(\d{1,10}),(\d{1,10})$/.exec(hash);
  if (span) {
    const [start, end] = [Number(span[1]), Number(span[2])];
    return start < end ? { span: [start, end] } : undefined;
  }
  const claim = /^#claim=(\d{1,9})$/.exec(hash)?.[1];
  if (claim) return { claim: Number(claim) };
  const words = /^#words=(.+)$/.exec(hash)?.[1];
  return words ? { words: decoded(words) } : undefined;
}

/** The address of two documents side by side. */
export function comparisonAddress(first: number, second: number): string {
  return `/documents/${first}/beside/${second}`;
}

/** The address of an entity. */
export function entityAddress(id: string): string {
  return `/entities/${encodeURIComponent(id)}`;
}

/** The address of a finding's accounts: what is said of its matter, side by side. */
export function accountsAddress(finding: string): string {
  return `/accounts/${encodeURIComponent(finding)}`;
}

/** The address of an event. */
export function eventAddress(id: string): string {
  return `/events/${encodeURIComponent(id)}`;
}

/** Screens that can show the case as it could be read at the end of a day: the `as_of` of their addresses. */
const AS_OF_SCREENS: readonly Screen["name"][] = [
  "overview",
  "events",
  "event",
  "findings",
  "accounts",
  "disputes",
  "knew",
  "sources",
  "network",
  "timeline",
  "map",
  "entity",
];

/** The day as of which an address shows the case; undefined where it shows all of it. */
export function asOfIn(query: URLSearchParams): string | undefined {
  const day = query.get("as_of") ?? "";
  return /^\d{4}-\d\d-\d\d$/.test(day) ? day : undefined;
}

/** Screens that show one choice of events, and one selection, each in its way. */
const LOOKING: readonly Screen["name"][] = ["events", "timeline", "map", "network"];

/** The fields of an address that say which events, and who is looked at: the same on each of those screens. */
export const LOOK_FIELDS = [
  "as_of",
  "from",
  "to",
  "words",
  "type",
  "documents",
  "standing",
  "picked",
  "event",
  "only",
] as const;
export type LookField = (typeof LOOK_FIELDS)[number];

/**
 * An address with what of the one it is reached from it does not say itself: between screens that look at one choice of events all
 * that makes this choice; else the day as of which the case is looked at, where the screen knows of such a day.
 */
export function keepingLook(address: URL, here: URL): URL {
  const kept = new URL(address);
  const [from, to] = [screenAt(here.pathname).name, screenAt(kept.pathname).name];
  const fields: readonly LookField[] = LOOKING.includes(from) && LOOKING.includes(to) ? LOOK_FIELDS : ["as_of"];
  for (const field of fields) {
    const value = field === "as_of" ? asOfIn(here.searchParams) : here.searchParams.get(field);
    const takesIt = field !== "as_of" || AS_OF_SCREENS.includes(to);
    if (value && takesIt && !kept.searchParams.has(field)) kept.searchParams.set(field, value);
  }
  return kept;
}

/** A path with a query; fields without a value are left out. */
export function withQuery(path: string, fields: Record<string, string | number | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}
