/** The only place that asks the server. */
import type { Answer, Asked, Changed, ChangingPath, Path, Told } from "./answers";

/** The server did not answer the question: why, and what to do. */
export class Failure extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/** The address of a question: names put into its path, its query behind it; fields without a value are left out. */
export function questionAddress<P extends Path>(path: P, asked: Asked<P>): string {
  const filled = withNames(path, (asked.path ?? {}) as Record<string, unknown>);
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked.query ?? {})) {
    if (value !== undefined && value !== null) query.set(name, String(value));
  }
  return query.size > 0 ? `${filled}?${query}` : filled;
}

function withNames(path: string, names: Record<string, unknown>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(names[name])));
}

/** Asks the server; throws {@link Failure} where it does not answer. */
export async function get<P extends Path>(path: P, asked: Asked<P>, signal: AbortSignal): Promise<Answer<P>> {
  const response = await reach(questionAddress(path, asked), { signal, headers: { accept: "application/json" } });
  if (!response.ok) throw await failureIn(response);
  return (await response.json()) as Answer<P>;
}

/** Has the server change the case; throws {@link Failure} where it does not. */
export async function change<P extends ChangingPath>(path: P, told: Told<P>): Promise<Changed<P>> {
  const headers = { accept: "application/json", "content-type": "application/json" };
  const address = withNames(path, (told.path ?? {}) as Record<string, unknown>);
  const response = await reach(address, { method: "POST", headers, body: JSON.stringify(told.body) });
  if (!response.ok) throw await failureIn(response);
  return (await response.json()) as Changed<P>;
}

/** Hands the bytes of a file over; throws {@link Failure} where they are not taken. */
export async function handOver(address: string, bytes: Blob, signal: AbortSignal): Promise<void> {
  const headers = { accept: "application/json", "content-type": "application/octet-stream" };
  const response = await reach(address, { method: "POST", headers, body: bytes, signal });
  if (!response.ok) throw await failureIn(response);
}

async function reach(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request);
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw new Failure(
      "unreachable",
      "clew does not answer.",
      "Is it still serving the case? Start it again and open the address it prints.",
    );
  }
}

async function failureIn(response: Response): Promise<Failure> {
  try {
    const { error } = (await response.json()) as { error: { code: string; message: string; hint?: string } };
    return new Failure(error.code, error.message, error.hint);
  } catch {
    return new Failure("unreadable", `clew answered with status ${response.status}.`);
  }
}
