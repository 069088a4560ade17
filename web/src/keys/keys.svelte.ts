import { go } from "../address/router.svelte";
import { remember, remembered } from "../appearance.svelte";

const KEY = "clew-single-keys";

/** The screens that `g` and a letter lead to. */
export const PLACES = {
  o: { words: "overview", address: "/" },
  d: { words: "documents", address: "/documents" },
  v: { words: "events", address: "/events" },
  n: { words: "network", address: "/network" },
  a: { words: "disputes: accounts side by side", address: "/disputes" },
  k: { words: "table of who knew what when", address: "/knew" },
  s: { words: "sources", address: "/sources" },
  e: { words: "entities", address: "/entities" },
  t: { words: "timeline", address: "/timeline" },
  m: { words: "map", address: "/map" },
  r: { words: "review", address: "/review" },
  i: { words: "inputs", address: "/inputs" },
} as const;

class Keys {
  /** Whether the list of keys is shown. */
  shown = $state(false);
  /** Whether single letters do anything: speech input types them (WCAG 2.1.4). */
  #single = $state(remembered(KEY) !== "off");
  /** Goes to the next or the previous claim, where the reader is open; says whether there is one. */
  stepClaim: ((step: 1 | -1) => boolean) | undefined;
  /** What a key does on the screen that is shown, before it means anything else; says whether it did. */
  here: ((key: string) => boolean) | undefined;
  /** Whether `g` was pressed and a letter is waited for. */
  #leading = false;

  get single(): boolean {
    return this.#single;
  }

  set single(single: boolean) {
    this.#single = single;
    remember(KEY, single ? "on" : "off");
  }

  /** What a key does, where nothing else has taken it. */
  press(event: KeyboardEvent): void {
    if (!this.#single || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.shown || typesInto(event.target)) return;
    const leading = this.#leading;
    this.#leading = false;
    if (leading ? this.#lead(event.key) : this.here?.(event.key) || this.#act(event.key)) event.preventDefault();
  }

  #lead(key: string): boolean {
    const place = key in PLACES ? PLACES[key as keyof typeof PLACES] : undefined;
    if (place) go(place.address);
    return place !== undefined;
  }

  #act(key: string): boolean {
    switch (key) {
      case "/":
        document.querySelector<HTMLInputElement>("#search")?.select();
        return focusOn(document.querySelector<HTMLElement>("#search"));
      case "?":
        return (this.shown = true);
      case "g":
        return (this.#leading = true);
      case "c":
        return this.stepClaim?.(1) ?? false;
      case "C":
        return this.stepClaim?.(-1) ?? false;
      case "j":
        return focusOn(line(1));
      case "k":
        return focusOn(line(-1));
      default:
        return false;
    }
  }
}

export const keys = new Keys();

function typesInto(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("input:not([type=checkbox],[type=radio]), select, textarea") !== null
  );
}

function focusOn(element: HTMLElement | null | undefined): boolean {
  element?.focus();
  element?.scrollIntoView({ block: "nearest" });
  return element !== null && element !== undefined;
}

/** The link of the line after (or before) the focused one; the first where none is focused. */
function line(step: 1 | -1): HTMLElement | undefined {
  const links = [...document.querySelectorAll<HTMLElement>("[data-line]")].map(
    (line) => line.querySelector<HTMLElement>("a[href]") ?? line,
  );
  const here = links.findIndex(
    (link) => link === document.activeElement || link.closest("[data-line]")?.contains(document.activeElement),
  );
  if (here < 0) return links[0];
  return links[Math.min(Math.max(here + step, 0), links.length - 1)];
}
