/** The system's Chromium, and pages that watch for what must never happen on a screen of clew's. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { serveCase, serveEmptyCase, type ServedCase } from "./served_case";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** CHROME_PATH, else the first of the usual names on PATH. */
function chromiumPath(): string {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const places = [
    process.env["CHROME_PATH"] ?? "",
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
  ];
  const found = places.find((place) => place !== "" && isProgram(place));
  if (!found) throw new Error("no Chromium on PATH: install chromium, or set CHROME_PATH");
  return found;
}

function isProgram(place: string): boolean {
  try {
    accessSync(place, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts Chromium without its own chatter; root has no sandbox to use. */
export async function openBrowser(): Promise<Browser> {
  const quiet = [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  const args = process.getuid?.() === 0 ? [...quiet, "--no-sandbox"] : quiet;
  return chromium.launch({ executablePath: chromiumPath(), args });
}

/** A page on the served case, and all that went wrong on it so far. */
export interface Watched {
  page: Page;
  wrongs: string[];
  /** Opens a screen and waits until its heading and its answers are there. */
  open(path: string): Promise<void>;
}

/** Opens the case as its reader does, by the printed address. */
export async function watchedPage(
  browser: Browser,
  served: ServedCase,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const wrongs: string[] = [];
  page.on("console", (message) => {
    // A browser without a graphics card says so whenever it is asked what was drawn at a point.
    if (message.text().includes("GPU stall due to ReadPixels")) return;
    if (["error", "warning"].includes(message.type())) wrongs.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => wrongs.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    wrongs.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(`${served.origin}/`)) wrongs.push(`request: ${request.url()}`);
  });
  await page.exposeFunction("hurt", () => wrongs.push("a document's words were run as a script"));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  await page.goto(served.address);
  const open = async (path: string): Promise<void> => {
    await page.goto(served.origin + path);
    await settled(page);
  };
  await settled(page);
  return { page, wrongs, open };
}

/** The reader of all tests of a file: a page on a case that is served for them alone. */
export interface Reader extends Watched {
  served: ServedCase;
  /** Another page on the same case, in a window of its own. */
  another(options?: BrowserContextOptions): Promise<Watched>;
}

/** Serves a case of the demo's documents and `lines` while a file's tests run; filled in before the first of them. */
export function watchedReader(lines?: string): Reader {
  return readerOf(() => serveCase(lines));
}

/** The same, of a case that nothing was added to. */
export function watchedBeginner(): Reader {
  return readerOf(serveEmptyCase);
}

function readerOf(serve: () => Promise<ServedCase>): Reader {
  const reader = {} as Reader;
  let served: ServedCase;
  let browser: Browser;
  beforeAll(async () => {
    served = await serve();
    browser = await openBrowser();
    const another = (options?: BrowserContextOptions): Promise<Watched> => watchedPage(browser, served, options);
    Object.assign(reader, await another(), { served, another });
  });
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
  });
  return reader;
}

/** Waits until the screen is drawn and waits for no answer. */
export async function settled(page: Page): Promise<void> {
  await page.locator("h1").waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
}
