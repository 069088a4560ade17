import type { Document, ThingType } from "../api/answers";
import type { Mark } from "../text/segments";

/** What a stretch of a document's text can be marked as. */
export type Layer =
  | { layer: "mention"; thing: ThingType; name: string; entity: string | null }
  | { layer: "time"; words: string; value: string }
  | { layer: "furniture" }
  | { layer: "only-here" }
  | { layer: "target" };

/** A kind of mark that can be switched on and off. */
export type Switch = ThingType | "time" | "furniture";

/** Mentions and times of a document as marks; `inWords` says what days a time speaks of. */
export function marksOf(document: Document, inWords: (time: Document["times"][number]) => string): Mark<Layer>[] {
  const mentions = shownOf(document).map(({ start, end, type, chain }): Mark<Layer> => {
    const { name = "", entity = null } = document.chains[chain] ?? {};
    return { start, end, kind: { layer: "mention", thing: type, name, entity } };
  });
  const times = document.times.map((time): Mark<Layer> => {
    return { start: time.start, end: time.end, kind: { layer: "time", words: inWords(time), value: time.value } };
  });
  return [...mentions, ...times];
}

/** The mentions that screens mark: of any type but `Thing`. */
function shownOf(document: Document): Document["mentions"] {
  return document.mentions.filter(({ type }) => type !== "Thing");
}

/** How many marks each switch is for; switches without any are left out. */
export function switchesOf(document: Document): { of: Switch; count: number }[] {
  const counts = new Map<Switch, number>();
  for (const { type } of shownOf(document)) counts.set(type, (counts.get(type) ?? 0) + 1);
  counts.set("time", document.times.length);
  counts.set("furniture", document.furniture.length);
  return [...counts].filter(([, count]) => count > 0).map(([of, count]) => ({ of, count }));
}

/** Which switch a mark obeys; none for what the address points at. */
export function switchOf(layer: Layer): Switch | undefined {
  if (layer.layer === "mention") return layer.thing;
  return layer.layer === "time" || layer.layer === "furniture" ? layer.layer : undefined;
}
