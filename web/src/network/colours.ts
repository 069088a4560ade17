/** The drawing's colours, out of the style sheet: a canvas knows no custom properties. */
import type { Standing } from "../api/answers";
import type { familyOf } from "../words/things";

type Family = ReturnType<typeof familyOf>;

export interface Colours extends Record<Family | Standing, string> {
  ink: string;
  ground: string;
  focus: string;
  /** What is not looked at. */
  faint: string;
  font: string;
}

/** The colours in force: those of elements with these classes under `probes`. */
export function coloursIn(probes: HTMLElement): Colours {
  const colour = (name: string): string => {
    const probe = probes.querySelector(`.probe-${name}`);
    return probe ? getComputedStyle(probe).color : "#888888";
  };
  return {
    person: colour("person"),
    body: colour("body"),
    place: colour("place"),
    happening: colour("happening"),
    thing: colour("thing"),
    corroborated: colour("ink"),
    "single-origin": colour("line"),
    disputed: colour("warning"),
    superseded: colour("faint"),
    ink: colour("ink"),
    ground: colour("ground"),
    focus: colour("focus"),
    faint: colour("faint"),
    font: getComputedStyle(probes).fontFamily,
  };
}

/** The names of all probes. */
export const PROBES = [
  "person", "body", "place", "happening", "thing", "ink", "line", "warning", "faint", "ground", "focus",
]; // prettier-ignore
