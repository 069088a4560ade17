/** List, timeline, map and network: one choice of events, one selection, each in its way. */
import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { settled, watchedReader } from "./browser";

/** The demo's places are fiction and on no map; these are on it. */
const ELSEWHERE = [
  [
    "herat",
    "A bomb exploded at a market in Herat, Afghanistan, on 6 March 2023. Three people were killed in Herat, police said.",
  ],
  [
    "kabul",
    "A fire broke out in a hotel in Kabul, Afghanistan, on 14 March 2023. Two guests died in Kabul, the fire service said.",
  ],
  ["lima", "Police arrested Mateo Arbiola in Lima, Peru, on 20 April 2023. Arbiola was charged in Lima with arson."],
].map(([id, text]) => JSON.stringify({ id, text, date: "2023-04-21", publisher: "World Wire" }));

const reader = watchedReader(ELSEWHERE.join("\n"));

const views = (): Locator => reader.page.getByRole("navigation", { name: "The same as" });
const query = (): URLSearchParams => new URL(reader.page.url()).searchParams;
const table = (): Locator => reader.page.getByRole("region", { name: "Places as a table" });
const panel = (): Locator => reader.page.getByRole("complementary", { name: "Looked at" });
const marks = (): Locator => reader.page.locator(".board .mark");

/** What `then` makes of the answer to a question. */
async function asked<A>(path: string, then: (answer: { items: { id: string; name: string }[] }) => A): Promise<A> {
  return then(
    await reader.page.evaluate(
      async (path) => (await fetch(path)).json() as Promise<{ items: { id: string; name: string }[] }>,
      path,
    ),
  );
}

const idOf = (name: string): Promise<string> =>
  asked(`/api/v1/entities?words=${encodeURIComponent(name)}`, ({ items }) => items[0]?.id ?? "");

test("the map has the places that can be told, the table all of them, and says whom both are due to", async () => {
  const { page, open } = reader;
  await open("/map");
  await page.locator(".board .land").first().waitFor();
  expect(await marks().count()).toBeGreaterThan(1);
  const rows = await table().locator("tbody tr").allInnerTexts();
  expect(rows.find((row) => row.startsWith("Herat"))).toMatch(/Afghanistan/);
  expect(rows.find((row) => row.startsWith("Port Ellory"))).toContain("where it lies cannot be told");
  const due = await page.locator("main .due").innerText();
  for (const name of ["GeoNames", "CC BY 4.0", "Natural Earth"]) expect(due).toContain(name);
});

test("a place leads to what is told to have happened there, sentence by sentence", async () => {
  const { page, open } = reader;
  await open("/map");
  await table().getByRole("link", { name: "Herat", exact: true }).click();
  await page.waitForURL(/picked=/);
  await settled(page);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("picked");
  expect(await panel().innerText()).toContain("Afghanistan");
  await panel().locator(".events a").first().click();
  await panel().locator(".sentence").first().waitFor();
  expect(await panel().locator(".sentence").first().innerText()).toContain("Herat");
  expect(query().get("event")).not.toBeNull();
  // The town, and the country that its sentence names.
  expect(await page.locator(".board .mark.picked").count()).toBeGreaterThan(0);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !location.search.includes("event="));
});

test("the map comes closer by key and by wheel, is dragged, and keeps what it shows in the address", async () => {
  const { page, open } = reader;
  await open("/map");
  const board = page.getByRole("group", { name: /^Map drawn/ });
  await board.focus();
  await page.keyboard.press("0");
  const far = await marks().count();
  for (let nth = 0; nth < 4; nth++) await page.keyboard.press("-");
  expect(await marks().count()).toBeLessThanOrEqual(far);
  await page.waitForURL(/seen=/);
  const seen = query().get("seen");
  const box = await board.boundingBox();
  if (!box) throw new Error("the map is not drawn");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, -600);
  await page.waitForFunction((seen) => new URL(location.href).searchParams.get("seen") !== seen, seen);
  const closer = query().get("seen");
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 120, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction((seen) => new URL(location.href).searchParams.get("seen") !== seen, closer);
  const left = query().get("seen");
  await page.reload();
  await settled(page);
  expect(query().get("seen")).toBe(left);
});

