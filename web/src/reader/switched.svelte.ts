import { SvelteSet } from "svelte/reactivity";
import type { Switch } from "./layers";

/** The marks switched off; they stay off from document to document until the page is left. */
export const switchedOff = new SvelteSet<Switch>();
