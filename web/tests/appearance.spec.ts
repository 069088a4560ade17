/** Every screen in light and dark, on a phone and zoomed: readable by everyone, and nothing pushed off the page. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { watchedReader } from "./browser";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const reader = watchedReader();
let screens: string[];

beforeAll(async () => {
  screens = await addresses(reader.page);
});

/** One address for each screen, with things on it. */
async function addresses(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const ask = async (path: string) => (await fetch(path)).json();
    const documents = (await ask("/api/v1/documents?limit=2000")).items as {
      number: number;
      copy_of?: { number: number };
    }[];
    const copy = documents.find((line) => line.copy_of);
    const entity = (await ask("/api/v1/entities?limit=1")).items[0].id as string;
    const comparison = copy
      ? [`/documents/${copy.number}`, `/documents/${copy.copy_of?.number}/beside/${copy.number}`]
      : [];
    const lists = [
      "/",
      "/documents",
      "/entities",
      "/timeline",
      "/timeline?of=days",
      "/map",
      "/network",
      "/review",
      "/review/log",
      "/search",
      "/search?words=water",
      "/inputs",
      "/notes",
      "/nowhere",
      "/events",
      "/accounts",
      "/disputes?superseded=yes",
      "/knew",
      "/sources",
      "/sources?as_of=2023-03-08",
    ];
    const events = (await ask("/api/v1/events?limit=2000")).items as { id: string; n_documents: number }[];
    const event = events.toSorted((a, b) => b.n_documents - a.n_documents)[0]?.id;
    const finding = ((await ask("/api/v1/disputes")) as { items: { id: string }[][] }).items[0]?.[0]?.id;
    const picture = [`/events/${event}`, `/knew?at=${event}`, `/accounts/${finding}`];
    const withClaims = async (): Promise<number> => {
      for (const { number } of documents)
        if ((await ask(`/api/v1/documents/${number}/claims`)).claims.length > 0) return number;
      return 0;
    };
    const claim = `/documents/${await withClaims()}#claim=0`;
    return [
      ...lists,
      ...picture,
      "/documents/1",
      claim,
      ...comparison,
      `/entities/${entity}`,
      `/network?picked=${entity}`,
    ];
  });
}

interface Finding {
  id: string;
  impact: string | null;
  nodes: { target: unknown[]; failureSummary?: string }[];
}

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } };
    return (await axe.run()).violations;
  });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`));
}

describe.each(["light", "dark"] as const)("%s", (colorScheme) => {
  test("no serious axe finding on any screen", async () => {
    const { page, open, wrongs } = await reader.another({ colorScheme });
    expect(screens.length).toBeGreaterThan(10);
    for (const screen of screens) {
      await open(screen);
      expect(await findings(page), screen).toEqual([]);
    }
    expect(wrongs).toEqual([]);
    await page.context().close();
  }, 180_000);
});

test("no sideways scrolling at 360 pixels, nor at 320 (1280 zoomed to 400 %)", async () => {
  for (const width of [360, 320]) {
    const { page, open, wrongs } = await reader.another({ viewport: { width, height: 740 } });
    for (const screen of screens) {
      await open(screen);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth),
        `${screen} at ${width}`,
      ).toBeLessThanOrEqual(width);
    }
    expect(wrongs).toEqual([]);
    await page.context().close();
  }
}, 180_000);

test("the chosen appearance holds against the system's and over reloads", async () => {
  const { page, open } = await reader.another({ colorScheme: "light" });
  const paper = (): Promise<string> => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.getByLabel("Appearance").selectOption("dark");
  const dark = await paper();
  expect(dark).not.toBe(light);
  await open("/documents");
  expect(await paper()).toBe(dark);
  await page.getByLabel("Appearance").selectOption("system");
  expect(await paper()).toBe(light);
  await page.context().close();
});

test("screens do not jump while they are drawn", async () => {
  const { page, open } = await reader.another();
  await page.addInitScript(() => {
    (globalThis as unknown as { shifted: number }).shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        (globalThis as unknown as { shifted: number }).shifted += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  for (const screen of screens) {
    await open(screen);
    expect(await page.evaluate(() => (globalThis as unknown as { shifted: number }).shifted), screen).toBeLessThan(
      0.02,
    );
  }
  await page.context().close();
}, 120_000);
