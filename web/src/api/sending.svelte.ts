import { Failure } from "./client";

/** A change on its way to the server: one at a time, and why the last one was not made. */
export class Sending {
  waiting = $state(false);
  failure = $state.raw<Failure>();

  /** Has `sent` done unless another change is still on its way; says whether it was done. */
  async send(sent: () => Promise<unknown>): Promise<boolean> {
    if (this.waiting) return false;
    this.waiting = true;
    this.failure = undefined;
    try {
      await sent();
      return true;
    } catch (error) {
      this.failure = error instanceof Failure ? error : new Failure("broken", String(error));
      return false;
    } finally {
      this.waiting = false;
    }
  }
}