test("the choice of events and the selection go from screen to screen, and each marks them", async () => {
  const { page, open } = reader;
  const quillan = await idOf("Thora Quillan");
  await open(`/events?from=2023-02-01&to=2023-03-31&picked=${quillan}`);
  const looked = page.locator("main .event.looked");
  expect(await looked.count()).toBeGreaterThan(0);
  expect(await looked.first().innerText()).toContain("looked at");
  const listed = await page.locator("main [data-line]").count();

  await views().getByRole("link", { name: "Timeline" }).click();
  await page.waitForURL(/\/timeline\?/);
  await settled(page);
  expect([query().get("from"), query().get("to"), query().get("picked")]).toEqual([
    "2023-02-01",
    "2023-03-31",
    quillan,
  ]);
  expect(await page.locator(".chart .event.looked").count()).toBeGreaterThan(0);
  expect(await page.locator("main [data-line]").count()).toBe(listed);

  await page.getByRole("checkbox", { name: "only their events" }).check();
  await page.waitForURL(/only=yes/);
  await settled(page);
  expect(await page.locator("main [data-line]").count()).toBeLessThan(listed);

  await views().getByRole("link", { name: "Map" }).click();
  await page.waitForURL(/\/map\?/);
  await settled(page);
  expect(query().get("only")).toBe("yes");
  expect(await panel().innerText()).toContain("Thora Quillan");
  expect(await table().innerText()).not.toContain("Herat");

  await views().getByRole("link", { name: "Network" }).click();
  await page.waitForURL(/\/network\?/);
  await settled(page);
  expect([query().get("from"), query().get("picked")]).toEqual(["2023-02-01", quillan]);
  expect(await panel().getByRole("heading", { level: 2 }).innerText()).toContain("Thora Quillan");
});

test("an event that is looked at is marked on the timeline, with its sentences, and leads to who is named with it", async () => {
  const { page, open } = reader;
  await open("/timeline?from=2023-03-01&to=2023-03-31");
  await page.locator("main .event a.look").first().click();
  await page.waitForURL(/event=/);
  await settled(page);
  expect(await page.locator(".chart .event.looked").count()).toBe(1);
  const looked = page.getByRole("region", { name: "Looked at" });
  expect(await looked.locator(".sentence").count()).toBeGreaterThan(0);
  await views().getByRole("link", { name: "Network" }).click();
  await page.waitForURL(/\/network\?/);
  await settled(page);
  expect(await panel().locator(".sentence").count()).toBeGreaterThan(0);
});

test("the timeline tells what is disputed, how surely a day is known, and goes from years to hours", async () => {
  const { page, open } = reader;
  await open("/timeline?from=2023-02-01&to=2023-03-31");
  expect(await page.locator(".chart .event.disputed").count()).toBeGreaterThan(0);
  expect(await page.locator(".chart .event.disputed text").first().innerHTML()).toContain("⇄");
  expect(await page.locator(".chart .event.day").count()).toBeGreaterThan(0);
  expect(await page.locator(".chart .event.days").count()).toBeGreaterThan(0);
  await open("/timeline?from=2023-03-06&to=2023-03-07");
  expect(await page.locator(".chart").innerHTML()).toContain("12:00");
  const hours = page.getByRole("region", { name: "Said of an hour" });
  expect(await hours.locator("li").first().innerText()).toMatch(/[67] March 2023, \d\d:\d\d/);
  await page.getByRole("group", { name: /^Events drawn/ }).focus();
  for (let nth = 0; nth < 9; nth++) await page.keyboard.press("-");
  await page.waitForURL(/from=202[01]-/);
  await settled(page);
  expect(await page.locator(".chart").innerHTML()).toContain(">2023<");
});

test("the timeline is dragged and zoomed by pointer", async () => {
  const { page, open } = reader;
  await open("/timeline?from=2023-02-01&to=2023-04-30");
  const box = await page.locator(".chart").boundingBox();
  if (!box) throw new Error("the timeline is not drawn");
  await page.mouse.move(box.x + 500, box.y + box.height - 30);
  await page.mouse.down();
  await page.mouse.move(box.x + 380, box.y + box.height - 30, { steps: 5 });
  await page.mouse.up();
  await page.waitForFunction(() => new URL(location.href).searchParams.get("from") !== "2023-02-01");
  expect(query().get("from")).toMatch(/^2023-02-(09|1\d)$/);
  const from = query().get("from");
  await page.mouse.wheel(0, -240);
  await page.waitForFunction((from) => new URL(location.href).searchParams.get("from") !== from, from);
  await settled(page);
});

test("standings narrow the events on every screen alike", async () => {
  const { page, open } = reader;
  await open("/events");
  for (const word of ["corroborated", "single origin", "superseded"]) {
    await page.getByRole("checkbox", { name: word }).uncheck();
  }
  await page.waitForURL(/standing=disputed$/);
  await settled(page);
  const lines = await page.locator("main [data-line]").allInnerTexts();
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toContain("disputed");
  await views().getByRole("link", { name: "Map" }).click();
  await page.waitForURL(/\/map\?standing=disputed/);
});

test("on a phone the map is in sight, and what narrows it is opened on request", async () => {
  const { page, open, wrongs } = await reader.another({ viewport: { width: 390, height: 844 } });
  await open("/map");
  const box = await page.getByRole("group", { name: /^Map drawn/ }).boundingBox();
  expect((box?.y ?? 844) + 200).toBeLessThan(844);
  expect(await page.getByLabel("Words").isVisible()).toBe(false);
  await page.getByText("Which events").click();
  expect(await page.getByLabel("Words").isVisible()).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(wrongs).toEqual([]);
  await page.context().close();
});

test("nothing went wrong", () => {
  expect(reader.wrongs).toEqual([]);
});
