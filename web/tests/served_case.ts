/** The real binary, serving a case of the demo's documents and of hostile ones. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { hostileLines } from "./hostile_documents";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** The binary: CLEW_BIN, else what cargo built last. */
export function binary(): string {
  const target = process.env["CARGO_TARGET_DIR"] ?? join(ROOT, "target");
  const places = [process.env["CLEW_BIN"], join(target, "debug/clew"), join(target, "release/clew")];
  const found = places.find((place) => place !== undefined && existsSync(place));
  if (!found) throw new Error("no clew to test: run `cargo build`, or set CLEW_BIN");
  return found;
}

/** A case that is being served. */
export interface ServedCase {
  /** The address printed, token and all. */
  address: string;
  origin: string;
  token: string;
  /** The case file. */
  file: string;
  stop(): Promise<void>;
}

/** The demo's documents. */
export const DEMO = join(ROOT, "examples/case");

/** Makes a case in a folder of its own, of the demo's documents and some more lines, and serves it on a free port. */
export function serveCase(lines: string = hostileLines()): Promise<ServedCase> {
  return serve((run, file) => {
    run(["add", file, "examples/case"]);
    if (lines !== "") run(["add", file, "--from", "jsonl"], lines);
  });
}

/** Serves a new case, that nothing was added to. */
export function serveEmptyCase(): Promise<ServedCase> {
  return serve((run, file) => void run(["new", file]));
}

type Run = (given: string[], input?: string) => Buffer;

async function serve(make: (run: Run, file: string) => void): Promise<ServedCase> {
  const folder = mkdtempSync(join(tmpdir(), "clew-screens-"));
  const file = join(folder, "port-ellory.clew");
  const clew = binary();
  make((given, input = "") => execFileSync(clew, given, { cwd: ROOT, input, stdio: "pipe" }), file);
  const server = spawn(clew, ["serve", file, "--port", "0", "--no-open"], { stdio: ["ignore", "pipe", "inherit"] });
  const address = await firstLine(server);
  const { origin, searchParams } = new URL(address);
  return {
    address,
    origin,
    token: searchParams.get("token") ?? "",
    file,
    stop: async () => {
      const ended = new Promise((end) => server.once("exit", end));
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

async function firstLine(server: ChildProcess): Promise<string> {
  if (!server.stdout) throw new Error("the server has no output");
  for await (const line of createInterface({ input: server.stdout })) return line;
  throw new Error("clew ended before it served the case");
}
