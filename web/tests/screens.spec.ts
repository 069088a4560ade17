/** What a reporter does with a case, on its screens. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { settled, watchedReader } from "./browser";

const reader = watchedReader();

async function heading(): Promise<string> {
  await settled(reader.page);
  return reader.page.locator("h1").innerText();
}

test("the overview counts the case and leads into it", async () => {
  const { page, open } = reader;
  await open("/");
  expect(await heading()).toBe("port-ellory");
  expect(new URL(page.url()).search).toBe(""); // the token has left the address
  await page.getByRole("link", { name: /^March 2023: \d+ documents$/ }).click();
  expect(await heading()).toBe("Documents");
  const days = await page.locator(".lines time").allInnerTexts();
  expect(days.length).toBeGreaterThan(5);
  expect(days.every((day) => day.includes("March 2023"))).toBe(true);
});

test("a document is found, read, and its mentions lead to the entity and back to their place", async () => {
  const { page, open } = reader;
  await open("/documents");
  await page.getByRole("combobox", { name: "Publisher", exact: true }).selectOption("Dunmarsh Courier");
  await settled(page);
  await page.getByRole("link", { name: /memo shows/ }).click();
  expect(await heading()).toContain("memo shows");
  const about = page.getByRole("region", { name: "About this document" });
  expect(await about.innerText()).toContain("10 March 2023, from the original's metadata");
  expect(await about.innerText()).toContain("Isolde Hartnell");

  await page.locator("article").getByRole("link", { name: "Thora Quillan" }).first().click();
  expect(await heading()).toContain("Quillan");
  const sentences = page.getByRole("region", { name: "Every mention, by date" });
  expect(await sentences.locator("mark", { hasText: "Quillan" }).count()).toBeGreaterThan(3);
  await sentences.getByRole("link", { name: /in its place.*The memo, dated 14 February/ }).click();
  expect(await heading()).toContain("memo shows");
  await page.locator(".target").first().waitFor();
  expect((await page.locator(".target").allInnerTexts()).join("")).toContain("was written by Thora Quillan");
});

test("marks are switched by type, and furniture is folded away without a word of the story lost", async () => {
  const { page, open } = reader;
  await open("/documents");
  await page
    .getByRole("link", { name: /memo shows/ })
    .first()
    .click();
  await settled(page);
  const text = page.locator("article .text");
  expect(await text.getByRole("group", { name: "Furniture" }).count()).toBeGreaterThan(0);
  const marked = await text.locator(".mention.person").count();
  expect(marked).toBeGreaterThan(2);
  await page.getByRole("checkbox", { name: /People/ }).uncheck();
  expect(await text.locator(".mention.person").count()).toBe(0);
  await page.getByRole("checkbox", { name: /Furniture/ }).uncheck();
  expect(await text.getByRole("group", { name: "Furniture" }).count()).toBe(0);
  expect(await text.innerText()).not.toContain("Subscribe from 2.50 a week");
  expect(await text.innerText()).toContain("I have never seen this paper");
  await page.getByRole("checkbox", { name: /People/ }).check();
  await page.getByRole("checkbox", { name: /Furniture/ }).check();
  expect(await text.locator(".mention.person").count()).toBe(marked);
});

test("two copies stand side by side with what differs marked", async () => {
  const { page, open } = reader;
  await open("/documents?publisher=Ellory+Echo");
  await page.locator('a[href*="/beside/"]').first().click();
  expect(await heading()).toMatch(/side by side$/);
  const differing = await page.locator(".only-here").allInnerTexts();
  expect(differing.length).toBeGreaterThan(1);
  expect(await page.locator("article").count()).toBe(2);
});

test("the original comes back as the bytes that were added, and is never shown by the browser", async () => {
  const { page, open } = reader;
  await open("/documents?publisher=Dunmarsh+Courier");
  await page.getByRole("link", { name: /memo shows/ }).click();
  await settled(page);
  const hash = await page.locator(".hash").innerText();
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: /Download the original/ }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe("2023-03-10-dunmarsh-courier-memo.html");
  const bytes = readFileSync(await download.path());
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(hash);
});

test("the days that documents speak of zoom, keep their days in the address, and lists what it draws", async () => {
  const { page, open } = reader;
  await open("/timeline?of=days&from=2023-02-01&to=2023-04-30");
  expect(await page.locator(".chart .day").count()).toBeGreaterThan(3);
  const all = await page.locator("[data-line]").count();
  expect(all).toBeGreaterThan(10);
  await page.getByRole("button", { name: "Closer" }).click();
  await page.waitForURL(/from=2023-02-2/);
  await settled(page);
  expect(await page.locator("[data-line]").count()).toBeLessThanOrEqual(all);
  await page.getByRole("group", { name: /Timeline drawn/ }).focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForURL(/from=2023-03-/);
  await page.locator(".chart .pick").first().click();
  expect(await page.getByRole("status").first().innerText()).toMatch(/^\d+ sentences? about /);
});

test("search marks its hits, leads to their place, and says what is wrong with a query", async () => {
  const { page } = reader;
  await page.getByRole("searchbox", { name: "Search the case" }).fill("nitrite samples");
  await page.keyboard.press("Enter");
  expect(await heading()).toBe("Search: nitrite samples");
  expect(await page.locator("mark").allInnerTexts()).toContain("nitrite");
  await page
    .getByRole("link", { name: /^in its place/ })
    .first()
    .click();
  await settled(page);
  await page.locator(".target").first().waitFor();

  await page.getByRole("searchbox", { name: "Search the case" }).fill('"not closed');
  await page.keyboard.press("Enter");
  await page.getByRole("alert").waitFor();
  expect(await page.getByRole("alert").innerText()).toContain("quotation mark is not closed");
  reader.wrongs.splice(0); // the browser reports the refused query itself
});

test("search by fields lists documents, and the claims of the same query", async () => {
  const { page, open } = reader;
  await open(`/search?words=${encodeURIComponent("(standing:disputed OR standing:corroborated) date:2023")}`);
  const documents = await page.getByRole("status").first().innerText();
  expect(documents).toMatch(/^\d+ documents$/);
  await page.getByRole("link", { name: "claims", exact: true }).click();
  await page.waitForURL(/of=claims/);
  await settled(page);
  expect(await page.getByRole("status").first().innerText()).toMatch(/^\d+ claims$/);
  expect(await page.locator("[data-line]").count()).toBeGreaterThan(5);
  await page.locator("[data-line] a").first().click();
  await page.waitForURL(/\/documents\/\d+/);
});

test("inputs show every outcome and lead to the documents", async () => {
  const { page, open } = reader;
  await open("/inputs");
  expect(await page.locator(".lines .outcome").count()).toBeGreaterThan(20);
  await page.getByRole("link", { name: "examples/case/the-row-newsletter.txt" }).click();
  expect(await heading()).not.toBe("Inputs");
});

test("going back returns to the same place of the list", async () => {
  const { page, open } = reader;
  await open("/documents");
  await page.locator("[data-line] a").nth(20).scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  expect(before).toBeGreaterThan(0);
  await page.locator("[data-line] a").nth(20).click();
  await settled(page);
  await page.goBack();
  await page.waitForFunction((wanted) => Math.abs(scrollY - wanted) < 3, before);
});

test("none of this broke the policy, asked another server, or failed", () => {
  expect(reader.wrongs).toEqual([]);
});
