/** Every route against forged names, origins and tokens; asking changes nothing. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serveCase, type ServedCase } from "./served_case";

let served: ServedCase;

beforeAll(async () => {
  served = await serveCase();
});
afterAll(() => served?.stop());

interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Sends a request with exactly these headers. */
function send(method: string, path: string, headers: Record<string, string>): Promise<Answered> {
  const { hostname, port } = new URL(served.origin);
  return new Promise((answered, failed) => {
    const sent = request({ hostname, port, method, path, headers, setHost: false }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
      response.on("end", () => answered({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on("error", failed).end();
  });
}

const api = JSON.parse(readFileSync(new URL("../openapi.json", import.meta.url), "utf8")) as {
  paths: Record<string, Record<string, unknown>>;
};
/** What an action has to be asked with. */
const QUERIES: Record<string, string> = {
  search: "?words=water",
  claims: "?words=water",
  between: "?one=1&other=2",
  path: "?from=1&to=2",
};
const actions = Object.entries(api.paths).map(([path, methods]) => ({
  route: path.replaceAll(/\{\w+\}/g, "1") + (QUERIES[path.split("/").at(-1) ?? ""] ?? ""),
  changes: "post" in methods,
  reads: "get" in methods,
}));
const others = ["/", "/documents", "/documents/1", "/clew.svg", "/appearance.js", "/api/v1/nothing"];
const routes = [...actions, ...others.map((route) => ({ route, changes: false, reads: true }))];
const host = (): string => new URL(served.origin).host;
const bearer = (): string => `Bearer ${served.token}`;

describe.each(routes)("$route", ({ route, changes, reads }) => {
  test("answers who has the token", async () => {
    const { status } = await send("GET", route, { host: host(), authorization: bearer() });
    expect(reads ? [200, 404] : [405]).toContain(status);
  });

  test("refuses without the token, or with another", async () => {
    const close = bearer().slice(0, -1) + (bearer().endsWith("0") ? "1" : "0");
    const tries: Record<string, string>[] = [
      {},
      { authorization: close },
      { cookie: `clew-${new URL(served.origin).port}=x` },
    ];
    for (const headers of tries) {
      const { status, body } = await send("GET", route, { host: host(), ...headers });
      expect(status).toBe(401);
      expect(body).not.toContain("Ellory");
    }
  });

  test("refuses another name and another origin", async () => {
    for (const name of [
      "attacker.example",
      `attacker.example:${new URL(served.origin).port}`,
      "127.0.0.1",
      "0.0.0.0:80",
    ]) {
      expect((await send("GET", route, { host: name, authorization: bearer() })).status, name).toBe(421);
    }
    for (const origin of [
      "http://attacker.example",
      "null",
      served.origin.replace("http:", "https:"),
      `${served.origin}0`,
    ]) {
      expect((await send("GET", route, { host: host(), origin, authorization: bearer() })).status, origin).toBe(403);
    }
  });

  test("is not changed by any other method, nor but by our own page", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      expect((await send(method, route, { host: host(), authorization: bearer() })).status, method).toBe(403);
      if (changes && method === "POST") continue;
      const own = await send(method, route, { host: host(), origin: served.origin, authorization: bearer() });
      expect([404, 405], method).toContain(own.status);
    }
  });

  test("carries the security headers, refused or not", async () => {
    const tries: Record<string, string>[] = [{ host: host(), authorization: bearer() }, { host: host() }];
    for (const headers of tries) {
      const answered = await send("GET", route, headers);
      expect(answered.headers["content-security-policy"]).toMatch(/^default-src 'none';/);
      expect(answered.headers["x-content-type-options"]).toBe("nosniff");
      expect(answered.headers["referrer-policy"]).toBe("no-referrer");
      expect(answered.headers["access-control-allow-origin"]).toBeUndefined();
    }
  });
});

test("asking every route leaves the case file as it was", async () => {
  const hash = (): string => createHash("sha256").update(readFileSync(served.file)).digest("hex");
  const before = hash();
  for (const { route } of routes) await send("GET", route, { host: host(), authorization: bearer() });
  expect(hash()).toBe(before);
});

test("an original is a file to keep, whatever it holds", async () => {
  const { headers } = await send("GET", "/api/v1/documents/1/original", { host: host(), authorization: bearer() });
  expect(headers["content-type"]).toBe("application/octet-stream");
  expect(headers["content-disposition"]).toMatch(/^attachment; filename="/);
  expect(headers["content-security-policy"]).toContain("sandbox");
});
