#!/usr/bin/env node
/**
 * How soon each screen can be used, in Chromium, on a case of any size.
 *
 *     node bench/screens.mjs CASE.clew [PAGE ...]      or, of a case that is served: the address that `clew serve` printed
 *
 * Prints a line for each page: the time from the address being opened until its heading and its answers are drawn and a frame has passed
 * in which nothing more came, median of three, in milliseconds; what was answered in all, in kilobytes; and a mark where it is over the bar. Then how long
 * a frame takes while the network, of as many entities as it draws, is moved. CLEW_BIN and CHROME_PATH say which programs; else what
 * cargo built for release, and what is on PATH.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const { chromium } = createRequire(join(ROOT, "web/package.json"))("playwright-core");

const BAR_MS = 300;
const N_RUNS = 3;
/** Longer than this nobody waits for a screen. */
const LONGEST_MS = 30_000;

const [file, ...asked] = process.argv.slice(2);
if (!file) {
  console.error("usage: node bench/screens.mjs CASE.clew [PAGE ...]");
  process.exit(2);
}

const given = ["serve", file, "--port", "0", "--no-open"];
const server = file.startsWith("http") ? undefined : spawn(program(), given, { stdio: ["ignore", "pipe", "inherit"] });
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox", "--disable-quic"] });
try {
  const address = new URL(server ? await firstLine(server.stdout) : file);
  const page = await openedBy(address);
  const pages = asked.length > 0 ? asked : await allPages(page);
  for (const path of pages) console.log(await line(page, address.origin, path));
  if (pages.some((path) => path.startsWith("/network"))) console.log(await frames(page, address.origin));
} finally {
  await browser.close();
  server?.kill("SIGINT");
}

function program() {
  const target = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");
  const found = [process.env.CLEW_BIN, join(target, "release/clew")].find((place) => place && existsSync(place));
  if (!found) throw new Error("no clew to measure: run `cargo build --release`, or set CLEW_BIN");
  return found;
}

function chromiumPath() {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = (process.env.PATH ?? "").split(":");
  const places = [process.env.CHROME_PATH, ...names.flatMap((name) => folders.map((folder) => join(folder, name)))];
  return places.find((place) => place && existsSync(place));
}

async function firstLine(output) {
  for await (const line of createInterface({ input: output })) return line;
  throw new Error("clew ended before it served the case");
}

/** A page that notes when it can be used. */
async function openedBy(address) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(() => {
    let last = 0;
    const look = () => {
      // Forces that still move a network keep nobody from using it.
      const waits = document.querySelector('[aria-busy="true"]:not(.frame)');
      const isDrawn = document.querySelector("h1") && !document.querySelector("main .late") && !waits;
      if (!isDrawn) last = 0;
      else if (last === 0) last = performance.now();
      // Several frames, for one part may begin to ask when another has its answer.
      else if (performance.now() - last > 80) return void (window.usableAt = last);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(address.href);
  await usable(page);
  return page;
}

async function usable(page) {
  await page.waitForFunction(() => window.usableAt !== undefined, undefined, { timeout: LONGEST_MS });
  return page.evaluate(() => window.usableAt);
}

/** Every screen, those of one thing shown for the thing that is in most documents. */
async function allPages(page) {
  const first = async (path) => page.evaluate(async (path) => (await (await fetch(path)).json()).items?.[0], path);
  const person = await first("/api/v1/entities?type=Person&limit=1");
  const place = await first("/api/v1/entities?type=Place&limit=1");
  const finding = await first("/api/v1/findings?standing=disputed&limit=1");
  const event = await page.evaluate(async () => {
    const { items } = await (await fetch("/api/v1/events?limit=2000")).json();
    return items.toSorted((a, b) => b.n_documents - a.n_documents)[0];
  });
  const one = [
    person && `/entities/${person.id}`,
    place && `/entities/${place.id}`,
    place && `/map?picked=${place.id}`,
    person && `/network?picked=${person.id}`,
    event && `/events/${event.id}`,
    event && `/timeline?event=${event.id}`,
    finding && `/accounts/${finding.id}`,
  ];
  const many = ["/", "/events", "/timeline", "/timeline?of=days", "/map", "/network", "/network?limit=5000"];
  const others = ["/disputes", "/knew", "/sources", "/entities", "/documents", "/documents/1", "/review", "/inputs"];
  return [...many, ...others, "/search?words=police", ...one.filter(Boolean)];
}

async function line(page, origin, path) {
  const runs = [];
  let bytes = 0;
  for (let run = 0; run < N_RUNS; run++) {
    await page.goto(origin + path, { timeout: LONGEST_MS });
    try {
      runs.push(await usable(page));
    } catch {
      runs.push(LONGEST_MS);
    }
    bytes = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .filter(({ name }) => name.includes("/api/"))
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    );
  }
  const median = runs.toSorted((a, b) => a - b)[Math.floor(N_RUNS / 2)];
  const mark = median > BAR_MS ? "  over" : "";
  return `${String(Math.round(median)).padStart(7)} ms ${String(Math.round(bytes / 1000)).padStart(7)} kB  ${path}${mark}`;
}

/** How long a frame takes while the network is moved by key. */
async function frames(page, origin) {
  await page.goto(`${origin}/network?limit=5000`);
  await usable(page);
  await page.getByRole("group", { name: /^Network drawn/ }).focus();
  const taken = page.evaluate(
    () =>
      new Promise((done) => {
        const taken = [];
        let before = performance.now();
        const look = (now) => {
          taken.push(now - before);
          before = now;
          if (taken.length < 120) requestAnimationFrame(look);
          else done(taken.toSorted((a, b) => a - b));
        };
        requestAnimationFrame(look);
      }),
  );
  for (const key of ["+", "+", "ArrowLeft", "ArrowUp", "-", "ArrowRight", "-", "ArrowDown"]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(150);
  }
  const sorted = await taken;
  const drawn = await page.getByRole("status").first().innerText();
  const [median, slow] = [0.5, 0.95].map((share) => Math.round(sorted[Math.floor(share * sorted.length)]));
  return `${String(median).padStart(7)} ms a frame, 95 of 100 under ${slow} ms, while the network is moved: ${drawn}`;
}
