/** Light or dark: the system's, until someone chooses. public/appearance.js applies the choice before the first paint. */

export type Appearance = "system" | "light" | "dark";

const KEY = "clew-appearance";

function stored(): Appearance {
  const chosen = document.documentElement.dataset["appearance"];
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

class Chosen {
  #value = $state(stored());

  get value(): Appearance {
    return this.#value;
  }

  set value(value: Appearance) {
    this.#value = value;
    if (value === "system") delete document.documentElement.dataset["appearance"];
    else document.documentElement.dataset["appearance"] = value;
    remember(KEY, value);
  }
}

export const appearance = new Chosen();

/** Whether there is room for a form above what it narrows: on a phone it would push that out of sight, and is folded. */
export function hasRoom(): boolean {
  return matchMedia("(min-width: 46.0625rem)").matches;
}

/** Keeps a choice in this browser; where storage is refused, it holds until the page is left. */
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // nothing to do: the choice holds for now
  }
}

/** The choice kept, if any. */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
