/** What a reporter asks of the picture: what happened, who says so, who knew it when, and on whose word it rests. */
import { expect, test } from "vitest";
import { settled, watchedReader } from "./browser";

const reader = watchedReader("");

async function heading(): Promise<string> {
  await settled(reader.page);
  return reader.page.locator("h1").innerText();
}

/** An address of the case's own making, found by asking as the screens do. */
async function found(ask: string, pick: (answer: never) => string): Promise<string> {
  const answer: unknown = await reader.page.evaluate(async (path) => (await fetch(path)).json(), ask);
  return pick(answer as never);
}

/** The event that most documents tell of. */
function mainEvent(): Promise<string> {
  type Line = { id: string; n_claims: number; part_of: string | null };
  return found("/api/v1/events?limit=2000", ({ items }: { items: Line[] }) => {
    const wholes = items.filter(({ part_of }) => !part_of);
    return wholes.toSorted((a, b) => b.n_claims - a.n_claims)[0]?.id ?? "";
  });
}

test("the overview says what the case amounts to, and leads to it", async () => {
  const { page, open } = reader;
  await open("/");
  const events = page.getByRole("region", { name: "Main events" });
  expect(await events.getByRole("listitem").count()).toBeGreaterThan(3);
  expect(await events.innerText()).toMatch(/contamination/);
  const disputed = page.getByRole("region", { name: "What is disputed" });
  expect(await disputed.innerText()).toMatch(/\d+ findings corroborated/);
  await disputed.getByRole("link", { name: /on one origin's word/ }).click();
  expect(await heading()).toBe("Findings");
  expect(new Set(await page.locator(".finding .standing").allInnerTexts())).toEqual(new Set(["○ single origin"]));
  await open("/");
  await page
    .getByRole("region", { name: "To ask next" })
    .getByRole("link", { name: /^Which account holds/ })
    .click();
  expect(await heading()).not.toBe("");
  expect(await page.locator("main article").count()).toBeGreaterThan(0);
});

test("events lie by day with their parts, are narrowed by words and type, and keep that in the address", async () => {
  const { page, open } = reader;
  await open("/events");
  const all = await page.locator("main [data-line]").count();
  expect(all).toBeGreaterThan(20);
  expect(await page.getByRole("list", { name: "Parts" }).count()).toBeGreaterThan(0);
  await page.getByLabel("Words").fill("warning");
  await page.getByLabel("Words").press("Enter");
  await page.waitForURL(/words=warning/);
  await page.getByLabel("Type").selectOption("Warn");
  await page.waitForURL(/type=Warn/);
  const names = await page.locator("main [data-line] a").allInnerTexts();
  expect(names.length).toBeGreaterThan(2);
  expect(names.length).toBeLessThan(all);
  await page.reload();
  await settled(page);
  expect(await page.locator("main [data-line] a").allInnerTexts()).toEqual(names);
});

test("the line of days moves by key, and leads to the days that documents speak of", async () => {
  const { page, open } = reader;
  await open("/timeline?from=2023-03-01&to=2023-03-31");
  await page.getByRole("group", { name: /^Events drawn/ }).focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForURL(/from=2023-03-0[89]/);
  await page.getByRole("link", { name: "Days that documents speak of" }).click();
  await page.getByText("The days that documents speak of", { exact: false }).first().waitFor();
  expect(await heading()).toBe("Timeline");
  expect(new URL(page.url()).search).toMatch(/from=2023-03-0.*of=days/);
});

test("an event tells its numbers as they grew, who is said to have taken part and how surely, and every sentence", async () => {
  const { page, open } = reader;
  await open(`/events/${await mainEvent()}`);
  expect(await heading()).toMatch(/contamination/);
  const toll = page.getByRole("region", { name: "Numbers given: killed" });
  const numbers = await toll.getByRole("link").allInnerTexts();
  expect(numbers.length).toBeGreaterThan(1);
  expect(numbers.at(-1)).toContain("9 killed");
  expect(await toll.innerText()).toContain("superseded");
  const told = page.getByRole("region", { name: "Who tells of it" });
  expect(await told.innerText()).toContain("Water Quality Board");
  expect(await told.locator(".sentence").count()).toBeGreaterThan(3);
  expect(await page.getByRole("region", { name: /taken part/ }).innerText()).toMatch(/on the word of/);
  await told
    .getByRole("link", { name: /Seaboard Wire/ })
    .first()
    .click();
  await page.waitForURL(/\/documents\/\d+#claim=/);
  await page.locator(".claim-panel").waitFor();
});

test("accounts stand side by side: who says what, on whose word, how sure; the denial is told as one", async () => {
  const { page, open } = reader;
  await open("/disputes");
  await page
    .getByRole("link", { name: /^(Warn|Learn)/ })
    .first()
    .click();
  await settled(page);
  const accounts = page.locator("main article");
  expect(await accounts.count()).toBeGreaterThan(1);
  const denied = accounts.filter({ hasText: "No member of the management" });
  expect(await denied.locator("h2").innerText()).toContain("denied");
  expect(await denied.innerText()).toMatch(/cannot hold beside accounts? \d/);
  expect(await denied.innerText()).toContain("Conrad Ferriday");
  for (const account of await accounts.all()) {
    expect(await account.locator(".sentence").count()).toBeGreaterThan(0);
    expect(await account.locator(".standing").innerText()).toMatch(/disputed|superseded/);
  }
});

test("what was replaced is among the disputes when it is asked for, and only then", async () => {
  const { page, open } = reader;
  await open("/disputes");
  const before = await page.locator("main .lines > li").count();
  await page.getByRole("checkbox", { name: /replaced by now/ }).check();
  await page.waitForURL(/superseded=yes/);
  await settled(page);
  expect(await page.locator("main .lines > li").count()).toBeGreaterThan(before);
  expect(await page.locator("main .lines").innerText()).toContain("superseded");
});

test("what was known before the event stands above the line, and a cell opens its evidence", async () => {
  const { page, open } = reader;
  await open(`/events/${await mainEvent()}`);
  await page.getByRole("link", { name: "Who knew what before it" }).click();
  expect(await heading()).toBe("Who knew what when");
  const cells = page.getByRole("region", { name: /^Who knew what/ }).locator("td a[aria-label]");
  const before = cells.and(page.locator('[aria-label*="before the line"]'));
  expect(await before.count()).toBeGreaterThan(0);
  await before.first().click();
  const evidence = page.getByRole("region", { name: /^The evidence/ });
  await evidence.locator("a[href*='#claim=']").first().waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("evidence");
  expect(new URL(page.url()).searchParams.get("actor")).not.toBeNull();

  const lines = await page.getByRole("region", { name: "By day" }).locator("ol > li").allInnerTexts();
  const line = lines.findIndex((words) => words.includes("above it is what was known before"));
  expect(line).toBeGreaterThan(0);
  expect(lines.slice(0, line).join()).toContain("Lewin Ferriday");
  for (const words of lines.slice(0, line)) expect(words.split("\n")[0]).not.toMatch(/March|April|May|June/);
});

test("one actor's knowledge is a list by day; matters are found by their words", async () => {
  const { page, open } = reader;
  await open("/knew");
  await page.getByRole("rowheader", { name: "Thora Quillan" }).getByRole("link").click();
  await page.waitForURL(/who=/);
  await settled(page);
  await page.getByText("Only what Thora Quillan knew.").waitFor();
  const list = page.getByRole("region", { name: "By day" });
  expect(new Set(await list.locator(".who").allInnerTexts())).toEqual(new Set(["Thora Quillan"]));
  await open("/knew?words=valve");
  expect(await list.locator(".who").count()).toBeGreaterThan(0);
  for (const words of await list.locator(".known").allInnerTexts()) expect(words.toLowerCase()).toContain("valve");
});

test("sources say how much rests on whom, how much on them alone, and who carries it", async () => {
  const { page, open } = reader;
  await open("/sources");
  const wire = page.locator("main .lines > li", { hasText: "Seaboard Wire, its own report" });
  expect(await wire.innerText()).toMatch(/\d+ claims, \d+ findings, \d+ on it alone/);
  expect(await wire.innerText()).toMatch(/carried by .*Ashel Valley Advertiser \(\d\)/);
  await page.getByLabel("Kind").selectOption("unnamed");
  await page.waitForURL(/kind=unnamed/);
  await settled(page);
  expect(await page.locator("main .lines > li", { hasText: "Seaboard Wire, its own report" }).count()).toBe(0);
  expect(await page.locator("main .lines").innerText()).not.toMatch(/[0-9a-f]{64}/);
});

test("the case as of a day stays so from screen to screen, until everything is shown again", async () => {
  const { page, open } = reader;
  await open("/events");
  const all = await page.getByRole("status").first().innerText();
  await page.getByLabel("As of").fill("2023-03-08");
  await page.waitForURL(/as_of=2023-03-08/);
  await settled(page);
  expect(await page.getByRole("status").first().innerText()).not.toBe(all);
  await page.getByRole("navigation", { name: "Screens" }).getByRole("link", { name: "Disputes" }).click();
  await page.waitForURL(/disputes\?as_of=2023-03-08/);
  await page.getByText("As of 8 March 2023").waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await page.waitForURL(/sources\?as_of=2023-03-08/);
  expect(await heading()).toBe("Sources");
  await page.getByRole("link", { name: "Show everything" }).click();
  await page.waitForURL(/sources$/);
  expect(await page.getByText("As of 8 March 2023").count()).toBe(0);
});

test("on a phone the screens are listed on request, and tables scroll within themselves", async () => {
  const { page, open, wrongs } = await reader.another({ viewport: { width: 390, height: 844 } });
  await open("/knew");
  const screens = page.getByRole("navigation", { name: "Screens" });
  expect(await screens.getByRole("link").count()).toBe(0);
  await screens.getByRole("button").click();
  await screens.getByRole("link", { name: "Sources" }).click();
  await page.waitForURL(/sources$/);
  await settled(page);
  expect(await screens.getByRole("link").count()).toBe(0);
  expect(wrongs).toEqual([]);
  await page.context().close();
});

test("nothing went wrong", () => {
  expect(reader.wrongs).toEqual([]);
});
