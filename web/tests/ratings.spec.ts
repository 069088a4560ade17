/** A person rates a source and a claim on the Admiralty scale; nothing is worked out from it. */
import { expect, test } from "vitest";
import { settled, watchedReader } from "./browser";

const reader = watchedReader("");

test("a source is rated by keyboard, its rating shown wherever its word is, and undone", async () => {
  const { page, open } = reader;
  await open("/sources?kind=publisher");
  const line = page.locator("li.source", { has: page.locator(".name", { hasText: "Ellory Echo" }) }).first();
  await line.getByRole("button", { name: /^Rate/ }).focus();
  await page.keyboard.press("Enter");
  const form = page.getByRole("form", { name: "Rate Ellory Echo as a source" });
  expect(await form.innerText()).toContain("never on a person of the case");
  await form.getByLabel(/How reliable/).selectOption("C");
  await form.getByLabel("Reason, if you like").fill("corrected twice in 2023");
  await form.getByLabel("Your name, if you like").fill("A. Reader");
  await form.getByRole("button", { name: "Rate", exact: true }).focus();
  await page.keyboard.press("Enter");
  await line.getByText("fairly reliable").first().waitFor();
  expect(await form.innerText()).toMatch(
    /fairly reliable \(C\), rated by A\. Reader.*because: corrected twice in 2023/s,
  );

  const sentences = async (): Promise<string[]> => page.locator(".voices .sentence").allInnerTexts();
  const address = await page.evaluate(async () => {
    const { items } = (await (await fetch("/api/v1/findings?limit=2000")).json()) as {
      items: { id: string; origins: { name: string; kind: string }[] }[];
    };
    const found = items.find(({ origins }) =>
      origins.some(({ name, kind }) => name === "Ellory Echo" && kind === "publisher"),
    );
    return `/accounts/${found?.id}`;
  });
  await open(address);
  await page.locator(".voices .who", { hasText: "Ellory Echo" }).getByText("fairly reliable").waitFor();
  const told = await sentences();
  const standing = await page.locator("article .row").first().innerText();

  await open("/review/log");
  const logged = page.locator("li", { hasText: "as a source of information: fairly reliable (C)" });
  await logged.getByRole("button", { name: /Undo/ }).click();
  await page.getByText(/taken back by decision/).waitFor();
  await open(address);
  expect(await page.getByText("fairly reliable").count()).toBe(0);
  expect(await sentences()).toEqual(told);
  expect(await page.locator("article .row").first().innerText()).toBe(standing);
});

test("a claim is rated in the reader apart from its source, beside what was decided of it", async () => {
  const { page, open } = reader;
  await open("/documents");
  await page.locator("main a[href^='/documents/']").first().click();
  await settled(page);
  await page.keyboard.press("c");
  const panel = page.locator(".claim-panel");
  expect(await panel.locator("dl").innerText()).toContain("Rests on");
  const form = panel.getByRole("form", { name: "Credibility of this claim" });
  await form.getByLabel("Credibility, whoever says it").selectOption("3");
  await form.getByRole("button", { name: "Rate" }).click();
  await form.getByText("possibly true (3)").waitFor();
  await panel.getByRole("button", { name: "Accept" }).click();
  await panel.getByText("accepted").first().waitFor();
  expect(await form.innerText()).toContain("possibly true (3)");
  await form.getByRole("button", { name: /Undo/ }).click();
  await form.getByText("possibly true (3)").waitFor({ state: "detached" });
  expect(await panel.getByRole("heading").innerText()).toMatch(/accepted/);
});

test("nobody can rate everybody who is not named", async () => {
  const { page, open } = reader;
  await open("/sources?kind=unnamed");
  const nobody = page.locator("li.source", { hasText: "a source that is not named" });
  expect(await nobody.count()).toBeGreaterThan(0);
  expect(await nobody.getByRole("button", { name: /^Rate/ }).count()).toBe(0);
});

test("nothing went wrong", () => {
  expect(reader.wrongs).toEqual([]);
});
