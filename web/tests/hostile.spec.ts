/** Documents that try to act as pages: on every screen they are words. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { watchedReader } from "./browser";
import { PAYLOADS } from "./hostile_documents";

const reader = watchedReader();

interface Line {
  number: number;
  id: string;
}

async function hostileDocuments(page: Page): Promise<Line[]> {
  return page.evaluate(async () => {
    const { items } = (await (await fetch("/api/v1/documents?limit=2000")).json()) as { items: Line[] };
    return items.filter(({ id }) => id.startsWith("hostile/"));
  });
}

/** What on the page no screen of clew's would put there. */
async function foreign(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const strange = [...document.body.querySelectorAll("*")].filter((element) => {
      const attributes = [...element.attributes];
      const acts = attributes.some(
        ({ name, value }) =>
          name.startsWith("on") ||
          // The network's canvases are placed by script.
          (name === "style" && !(element instanceof HTMLCanvasElement)) ||
          (/href|src|action/.test(name) && /^\s*(javascript|data):/i.test(value)),
      );
      return (
        acts || /^(script|img|iframe|object|embed|link|base|meta|style|template|math|animate)$/i.test(element.tagName)
      );
    });
    return strange.map((element) => element.outerHTML.slice(0, 120));
  });
}

test("every hostile document is shown as its own words", async () => {
  const { page, open } = reader;
  const documents = await hostileDocuments(page);
  expect(documents).toHaveLength(PAYLOADS.length);
  for (const { number, id } of documents) {
    await open(`/documents/${number}`);
    const payload = PAYLOADS[Number(id.split("/")[1])] ?? "";
    const shown = (await page.locator("article .text").textContent()) ?? "";
    expect(shown.replaceAll("\u0000", ""), id).toContain(payload.replaceAll("\u0000", ""));
    expect(await foreign(page), id).toEqual([]);
  }
  expect(reader.wrongs).toEqual([]);
}, 180_000);

test("the lists, the timeline, entities, comparisons and searches hold them as words too", async () => {
  const { page, open } = reader;
  const [first, second] = await hostileDocuments(page);
  const entities = await page.evaluate(async () => {
    const { items } = (await (await fetch("/api/v1/entities?limit=2000")).json()) as {
      items: { id: string; name: string }[];
    };
    return items
      .filter(({ name }) => /sandoe|[<>"']/i.test(name))
      .map(({ id }) => `/entities/${encodeURIComponent(id)}`);
  });
  const searches = PAYLOADS.map((payload) => `/search?words=${encodeURIComponent(payload.replaceAll('"', ""))}`);
  const screens = [
    "/",
    "/documents?limit=2000",
    "/entities",
    "/timeline?from=2023-03-01&to=2023-04-30",
    "/timeline?of=days&from=2023-03-01&to=2023-04-30",
    "/map",
    "/network",
    "/review",
    "/review/log",
    "/events",
    "/accounts",
    "/accounts?offset=40",
    "/disputes?superseded=yes",
    "/knew?publishers=with",
    "/sources",
    "/inputs",
    "/notes",
    "/inputs?offset=20",
  ];
  const sides = `/documents/${first?.number}/beside/${second?.number}`;
  const forged = PAYLOADS.map(
    (payload) => `/documents?publisher=${encodeURIComponent(payload)}&words=x&from=${encodeURIComponent("2023-01-01")}`,
  );
  expect(entities.length).toBeGreaterThan(0);
  for (const screen of [...screens, sides, ...entities, ...searches, ...forged]) {
    await open(screen);
    expect(await foreign(page), screen).toEqual([]);
  }
  expect(reader.wrongs.filter((wrong) => !wrong.includes("400 (Bad Request)"))).toEqual([]);
}, 240_000);

test("addresses with hostile ends point nowhere and run nothing", async () => {
  const { page, open, wrongs } = reader;
  wrongs.splice(0);
  for (const payload of PAYLOADS) {
    await open(`/documents/1#words=${encodeURIComponent(payload)}`);
    await open(`/${encodeURIComponent(payload)}/on`);
    expect(await foreign(page), payload).toEqual([]);
  }
  expect(wrongs).toEqual([]);
}, 180_000);
