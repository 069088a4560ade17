/** A reader makes a mention and a claim of words that clew did not read so, finds them told as a person's, and takes them back. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, settled, type Watched, watchedPage } from "./browser";
import { serveCase, type ServedCase } from "./served_case";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TEXT =
  "Harbour police arrested Aron Weil on Tuesday. Petra Anders and Aron Weil were thick as thieves, a clerk said. The quay was empty.";

let served: ServedCase;
let browser: Browser;
let reader: Watched;
let address: string;

beforeAll(async () => {
  const line = { id: "letters/weil", date: "2022-06-09", publisher: "Ostby Courier", title: "Arrest", text: TEXT };
  served = await serveCase(JSON.stringify(line));
  browser = await openBrowser();
  reader = await watchedPage(browser, served);
  address = await reader.page.evaluate(async () => {
    const { items } = (await (await fetch("/api/v1/documents?limit=2000")).json()) as {
      items: { number: number; id: string }[];
    };
    return `/documents/${items.find(({ id }) => id === "letters/weil")?.number}`;
  });
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

const panel = (): Locator => reader.page.locator(".claim-panel");

/** Selects words of the text as a reader's mouse does. */
async function select(words: string): Promise<void> {
  await reader.page.evaluate((wanted) => {
    const paragraph = document.querySelector("article p[data-start]");
    if (!paragraph) throw new Error("no text");
    const range = document.createRange();
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const at = (paragraph.textContent ?? "").indexOf(wanted);
    let from = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const to = from + (node.textContent ?? "").length;
      if (from <= at && at < to) range.setStart(node, at - from);
      if (from < at + wanted.length && at + wanted.length <= to) range.setEnd(node, at + wanted.length - from);
      from = to;
    }
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
  }, words);
}

async function serious(): Promise<string[]> {
  await reader.page.evaluate(AXE);
  return reader.page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string | null }[] }> };
    };
    const { violations } = await axe.run();
    return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id }) => id);
  });
}

test("a claim is made of selected words, told as a person's everywhere, and undone", async () => {
  const { page, open } = reader;
  await open(address);
  await select("thick as thieves");
  await page.keyboard.press("n");
  const form = page.getByRole("form", { name: "Claim", exact: true });
  await form.getByText("thick as thieves").first().waitFor();
  expect(await form.locator(".quote").innerText()).toContain("a clerk said");
  expect(await form.getByRole("button", { name: "Make the claim" }).isDisabled()).toBe(true);
  await form.getByLabel("It states").selectOption("Associate");
  await form
    .getByLabel(/^Person: words/)
    .first()
    .selectOption({ label: "Petra Anders" });
  await form.getByRole("button", { name: "One more that takes part" }).click();
  await form
    .getByLabel(/^Person: words/)
    .last()
    .selectOption({ label: "Aron Weil" });
  await form.getByLabel("and sounds").selectOption("likely");
  await form.getByLabel(/on somebody's word/).check();
  await form.getByLabel(/^Who says so/).selectOption("other");
  await form.getByLabel("as they stand in the text").fill("a clerk");
  await form.getByLabel("Your name, if you like").fill("A. Reader");
  expect(await serious()).toEqual([]);
  await form.getByRole("button", { name: "Make the claim" }).click();

  await panel().getByText("a person, who made it by hand").waitFor();
  expect(await panel().getByRole("heading").innerText()).toMatch(/Associate.*made by hand/s);
  const said = await panel().locator("dl").innerText();
  expect(said).toMatch(/likely/);
  expect(said).not.toMatch(/times in 100/);
  expect(await panel().locator(".chain li").allInnerTexts()).toEqual(["Ostby Courier", "a clerk"]);
  // Where clew read something in some of the words, they are marked in pieces.
  expect((await page.locator("article a.claim.by-hand").allInnerTexts()).join("")).toBe("thick as thieves");
  const entity = await panel().locator("dd a[href^='/entities/']").first().getAttribute("href");

  await open(entity ?? "/nowhere");
  await page.getByText("thick as thieves").first().waitFor();
  await page.getByText("made by hand by A. Reader").first().waitFor();

  await page.goBack();
  await settled(page);
  await panel().getByRole("button", { name: "Undo" }).first().click();
  await page.locator("article a.claim.by-hand").first().waitFor({ state: "detached" });
  await open(entity ?? "/nowhere");
  expect(await page.getByText("made by hand by A. Reader").count()).toBe(0);
});

test("words are made a mention of somebody of the case, corrected, and that is undone alone", async () => {
  const { page, open } = reader;
  await open(address);
  await select("thieves");
  await page.getByRole("button", { name: "Make them a mention …" }).click();
  const form = page.getByRole("form", { name: "Mention", exact: true });
  await form.getByLabel("Which entity").fill("Petra And");
  await form.getByRole("button", { name: /Petra Anders/ }).click();
  await form.getByRole("button", { name: "Make the mention" }).click();
  const here = page.getByRole("region", { name: "Mentions by hand" });
  await here.getByText("“thieves”").waitFor();
  await page.locator("article .mention", { hasText: "thieves" }).waitFor();

  await select("thieves");
  await page.keyboard.press("m");
  expect(await form.innerText()).toContain("clew reads these words as");
  await form.getByLabel("In truth").selectOption("nothing");
  await form.getByRole("button", { name: "Correct" }).click();
  await here.getByText("no mention").waitFor();
  expect(await page.locator("article .mention", { hasText: "thieves" }).count()).toBe(0);
  await here.getByRole("listitem").last().getByRole("button", { name: /Undo/ }).click();
  await page.locator("article .mention", { hasText: "thieves" }).waitFor();
});

test("words across sentences are no claim's and no mention's", async () => {
  const { page, open } = reader;
  await open(address);
  await select("on Tuesday. Petra");
  await page.keyboard.press("n");
  const form = page.getByRole("form", { name: "Claim", exact: true });
  expect(await form.innerText()).toContain("does not stand in one sentence");
  await form.getByRole("button", { name: "Close" }).click();
});

test("nothing went wrong", () => {
  expect(reader.wrongs).toEqual([]);
});
