import { tick } from "svelte";
import { asOfIn, keepingLook, screenAt, withQuery } from "./address";

/** Where the reader is. */
class Place {
  path = $state(location.pathname);
  query = $state.raw(new URLSearchParams(location.search));
  hash = $state(location.hash);
  screen = $derived(screenAt(this.path));
  /** The day as of which the case is looked at; undefined where all of it is. */
  asOf = $derived(asOfIn(this.query));
  /** Whether a screen was just reached; its heading takes the focus then, once it is there. */
  reached = false;
}

export const place = new Place();

/** Goes to an address of ours; `replace` where it only refines the one before (a filter, a page). */
export function go(address: string, how: { replace?: boolean } = {}): void {
  const asked = new URL(address, location.origin);
  const samePath = asked.pathname === place.path;
  // Who looks at some of the case goes on doing so on the next screen, until that is cleared.
  const url = samePath ? asked : keepingLook(asked, new URL(location.href));
  // Kept with the entry that is left, so that going back returns to the same line.
  history.replaceState({ scrolled: scrollY }, "");
  if (how.replace) history.replaceState(null, "", url);
  else history.pushState(null, "", url);
  settle(url);
  if (!samePath) void arrive(0);
}

/** Narrows what the screen shows to what a field of a form now says; the field has the name that it has in the address. */
export function narrow(event: Event): void {
  const field = event.target as HTMLInputElement | HTMLSelectElement;
  const isOff = field instanceof HTMLInputElement && field.type === "checkbox" && !field.checked;
  const fields = { ...Object.fromEntries(place.query), [field.name]: isOff ? "" : field.value, offset: undefined };
  go(withQuery(place.path, fields), { replace: true });
}

function settle(url: URL): void {
  place.path = url.pathname;
  place.query = new URLSearchParams(url.search);
  place.hash = url.hash;
}

/** Puts the reader where the screen begins, or where it was left. */
async function arrive(scrolled: number): Promise<void> {
  place.reached = true;
  await tick();
  // An address that names a stretch of text leads there, not to the top.
  if (scrolled > 0 || !place.hash) window.scrollTo({ top: scrolled, behavior: "instant" });
}

function ownLink(event: MouseEvent): HTMLAnchorElement | undefined {
  if (event.defaultPrevented || event.button !== 0) return undefined;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return undefined;
  return link;
}

/** Begins to follow links and the browser's back and forward. */
export function followAddresses(): void {
  history.scrollRestoration = "manual";
  document.addEventListener("click", (event) => {
    const link = ownLink(event);
    if (!link || (link.pathname === location.pathname && link.search === location.search && link.hash)) return;
    event.preventDefault();
    go(link.href);
  });
  addEventListener("popstate", (event) => {
    const before = place.path;
    settle(new URL(location.href));
    const state: unknown = event.state;
    const scrolled = state && typeof state === "object" && "scrolled" in state ? Number(state.scrolled) : 0;
    if (place.path !== before) void arrive(scrolled);
  });
  addEventListener("hashchange", () => (place.hash = location.hash));
}
