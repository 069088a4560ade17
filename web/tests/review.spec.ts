/** A dossier, and what a person decides of entities: side by side, by one key, each undone alone. */
import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { settled, watchedReader } from "./browser";

const reader = watchedReader("");

const region = (name: string | RegExp): Locator => reader.page.getByRole("region", { name });
const last = (): Locator => reader.page.locator(".last");

async function openEntity(name: string): Promise<string> {
  const id = await reader.page.evaluate(async (name) => {
    const address = `/api/v1/entities?words=${encodeURIComponent(name)}`;
    return ((await (await fetch(address)).json()) as { items: { id: string }[] }).items[0]?.id ?? "";
  }, name);
  await reader.open(`/entities/${id}`);
  return id;
}

test("a dossier tells steps in proceedings the latest first, each dated, with its standing and sentence", async () => {
  await openEntity("Conrad Ferriday");
  const steps = region(/^In proceedings/).locator(".status");
  const days = await steps
    .locator("time")
    .evaluateAll((times) => times.map((time) => time.getAttribute("datetime") ?? ""));
  expect(days.length).toBeGreaterThan(2);
  expect(days).toEqual(days.toSorted().toReversed());
  for (const step of await steps.all()) {
    expect(await step.locator(".standing").count()).toBe(1);
    expect(await step.locator(".sentence").count()).toBeGreaterThan(0);
  }
  const charged = steps.filter({ hasText: "charged with manslaughter" }).first();
  expect(await charged.innerText()).toContain("Ellory Echo, 6 June 2023");
});

test("a dossier tells what is disputed, where names come from, and leads to every sentence", async () => {
  const { page } = reader;
  await openEntity("Conrad Ferriday");
  expect(await region("Names").locator("li").first().innerText()).toMatch(/^Conrad Ferriday\s+in \d+ sentences: /);
  const disputed = region("What is disputed");
  expect(await disputed.innerText()).toContain("cannot be right beside");
  expect(await disputed.getByRole("link", { name: "Accounts side by side" }).count()).toBeGreaterThan(0);
  const findings = region("Findings, by what they state");
  for (const finding of await findings.locator(".finding").all()) {
    expect(await finding.locator(".standing").count()).toBe(1);
    expect(await finding.locator(".sentence").count()).toBeGreaterThan(0);
  }
  await findings.locator(".told a").first().click();
  await settled(page);
  await page.locator(".claim-panel").waitFor();
});

test("the dossier of a day leaves out what was published later", async () => {
  const id = await openEntity("Conrad Ferriday");
  await reader.open(`/entities/${id}?as_of=2023-03-31`);
  expect(await region(/^In proceedings/).innerText()).not.toContain("charged with manslaughter");
});

test("an entity is renamed and retyped, and each is undone where it was done", async () => {
  const { page } = reader;
  await openEntity("Pallant cold store");
  const form = page.getByRole("form", { name: /^Decide on/ });
  await form.getByRole("combobox").first().selectOption("rename");
  await form.getByLabel("It goes by").fill("Pallant store");
  await form.getByLabel(/Your name/).fill("J. Doe");
  await form.getByRole("button", { name: "Decide" }).click();
  await page.getByRole("heading", { level: 1, name: "Pallant store" }).waitFor();
  expect(await last().innerText()).toContain("goes by “Pallant store”");
  await last().getByRole("button", { name: "Undo" }).click();
  await page.getByRole("heading", { level: 1, name: "Pallant cold store" }).waitFor();
});

test("two entities are merged from the dossier, and parted again by undoing it", async () => {
  const { page } = reader;
  await openEntity("Colin Marchbank");
  const form = page.getByRole("form", { name: /^Decide on/ });
  await form.getByLabel("Which entity").fill("Osric Bayle");
  await form
    .getByRole("button", { name: /Osric Bayle/ })
    .first()
    .click();
  await form.getByRole("button", { name: "Decide" }).click();
  await last().getByText("are one").waitFor();
  await settled(page);
  const names = await region("Names").innerText();
  for (const name of ["Colin Marchbank", "Osric Bayle"]) expect(names).toContain(name);
  await last().getByRole("button", { name: "Undo" }).click();
  await last().getByText("taken back").waitFor();
  await settled(page);
  const parted = await region("Names").innerText();
  expect(parted.includes("Colin Marchbank") && parted.includes("Osric Bayle")).toBe(false);
});

test("pairs that may be one are gone through by key, and the last decision is undone by one", async () => {
  const { page, open } = reader;
  await open("/review");
  const pairs = (): Promise<(string | null)[]> =>
    region("Queue")
      .locator("a")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const all = await pairs();
  expect(all.length).toBeGreaterThan(1);
  expect(await page.locator(".sides > div").count()).toBe(2);
  expect(await page.locator(".sides .quote").count()).toBeGreaterThan(1);
  await page.keyboard.press("n");
  await page.getByText(`2 of ${all.length}`).waitFor();
  await page.keyboard.press("p");
  await page.getByText(`1 of ${all.length}`).waitFor();
  await page.keyboard.press("a");
  await last().getByText("kept apart").waitFor();
  await settled(page);
  expect(await pairs()).not.toContain(all[0]);
  await page.keyboard.press("z");
  await last().getByText("taken back").waitFor();
  await settled(page);
  expect(await pairs()).toEqual(all);
  await page.getByLabel(/^Reason/).fill("mauz"); // letters in a field are words
  await page.keyboard.press("Escape");
  expect(await last().innerText()).toContain("taken back");
});

test("the log tells every decision with its sentences and undoes any one", async () => {
  const { page, open } = reader;
  await open("/review");
  await page.keyboard.press("u");
  await last().getByText("cannot be told").waitFor();
  await settled(page);
  expect((await region("Queue").locator("a").allInnerTexts()).at(-1)).toContain("left open");
  await page.getByRole("link", { name: "what was decided" }).click();
  await settled(page);
  const first = page.locator("ol.lines > li").first();
  expect(await first.innerText()).toMatch(/left open.*cannot be told/s);
  expect(await first.locator(".about li").count()).toBe(2);
  expect(await first.locator('a[href^="/entities/"]').count()).toBe(2);
  await first.getByRole("button", { name: /Undo/ }).click();
  await page.locator("ol.lines > li", { hasText: "taken back by decision" }).first().waitFor();
  expect(reader.wrongs).toEqual([]);
});
