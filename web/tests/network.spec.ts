/** The network: who is tied to whom, on which sentences, and by which ways. */
import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { settled, watchedReader } from "./browser";

const reader = watchedReader("");

const region = (name: string | RegExp): Locator => reader.page.getByRole("region", { name });
const panel = (): Locator => reader.page.getByRole("complementary", { name: "Looked at" });
const looked = async (): Promise<string> => (await panel().getByRole("heading", { level: 2 }).innerText()).trim();
const query = (): URLSearchParams => new URL(reader.page.url()).searchParams;

/** The id of the entity that is best known by a name. */
async function idOf(name: string): Promise<string> {
  return reader.page.evaluate(async (name) => {
    const address = `/api/v1/entities?words=${encodeURIComponent(name)}`;
    return ((await (await fetch(address)).json()) as { items: { id: string }[] }).items[0]?.id ?? "";
  }, name);
}

test("the network is drawn, and its tables hold what is drawn", async () => {
  const { page, open } = reader;
  await open("/network");
  const said = await page.getByRole("status").first().innerText();
  const [, nEntities, nTies] = /^(\d+) entities and (\d+) ties/.exec(said) ?? [];
  expect(Number(nEntities)).toBeGreaterThan(20);
  expect(await page.locator(".board canvas").count()).toBeGreaterThan(3);
  expect(
    await region(/^Ties as a table/)
      .locator("tbody tr")
      .count(),
  ).toBe(Math.min(Number(nTies), 25));
  await region("Entities as a table").getByRole("button", { name: "Show more" }).click();
  expect(await region("Entities as a table").locator("tbody tr").count()).toBe(Number(nEntities));
});

test("how two people are joined is read with its sentence, its standing and where it is weak", async () => {
  const { page, open } = reader;
  await open(`/network?picked=${await idOf("Thora Quillan")}`);
  expect(await looked()).toBe("Thora Quillan");
  await panel().getByLabel("Ways to another entity").fill("Osric Bayle");
  await panel()
    .getByRole("button", { name: /Osric Bayle/ })
    .first()
    .click();
  await settled(page);
  expect(query().get("picked")?.split(",")).toHaveLength(2);
  expect(await looked()).toBe("Thora Quillan – Osric Bayle");
  const way = panel().locator(".ways > li").first();
  const steps = await way.locator(".steps > li").allInnerTexts();
  expect(steps.length).toBeGreaterThan(1);
  expect(steps.join(" ")).toContain("weak step");
  for (const step of await way.locator(".steps > li").all()) expect(await step.locator(".sentence").count()).toBe(1);
  await way.locator(".told a").first().click();
  await settled(page);
  expect(new URL(page.url()).pathname).toMatch(/^\/documents\/\d+$/);
  await page.locator(".claim-panel").waitFor();
  await page.goBack();
  await settled(page);
  expect(await looked()).toBe("Thora Quillan – Osric Bayle");
});

test("a tie leads to its findings, each with how it stands and why; the focus goes there", async () => {
  const { page, open } = reader;
  await open(`/network?picked=${await idOf("Conrad Ferriday")}`);
  await region(/^Ties as a table, of Conrad Ferriday/)
    .getByRole("link", { name: /Look.*Thora Quillan/ })
    .click();
  await settled(page);
  const finding = panel().locator(".finding", { hasText: "Warn" }).first();
  const words = await finding.innerText();
  expect(words).toContain("disputed");
  expect(words).toContain("cannot be right beside");
  expect(words).toContain("warned Mr Conrad Ferriday of the state of the valve");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("picked");
});

test("filters, what is hidden and the day are in the address, and narrow what is drawn", async () => {
  const { page, open } = reader;
  const rows = (): Promise<number> => region("Entities as a table").locator("tbody tr").count();
  await open("/network");
  const all = await rows();
  for (const word of ["single origin", "disputed", "superseded"]) {
    await page.getByRole("checkbox", { name: word }).uncheck();
  }
  await settled(page);
  expect(query().get("standing")).toBe("corroborated");
  const corroborated = await rows();
  expect(corroborated).toBeGreaterThan(1);
  expect(corroborated).toBeLessThan(all);
  await page.getByRole("checkbox", { name: "People" }).uncheck();
  await settled(page);
  expect(await region("Entities as a table").locator("tbody").innerText()).not.toMatch(/\bperson\b/);

  const bayle = await idOf("Osric Bayle");
  await open(`/network?picked=${bayle}&as_of=2023-03-20`);
  expect(await page.getByRole("status").first().innerText()).toContain("as of 20 March 2023");
  await panel().getByRole("button", { name: "Pin" }).click();
  expect(query().get("pinned")).toMatch(new RegExp(`^${bayle}~-?\\d+~-?\\d+$`));
  await panel().getByRole("button", { name: "Hide" }).click();
  await settled(page);
  expect(query().get("hidden")).toBe(bayle);
  expect(await region("Entities as a table").innerText()).not.toContain("Osric Bayle");
  await page.getByRole("button", { name: "Show again" }).click();
  await settled(page);
  expect(await region("Entities as a table").innerText()).toContain("Osric Bayle");
});

test("the drawing is moved by key, and a click on nothing lets go of who is looked at", async () => {
  const { page, open } = reader;
  await open(`/network?picked=${await idOf("Osric Bayle")}`);
  const board = page.getByRole("group", { name: /^Network drawn/ });
  await board.focus();
  for (const key of ["+", "ArrowLeft", "-", "0"]) await page.keyboard.press(key);
  const box = await board.boundingBox();
  await page.mouse.click((box?.x ?? 0) + 4, (box?.y ?? 0) + 4);
  await page.waitForFunction(() => !location.search.includes("picked"));
  expect(reader.wrongs).toEqual([]);
});
