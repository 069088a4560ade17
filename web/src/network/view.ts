/** What of the network is looked at, and the address that says so. Pure. */
import type { Standing, ThingType } from "../api/answers";
import { asOfIn, withQuery } from "../address/address";
import { fieldsOf, lookIn, type Look } from "../look/look";
import { STANDING_ORDER } from "../words/findings";
import { THING_TYPES } from "../words/things";

/** How many entities can be drawn; the last is as many as the server answers with. */
export const LIMITS = [50, 150, 500, 1500, 5000] as const;
export const USUAL_LIMIT = 150;

/** An entity that stays where a person put it. */
export interface Pin {
  id: string;
  x: number;
  y: number;
}

/** All that the address says of the network. */
export interface View {
  /** Types of entities shown; none for every type. */
  types: ThingType[];
  /** Standings of the findings that tie; none for every standing. */
  standings: Standing[];
  limit: number;
  /** Only from what was published by the end of this day. */
  asOf: string | undefined;
  /** The one or two entities that are looked at. */
  picked: string[];
  hidden: string[];
  /** Entities whose neighbours are all drawn, however many are drawn without them. */
  expanded: string[];
  pins: Pin[];
  /** The rest of what other screens look at too: ties are those that these events rest on; every tie, where it leaves none out. */
  events: Pick<Look, "from" | "to" | "words" | "type" | "documents" | "event" | "only">;
}

/** The view that an address's query names; whatever in it means nothing is left out. */
export function viewIn(query: URLSearchParams): View {
  const limit = Number(query.get("limit"));
  const { from, to, words, type, documents, event, only } = lookIn(query);
  return {
    events: { from, to, words, type, documents, event, only },
    types: THING_TYPES.filter((type) => listed(query, "types").includes(type)),
    standings: STANDING_ORDER.filter((standing) => listed(query, "standing").includes(standing)),
    limit: LIMITS.find((one) => one === limit) ?? USUAL_LIMIT,
    asOf: asOfIn(query),
    picked: [...new Set(listed(query, "picked"))].slice(0, 2),
    hidden: listed(query, "hidden"),
    expanded: listed(query, "expanded"),
    pins: listed(query, "pinned").flatMap(pinIn),
  };
}

/** The address of a view; what is as usual is left out. */
export function addressOf(view: View): string {
  return withQuery("/network", {
    ...fieldsOf(lookOf(view)),
    types: view.types.join(","),
    limit: view.limit === USUAL_LIMIT ? undefined : view.limit,
    hidden: view.hidden.join(","),
    expanded: view.expanded.join(","),
    pinned: view.pins.map(({ id, x, y }) => `${id}~${Math.round(x)}~${Math.round(y)}`).join(","),
  });
}

/** What a view has in common with the other screens. */
export function lookOf({ events, standings, asOf, picked }: View): Look {
  return { ...events, standings, asOf, picked };
}

function listed(query: URLSearchParams, name: string): string[] {
  return (query.get(name) ?? "").split(",").filter((part) => part !== "");
}

function pinIn(words: string): Pin[] {
  const found = /^(.+)~(-?\d{1,7})~(-?\d{1,7})$/.exec(words);
  return found?.[1] ? [{ id: found[1], x: Number(found[2]), y: Number(found[3]) }] : [];
}

/** A list with something in it where it was not, without it where it was. */
export function toggled<T>(list: readonly T[], one: T): T[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}
