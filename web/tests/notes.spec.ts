/** Notes with words of documents, people who are protected, and the report that tells of both. */
import { expect, test } from "vitest";
import { settled, watchedReader } from "./browser";

const reader = watchedReader("");

/** The number of the document whose title has these words. */
async function documentOf(words: string): Promise<number> {
  return reader.page.evaluate(async (words) => {
    const address = `/api/v1/documents?words=${encodeURIComponent(words)}`;
    return ((await (await fetch(address)).json()) as { items: { number: number }[] }).items[0]?.number ?? 0;
  }, words);
}

/** Selects words in the text that is shown, as a reader does. */
async function selectWords(words: string): Promise<void> {
  await reader.page.evaluate((words) => {
    const walker = document.createTreeWalker(document.querySelector(".text") as Element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = (node.textContent ?? "").indexOf(words);
      if (at >= 0) {
        window.getSelection()?.setBaseAndExtent(node, at, node, at + words.length);
        return;
      }
    }
    throw new Error(`no text holds ${words}`);
  }, words);
}

async function report(query = ""): Promise<string> {
  return reader.page.evaluate(async (query) => (await fetch(`/api/v1/report${query}`)).text(), query);
}

test("selected words are quoted by a key, kept with a note, and lead back to where they stand", async () => {
  const { page } = reader;
  const number = await documentOf("correction");
  await reader.open(`/documents/${number}`);
  await selectWords("was not at the station");
  await page.keyboard.press("q");
  const form = page.getByRole("form", { name: "A note on this document" });
  await form.getByRole("textbox").fill("So who was it?");
  await form.getByRole("button", { name: "Keep" }).click();
  const notes = page.getByRole("region", { name: "Notes" });
  await notes.getByText("So who was it?").waitFor();
  expect(await notes.locator("blockquote").innerText()).toContain("was not at the station");
  await reader.open("/notes");
  await page.locator("blockquote a").first().click();
  await settled(page);
  expect(await page.locator(".target").first().innerText()).toContain("was not at the station");
  expect(reader.wrongs).toEqual([]);
});

test("words dropped on a note are quoted there", async () => {
  const { page } = reader;
  await reader.open(`/documents/${await documentOf("memo")}`);
  const number = Number(new URL(page.url()).pathname.split("/").at(-1));
  const form = page.getByRole("form", { name: "A note on this document" });
  const words = await page.locator(".text p").first().innerText();
  const quote = { document: number, span: null, words: words.split("\n")[0]?.trim() ?? "" };
  const dropped = await page.evaluateHandle((json) => {
    const transfer = new DataTransfer();
    transfer.setData("application/x-clew-quote", json);
    return transfer;
  }, JSON.stringify(quote));
  await form.dispatchEvent("drop", { dataTransfer: dropped });
  expect(await form.getByRole("list", { name: "Words that it quotes" }).innerText()).toContain(quote.words);
  await form.getByRole("button", { name: "Leave it" }).click();
});

test("somebody protected is marked on the screens and named in no report but one that asks for it", async () => {
  const { page } = reader;
  const id = await page.evaluate(
    async () =>
      ((await (await fetch("/api/v1/entities?words=Thora%20Quillan")).json()) as { items: { id: string }[] }).items[0]
        ?.id,
  );
  await reader.open(`/entities/${id}`);
  const form = page.getByRole("form", { name: /^Decide on/ });
  await form.getByRole("combobox").first().selectOption({ label: "is protected" });
  await form.getByPlaceholder("Witness A").fill("Witness A");
  await form.getByRole("button", { name: "Decide" }).click();
  await page.locator(".heading .protected").getByText("called “Witness A”").waitFor();
  const told = await report();
  expect(told).toContain("Witness A");
  expect(told).not.toMatch(/quillan|thora/i);
  expect(await report("?unredacted=true")).toContain("Thora Quillan");
  await reader.open("/notes?unredacted=yes");
  expect(await page.getByRole("status").last().innerText()).toContain("not to be handed on");
  expect(reader.wrongs).toEqual([]);
});

test("a report is a file in each form, about what was chosen", async () => {
  const { page } = reader;
  await reader.open("/notes?format=docx");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Write the report" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("report.docx");
  expect((await report("?format=html")).startsWith("<!doctype html>")).toBe(true);
  expect(await page.evaluate(async () => (await fetch("/api/v1/report?format=pdf")).status)).toBe(400);
});
