/** Adding files to the case, from whichever screen: handing them over, and how far their reading is. */
import type { Adding as Standing } from "../api/answers";
import { caseChanged } from "../api/asking.svelte";
import { change, Failure, get, handOver } from "../api/client";
import { Sending } from "../api/sending.svelte";
import type { Picked } from "./picked";

/** How often a run is asked how far it is, in milliseconds. */
const OFTEN = 400;
/** Files on their way at a time: as many connections as browsers open to one server, but two for the screens. */
const AT_ONCE = 4;

/** Files on their way to the server. */
export interface HandingOver {
  nFiles: number;
  nDone: number;
  nBytes: number;
  nBytesDone: number;
}

class Adding extends Sending {
  /** How things stand on the server; undefined until it was asked. */
  standing = $state.raw<Standing>();
  /** The files that are on their way. */
  handing = $state.raw<HandingOver>();
  /** Whether a run ended while this page was open, and nobody has put its figures away. */
  isNews = $state(false);
  #stop: AbortController | undefined;
  /** What was wished for last: done before more is given. */
  #wished: Promise<unknown> = Promise.resolve();
  #isWatched = false;

  /** Whether anything is on its way, read or drawn. */
  get isBusy(): boolean {
    return this.handing !== undefined || (this.standing?.is_running ?? false);
  }

  /** Whether there is something to say of it: it goes on, it ended just now, or something is left to do. */
  get isOfNote(): boolean {
    const { standing } = this;
    return this.isBusy || this.isNews || (standing !== undefined && (standing.n_waiting > 0 || !standing.is_complete));
  }

  /** Asks how things stand; while a run goes on, again and again. */
  async look(): Promise<void> {
    if (this.#isWatched) return;
    this.#isWatched = true;
    try {
      await this.#ask();
      while (this.standing?.is_running) {
        await new Promise((over) => setTimeout(over, OFTEN));
        await this.#ask();
        if (!this.standing.is_running) {
          this.isNews = true;
          caseChanged();
        }
      }
    } catch (error) {
      this.failure = error instanceof Failure ? error : new Failure("broken", String(error));
    } finally {
      this.#isWatched = false;
    }
  }

  /** Hands files over, then has them read. */
  async give(picked: readonly Picked[]): Promise<void> {
    await this.#wished;
    if (this.isBusy || picked.length === 0) return;
    const stop = new AbortController();
    this.#stop = stop;
    this.handing = handing(picked);
    const done = await this.send(async () => {
      const files = picked.map(({ path, file }) => ({
        path,
        n_bytes: file?.size ?? 0,
        modified_at_ms: file?.lastModified ?? 0,
      }));
      const { numbers } = await change("/api/v1/adding/files", { body: { files } });
      const wanted = picked.flatMap(({ file }, nth) => {
        const number = numbers[nth];
        return file && number != null ? [{ file, number }] : [];
      });
      this.handing = handing(wanted);
      await this.#handOverAll(wanted, stop);
    });
    this.handing = undefined;
    if (done && !stop.signal.aborted) await this.wish("go-on");
    else await this.look();
  }

  /** Stops handing over, or the run; what is not read waits. */
  stop(): void {
    if (this.handing) this.#stop?.abort();
    else void this.wish("stop");
  }

  /** Has what waits read or discarded, or a run stopped. */
  async wish(wish: "go-on" | "stop" | "discard"): Promise<void> {
    this.isNews = false;
    const wished = this.send(async () => {
      this.standing = await change("/api/v1/adding", { body: { wish } });
    });
    this.#wished = wished;
    await wished;
    await this.look();
  }

  async #handOverAll(wanted: readonly { file: File; number: number }[], stop: AbortController): Promise<void> {
    const left = wanted.values();
    const one = async (): Promise<void> => {
      for (const { file, number } of left) {
        if (stop.signal.aborted) return;
        await this.#handOver(file, number, stop);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
  }

  async #handOver(file: File, number: number, stop: AbortController): Promise<void> {
    try {
      await handOver(`/api/v1/adding/files/${number}`, file, stop.signal);
    } catch (error) {
      if (stop.signal.aborted) return;
      // A file that cannot be read any more looks as if the server did not answer: it tells whether it does.
      const isOfFile = error instanceof Failure && ["unreachable", "bad-question"].includes(error.code);
      if (!isOfFile) stop.abort();
      if (!isOfFile) throw error;
      await this.#ask();
    }
    const { nFiles, nDone, nBytes, nBytesDone } = this.handing ?? handing([]);
    this.handing = { nFiles, nDone: nDone + 1, nBytes, nBytesDone: nBytesDone + file.size };
  }

  async #ask(): Promise<void> {
    this.standing = await get("/api/v1/adding", {}, new AbortController().signal);
  }
}

function handing(files: readonly { file: File | undefined }[]): HandingOver {
  const nBytes = files.reduce((sum, { file }) => sum + (file?.size ?? 0), 0);
  return { nFiles: files.length, nDone: 0, nBytes, nBytesDone: 0 };
}

export const adding = new Adding();
