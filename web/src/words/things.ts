import type { Outcome, OutcomeWord, ThingType } from "../api/answers";

/** A type of thing on screens: its plural, and the family that shares a mark's colour and line. */
interface ThingWords {
  many: string;
  family: "person" | "body" | "place" | "happening" | "thing";
}

const THINGS: Record<ThingType, ThingWords> = {
  Person: { many: "People", family: "person" },
  Organization: { many: "Organizations", family: "body" },
  PublicBody: { many: "Public bodies", family: "body" },
  Place: { many: "Places", family: "place" },
  Facility: { many: "Facilities", family: "place" },
  Event: { many: "Events", family: "happening" },
  Work: { many: "Works", family: "happening" },
  Weapon: { many: "Weapons", family: "thing" },
  Vehicle: { many: "Vehicles", family: "thing" },
  Substance: { many: "Substances", family: "thing" },
  Phone: { many: "Phones", family: "thing" },
  Account: { many: "Accounts", family: "thing" },
  Thing: { many: "Other things", family: "thing" },
};

/** Every type that screens list, in their order. Whatever else is spoken of (`Thing`) has chains, and no entity to look at. */
export const THING_TYPES = (Object.keys(THINGS) as ThingType[]).filter((thing) => thing !== "Thing");

/** "People" for Person. */
export function manyOf(thing: ThingType): string {
  return THINGS[thing].many;
}

/** "public body" for PublicBody. */
export function oneOf(thing: ThingType): string {
  return thing === "PublicBody" ? "public body" : thing.toLowerCase();
}

/** Which types look alike when marked. */
export function familyOf(thing: ThingType): ThingWords["family"] {
  return THINGS[thing].family;
}

/** Every outcome: its word and its sign, so that none is told by colour alone. */
export const OUTCOMES: Record<OutcomeWord, { word: string; sign: string }> = {
  added: { word: "added", sign: "●" },
  "already-there": { word: "already there", sign: "=" },
  partial: { word: "partial", sign: "◐" },
  skipped: { word: "skipped", sign: "–" },
  failed: { word: "failed", sign: "✕" },
};

/** The outcome that a stored word names. */
export function outcomeNamed(word: string): OutcomeWord | undefined {
  return (Object.keys(OUTCOMES) as OutcomeWord[]).find((key) => key === word || OUTCOMES[key].word === word);
}

/** "partial: no text layer". */
export function outcomeInWords(outcome: Outcome): string {
  const { word } = OUTCOMES[outcome.word];
  return outcome.why ? `${word}: ${outcome.why}` : word;
}
