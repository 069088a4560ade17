/** Everything by keyboard. */
import { expect, test } from "vitest";
import { settled, watchedReader } from "./browser";

const reader = watchedReader();

const focused = (): Promise<string> => reader.page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");

test("the first Tab offers to skip to the content", async () => {
  const { page, open } = reader;
  await open("/");
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("Skip to the content");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
});

test("g d, j, j, k and Enter reach a document; its heading has the focus", async () => {
  const { page, open } = reader;
  await open("/");
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await page.waitForURL("**/documents");
  await settled(page);
  await page.locator("[data-line]").first().waitFor();
  for (const key of ["j", "j", "k", "j"]) await page.keyboard.press(key);
  const title = await focused();
  expect(title).toBe(await page.locator("[data-line] a.title").nth(1).innerText());
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/documents\/\d+$/);
  await settled(page);
  expect(await focused()).toBe(title);
});

test("/ searches from anywhere, and letters typed there are words", async () => {
  const { page } = reader;
  await page.keyboard.press("/");
  await page.keyboard.type("jk memo?");
  expect(await page.locator("#search").inputValue()).toBe("jk memo?");
  expect(await page.getByRole("dialog").isVisible()).toBe(false);
});

test("? shows the keys, Escape closes them, and single letters can be switched off", async () => {
  const { page, open } = reader;
  await open("/entities");
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keys" });
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  // The close event follows in a task of its own; nobody presses keys faster than that.
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await page.keyboard.press("?");
  await page.getByRole("checkbox", { name: /Single letters/ }).press("Space");
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await page.waitForTimeout(100);
  expect(new URL(page.url()).pathname).toBe("/entities");
});

test("nothing went wrong", () => {
  expect(reader.wrongs).toEqual([]);
});
