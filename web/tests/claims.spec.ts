/** A claim in the reader: what it rests on, and what a person decides of it. */
import { execFileSync } from "node:child_process";
import type { Locator } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { settled, watchedReader } from "./browser";
import { binary } from "./served_case";

const TEXT =
  "Harbour police arrested Aron Weil on Tuesday, a clerk told the Post. Hanna Wirth may have met Petra Anders in Ostby on Monday.";

const LINE = { id: "letters/weil", date: "2022-06-09", publisher: "Ostby Courier", title: "Arrest", text: TEXT };
const reader = watchedReader(JSON.stringify(LINE));
let address: string;

beforeAll(async () => {
  address = await reader.page.evaluate(async () => {
    const { items } = (await (await fetch("/api/v1/documents?limit=2000")).json()) as {
      items: { number: number; id: string }[];
    };
    return `/documents/${items.find(({ id }) => id === "letters/weil")?.number}`;
  });
});

const trigger = (words: string): Locator => reader.page.locator("article a.claim", { hasText: words });
const panel = (): Locator => reader.page.locator(".claim-panel");

test("a claim is shown with its sentence, roles, how it is stated, on whose word, and what found it", async () => {
  await reader.open(address);
  await trigger("met").click();
  expect(await panel().getByRole("heading").innerText()).toBe("Meet");
  expect(await panel().locator(".quote").innerText()).toBe("Hanna Wirth may have met Petra Anders in Ostby on Monday.");
  const marked = await panel().locator("mark").allInnerTexts();
  for (const words of ["met", "may", "Petra Anders"]) expect(marked.join(" ")).toContain(words);
  const said = await panel().locator("dl").innerText();
  expect(said).toMatch(/an even chance, from “may”/);
  expect(said).toContain("6 June 2022");
  expect(said).toContain("Ostby Courier");
  expect(said).toMatch(/Found by\s+(a pattern: line \d+ of|the language model)/);
  expect(said).toMatch(/Claims found like this are right about \d+ times in 100/);
  expect(await reader.page.locator("article .target").allInnerTexts()).toContain("met");

  await trigger("arrested").click();
  expect(await panel().locator(".chain li").allInnerTexts()).toEqual(["Ostby Courier", "a clerk"]);
});

test("claims are stepped through by key, and closing leads back to the words", async () => {
  const { page, open } = reader;
  await open(address);
  await page.keyboard.press("c");
  expect(await panel().getByRole("status").first().innerText()).toMatch(/^Claim 1 of \d+$/);
  const first = await panel().getByRole("heading").innerText();
  await page.keyboard.press("c");
  expect(await panel().getByRole("status").first().innerText()).toMatch(/^Claim 2 of/);
  await page.keyboard.press("Shift+C");
  expect(await panel().getByRole("heading").innerText()).toBe(first);
  await page.keyboard.press("Escape");
  await panel().waitFor({ state: "detached" });
  expect(await page.evaluate(() => document.activeElement?.className)).toContain("claim");
  await page.getByRole("checkbox", { name: /Claims/ }).uncheck();
  expect(await page.locator("article a.claim").count()).toBe(0);
  await page.getByRole("checkbox", { name: /Claims/ }).check();
});

test("a rejected claim is struck and stays, over reloads and until it is undone", async () => {
  const { page, open } = reader;
  await open(address);
  await trigger("arrested").click();
  await panel()
    .getByLabel(/Reason/)
    .fill("another Weil");
  await panel().getByRole("button", { name: "Reject" }).click();
  await panel().getByText("because: another Weil").waitFor();
  expect(await panel().getByRole("heading").innerText()).toMatch(/Arrest.*rejected/s);
  await page.reload();
  await settled(page);
  expect(await trigger("arrested").getAttribute("class")).toContain("rejected");
  expect(await trigger("arrested").getAttribute("title")).toContain("(rejected)");
  await panel().getByRole("button", { name: "Undo" }).click();
  await panel().getByText("because: another Weil").waitFor({ state: "detached" });
  expect(await trigger("arrested").getAttribute("class")).not.toContain("rejected");
});

test("a correction takes words of the sentence alone, and says so where they are none", async () => {
  await reader.open(address);
  await trigger("arrested").click();
  await panel()
    .getByRole("button", { name: /Correct/ })
    .click();
  await panel().getByLabel("It states").selectOption("Detain");
  await panel().getByLabel("Other words for").selectOption({ label: "Person: Aron Weil" });
  await panel().getByLabel("as they stand in the sentence").fill("Petra Anders");
  await panel().getByRole("button", { name: "Save" }).click();
  await panel().getByRole("alert").waitFor();
  expect(await panel().getByRole("alert").innerText()).toContain("does not hold the words");
  reader.wrongs.splice(0); // the browser reports the refused change itself
  await panel().getByLabel("as they stand in the sentence").fill("Weil");
  await panel().getByRole("button", { name: "Save" }).click();
  await panel().getByText("corrected to Detain; Person: Weil").waitFor();
  expect(await panel().locator("dl").innerText()).toContain("Aron Weil"); // what clew read stays beside it
});

test("a claim that is another one by now is not decided upon", async () => {
  await reader.open(address);
  const decide = (trigger: [number, number]): Promise<number> =>
    reader.page.evaluate(
      async ([path, trigger]) => {
        const body = JSON.stringify({ claim: 0, predicate: "Arrest", trigger, verdict: "accept" });
        const headers = { "content-type": "application/json" };
        return (await fetch(`/api/v1${path}/decisions`, { method: "POST", headers, body })).status;
      },
      [address, trigger] as const,
    );
  expect(await decide([0, 7])).toBe(409);
  reader.wrongs.splice(0); // the browser reports the refused change itself
  expect(await decide([15, 23])).toBe(200);
});

test("what was decided by command is seen in the reader", async () => {
  const { page, open } = reader;
  await open(address);
  const meet = await trigger("met").getAttribute("href");
  const claim = `letters/weil#${/claim=(\d+)/.exec(meet ?? "")?.[1]}`;
  execFileSync(binary(), ["decide", reader.served.file, "accept", claim, "--who", "J. Doe"], { stdio: "pipe" });
  await page.reload();
  await settled(page);
  await trigger("met").click();
  expect(await panel().getByRole("heading").innerText()).toMatch(/Meet.*accepted/s);
  expect(await panel().innerText()).toContain("by J. Doe");
});

test("on a phone the panel is a sheet at the foot, the sentence in its text above it", async () => {
  const { page, open, wrongs } = await reader.another({ viewport: { width: 360, height: 740 } });
  await open(address);
  await page.locator("article a.claim", { hasText: "met" }).click();
  const sheet = await page.locator(".claim-panel").boundingBox();
  expect(sheet && Math.round(sheet.y + sheet.height)).toBe(740);
  await page.waitForFunction(() => {
    const foot = [...document.querySelectorAll(".target")].at(-1)?.getBoundingClientRect().bottom ?? Infinity;
    return foot <= (document.querySelector(".claim-panel")?.getBoundingClientRect().top ?? 0);
  });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(wrongs).toEqual([]);
  await page.context().close();
});

test("nothing went wrong", () => {
  expect(reader.wrongs).toEqual([]);
});
