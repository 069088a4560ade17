/**
 * What of the case is looked at: one choice of events and one selection, which list, timeline, map and network share. It is in the
 * address, under the same names on each of them. Pure.
 */
import type { EventLine, Standing } from "../api/answers";
import { asOfIn, LOOK_FIELDS, type LookField } from "../address/address";
import { STANDING_ORDER } from "../words/findings";

export interface Look {
  /** The events of these days; an end that is not named is open. */
  from: string | undefined;
  to: string | undefined;
  /** Words in what an event is called. */
  words: string;
  /** A predicate; none for any. */
  type: string;
  /** In how many documents an event is told at least. */
  documents: number;
  /** Standings of which an event has a finding; none for any. */
  standings: Standing[];
  /** Only from what was published by the end of this day. */
  asOf: string | undefined;
  /** The one or two entities that are looked at. */
  picked: string[];
  /** The event that is looked at. */
  event: string | undefined;
  /** Whether only those events are shown in which all who are looked at take part. */
  only: boolean;
}

/** What an address says of it; whatever in it means nothing is left out. */
export function lookIn(query: URLSearchParams): Look {
  const field = (name: LookField): string => query.get(name) ?? "";
  const listed = (name: LookField): string[] => field(name).split(",").filter(Boolean);
  const day = (name: "from" | "to"): string | undefined =>
    /^\d{4}-\d\d-\d\d$/.test(field(name)) ? field(name) : undefined;
  return {
    from: day("from"),
    to: day("to"),
    words: field("words"),
    type: field("type"),
    documents: Math.max(1, Math.floor(Number(field("documents"))) || 1),
    standings: STANDING_ORDER.filter((standing) => listed("standing").includes(standing)),
    asOf: asOfIn(query),
    picked: [...new Set(listed("picked"))].slice(0, 2),
    event: field("event") || undefined,
    only: field("only") === "yes",
  };
}

/** Its fields as an address has them; those that say nothing are undefined, so that they are taken out of it. */
export function fieldsOf(look: Look): Record<LookField, string | undefined> {
  return {
    as_of: look.asOf,
    from: look.from,
    to: look.to,
    words: look.words || undefined,
    type: look.type || undefined,
    documents: look.documents > 1 ? String(look.documents) : undefined,
    standing: look.standings.join(",") || undefined,
    picked: look.picked.join(",") || undefined,
    event: look.event,
    only: look.only ? "yes" : undefined,
  };
}

/** What the server is asked for; selecting alone asks nothing else of it. */
export interface EventsAsked {
  from?: string;
  to?: string;
  predicate?: string;
  event_words?: string;
  least_documents?: number;
  standings?: string;
  entities?: string;
  as_of?: string;
}

export function askedOf(look: Look): EventsAsked {
  const asked = {
    from: look.from,
    to: look.to,
    predicate: look.type || undefined,
    event_words: look.words.trim() || undefined,
    least_documents: look.documents > 1 ? look.documents : undefined,
    standings: look.standings.join(",") || undefined,
    entities: look.only ? look.picked.join(",") || undefined : undefined,
    as_of: look.asOf,
  };
  return JSON.parse(JSON.stringify(asked)) as EventsAsked;
}

/** Whether it leaves any event out. */
export function isNarrowed(look: Look): boolean {
  const { as_of: _, ...asked } = askedOf(look);
  return Object.keys(asked).length > 0;
}

/** An address's query with these fields of a look in place of its own. */
export function lookedAt(query: URLSearchParams, look: Look): Record<string, string | undefined> {
  const others = [...query].filter(([name]) => !LOOK_FIELDS.includes(name as LookField) && name !== "offset");
  return { ...Object.fromEntries(others), ...fieldsOf(look) };
}

/** Whether an event is the one looked at, or one in which all who are looked at take part. */
export function isLookedAt(event: Pick<EventLine, "id" | "places" | "participants">, look: Look): boolean {
  if (event.id === look.event) return true;
  return look.picked.length > 0 && look.picked.every((id) => [...event.participants, ...event.places].includes(id));
}
