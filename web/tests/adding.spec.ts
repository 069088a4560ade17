/** An empty case, and what a reporter puts into it in the browser. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { settled, watchedBeginner } from "./browser";
import { binary, DEMO } from "./served_case";

const reader = watchedBeginner();
const folder = mkdtempSync(join(tmpdir(), "clew-adding-"));
afterAll(() => rmSync(folder, { recursive: true }));

const group = (name: string): Locator => reader.page.getByRole("group", { name });
const folderField = (): Locator => reader.page.getByLabel("Folder to add");
const isRead = (): Promise<void> => group("What was read").getByRole("status").waitFor({ timeout: 60_000 });

/** What the program says of the inputs of a case: each with its outcome. */
function inputs(file: string): string[] {
  const status = execFileSync(binary(), ["status", file, "--json"], { encoding: "utf8" });
  const records = status
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { record: string; id: string; outcome: string });
  return records
    .filter(({ record }) => record === "input")
    .map(({ id, outcome }) => `${id} ${outcome}`)
    .toSorted();
}

function written(files: Record<string, string>): string {
  const made = mkdtempSync(join(folder, "given-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(made, "letters", name)), { recursive: true });
    writeFileSync(join(made, "letters", name), text);
  }
  return join(made, "letters");
}

test("an empty case says how to begin, and a folder that is chosen becomes the case", async () => {
  const { page, open, served } = reader;
  await open("/");
  expect(await page.locator("main").innerText()).toMatch(/The case is empty.*Drop a folder or files/s);
  expect(await page.getByRole("button", { name: "Choose a folder" }).isEnabled()).toBe(true);
  await folderField().setInputFiles(DEMO);
  await isRead();
  const said = await group("What was read").innerText();
  const [, nDone, nInputs] = /^Read and drawn in .*: (\d+) of (\d+) inputs done/.exec(said) ?? [];
  expect(Number(nDone)).toBeGreaterThan(20);
  expect(nDone).toBe(nInputs);
  expect(said).toMatch(/● \d+ documents added/);
  expect(said).toMatch(/Slowest: case\//);
  await page.getByRole("region", { name: "Main events" }).waitFor(); // the overview is told anew by itself
  await settled(page);

  const added = join(folder, "added.clew");
  execFileSync(binary(), ["add", added, "case"], { cwd: dirname(DEMO), stdio: "pipe" });
  expect(inputs(served.file)).toEqual(inputs(added));
  expect(existsSync(`${served.file}-spool`)).toBe(false);
  await page.getByRole("button", { name: "Put this away" }).click();
  expect(await group("What was read").count()).toBe(0);
});

test("more is added on the inputs screen, and every outcome of it is counted and led to", async () => {
  const { page, open } = reader;
  await open("/inputs");
  const given = written({
    "a.txt": "Thora Quillan closed the well in May, Osric Bayle said.",
    "empty.txt": "",
    "broken.pdf": "%PDF-1.7\nnothing of the sort",
    ".hidden": "x",
    '"><img src=x onerror=hurt()>.txt': "The well was open on Monday, Osric Bayle said.",
  });
  await folderField().setInputFiles(given);
  await isRead();
  const said = await group("What was read").innerText();
  for (const words of ["● 2 documents added", "– 2 skipped", "✕ 1 failed", "5 of 5 inputs done"]) {
    expect(said).toContain(words);
  }
  await settled(page);
  expect(await page.locator("ul.lines").innerText()).toContain("onerror=hurt()");
  await group("What was read").getByRole("link", { name: "1 failed" }).click();
  await page.waitForURL("**/inputs?outcome=failed");
  await settled(page);
  expect(await page.locator("ul.lines").innerText()).toContain("letters/broken.pdf");
});

test("files dropped on the page are added; words that are dropped are not", async () => {
  const { page, open } = reader;
  await open("/inputs");
  await page.evaluate(() => {
    const words = new DataTransfer();
    words.setData("text/plain", "the well");
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: words, bubbles: true, cancelable: true }));
    const files = new DataTransfer();
    files.items.add(new File(["The well was closed in June, Thora Quillan said."], "dropped.txt"));
    const drop = new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true });
    window.dispatchEvent(drop);
    if (!drop.defaultPrevented) throw new Error("the browser would open the file");
  });
  await isRead();
  expect(await group("What was read").innerText()).toContain("1 of 1 input done");
  await page.getByRole("link", { name: "dropped.txt" }).waitFor();
});

test("reading is stopped, what is not read waits over a reload, and goes on or is left out", async () => {
  const { page, open } = reader;
  await open("/inputs");
  const many = Object.fromEntries(
    Array.from({ length: 400 }, (_, nth) => [
      `${nth}.txt`,
      `Gauge ${nth} above the well was dry on Tuesday, Thora Quillan said. She had been told of it by the water board in May.`,
    ]),
  );
  await folderField().setInputFiles(written(many));
  await group("Reading").waitFor();
  await page.getByRole("link", { name: "Documents", exact: true }).click(); // other screens answer meanwhile
  await settled(page);
  expect(await page.locator("[data-line]").count()).toBeGreaterThan(10);
  expect(await page.getByRole("navigation", { name: "Screens" }).innerText()).toContain("adding");
  await page.getByRole("link", { name: "Inputs", exact: true }).click();
  await group("Reading").getByRole("button", { name: "Stop" }).click();
  await group("What waits").waitFor({ timeout: 60_000 });
  await page.reload();
  await settled(page);
  const waiting = await group("What waits").innerText();
  expect(waiting).toMatch(/^\d+ files wait to be read\./);
  expect(await group("What was read").innerText()).toMatch(/^Stopped after/);
  expect(existsSync(`${reader.served.file}-spool`)).toBe(true);
  await group("What waits").getByRole("button", { name: "Go on" }).click();
  await group("Reading").getByRole("button", { name: "Stop" }).click();
  await group("What waits").waitFor({ timeout: 60_000 });
  await group("What waits").getByRole("button", { name: "Leave them out" }).click();
  await group("What waits").getByText("Not all that was read is in the picture").waitFor();
  expect(existsSync(`${reader.served.file}-spool`)).toBe(false);
  await group("What waits").getByRole("button", { name: "Draw it" }).click();
  await group("What waits").waitFor({ state: "detached", timeout: 60_000 });
});

test("none of this broke the policy, asked another server, or failed", () => {
  expect(reader.wrongs).toEqual([]);
});
