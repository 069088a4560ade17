import { expect, test } from "vitest";
import { questionAddress } from "../api/client";
import {
  asOfIn,
  documentAddress,
  entityAddress,
  keepingLook,
  pointerIn,
  screenAt,
  withQuery,
  wordsAddress,
} from "./address";

test("each screen has its address", () => {
  expect(screenAt("/")).toEqual({ name: "overview" });
  expect(screenAt("/documents")).toEqual({ name: "documents" });
  expect(screenAt("/documents/12")).toEqual({ name: "document", number: 12 });
  expect(screenAt("/documents/12/")).toEqual({ name: "document", number: 12 });
  expect(screenAt("/documents/1/beside/2")).toEqual({ name: "comparison", first: 1, second: 2 });
  expect(screenAt("/entities/a%2Fb")).toEqual({ name: "entity", id: "a/b" });
  expect(screenAt("/timeline")).toEqual({ name: "timeline" });
  expect(screenAt("/map")).toEqual({ name: "map" });
  expect(screenAt("/network")).toEqual({ name: "network" });
  expect(screenAt("/review")).toEqual({ name: "review" });
  expect(screenAt("/review/log")).toEqual({ name: "log" });
  expect(screenAt("/events")).toEqual({ name: "events" });
  expect(screenAt("/events/x1")).toEqual({ name: "event", id: "x1" });
  expect(screenAt("/accounts")).toEqual({ name: "findings" });
  expect(screenAt("/accounts/x1")).toEqual({ name: "accounts", finding: "x1" });
  for (const name of ["disputes", "knew", "sources"]) expect(screenAt(`/${name}`)).toEqual({ name });
});

test("what names nothing is nowhere", () => {
  for (const path of [
    "/documents/0",
    "/documents/x",
    "/documents/1/2",
    "/documents/1/beside",
    "/inputs/1",
    "/no",
    "/entities/a/b",
    "/network/a",
    "/map/a",
    "/review/queue",
    "/events/a/b",
    "/accounts/a/b",
    "/disputes/1",
    "/knew/1",
    "/sources/1",
  ]) {
    expect(screenAt(path), path).toEqual({ name: "nowhere" });
  }
  expect(screenAt("/entities/%E0")).toEqual({ name: "entity", id: "%E0" });
});

test("an address can point into a text, and only forward", () => {
  expect(documentAddress(3, [120, 180])).toBe("/documents/3#char=120,180");
  expect(pointerIn("#char=120,180")).toEqual({ span: [120, 180] });
  expect(pointerIn(new URL(wordsAddress(3, "50 % 😀 #1"), "http://localhost").hash)).toEqual({ words: "50 % 😀 #1" });
  for (const hash of ["", "#char=5,5", "#char=9,2", "#char=-1,2", "#words=", "#content"]) {
    expect(pointerIn(hash), hash).toBeUndefined();
  }
});

test("queries leave out what is empty", () => {
  expect(withQuery("/documents", { publisher: "A & B", words: "", offset: undefined })).toBe(
    "/documents?publisher=A+%26+B",
  );
  expect(withQuery("/documents", {})).toBe("/documents");
  expect(entityAddress("a/b")).toBe("/entities/a%2Fb");
});

test("questions to the server fill in their names", () => {
  expect(questionAddress("/api/v1/entities/{id}", { path: { id: "a/../b" } })).toBe("/api/v1/entities/a%2F..%2Fb");
  expect(questionAddress("/api/v1/documents", { query: { publisher: "", words: undefined } })).toBe(
    "/api/v1/documents?publisher=",
  );
  expect(questionAddress("/api/v1/search", { query: { words: "a+b", offset: 0 } })).toBe(
    "/api/v1/search?words=a%2Bb&offset=0",
  );
});

/** Where a link leads from somewhere, with what it takes along. */
function kept(address: string, here: string): string {
  const { pathname, search } = keepingLook(new URL(address, "http://localhost"), new URL(here, "http://localhost"));
  return pathname + search;
}

test("the day as of which a case is looked at stays from screen to screen, where a screen knows of it", () => {
  const here = "/disputes?as_of=2031-05-06&words=x";
  expect(kept("/events?type=Die", here)).toBe("/events?type=Die&as_of=2031-05-06");
  expect(kept("/sources?as_of=2031-01-01", here)).toBe("/sources?as_of=2031-01-01");
  expect(kept("/documents/3", here)).toBe("/documents/3");
  expect(kept("/sources", "/disputes?as_of=soon")).toBe("/sources");
  expect(asOfIn(new URLSearchParams("as_of=yesterday"))).toBeUndefined();
});

test("list, timeline, map and network keep the choice of events and the selection, and add nothing of their own", () => {
  const here = "/map?from=2031-05-01&to=2031-05-31&type=Die&picked=a,b&event=e&only=yes&standing=disputed&seen=1,2,3";
  const look = "from=2031-05-01&to=2031-05-31&type=Die&standing=disputed&picked=a%2Cb&event=e&only=yes";
  for (const path of ["/events", "/timeline", "/network"]) expect(kept(path, here)).toBe(`${path}?${look}`);
  expect(kept("/timeline?type=Arrest", "/map?type=Die&words=x")).toBe("/timeline?type=Arrest&words=x");
  expect(kept("/entities", here)).toBe("/entities");
  expect(kept("/map", "/search?words=x")).toBe("/map");
});
