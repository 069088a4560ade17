import { expect, test } from "vitest";
import type { Interval, Overview, Place } from "../api/answers";
import { attentionInWords } from "./attention";
import { bytesInWords, counted, grouped, languageInWords, shareInWords } from "./counts";
import { instantInWords, intervalInWords, publishedInWords } from "./days";
import { titleOf } from "./lines";
import { lastDayIn, monthLabels, monthsBetween } from "./months";
import { degreesInWords, placeInWords, reasonInWords } from "./places";
import { outcomeNamed } from "./things";
import { timeInWords } from "./times";

test("intervals are said as briefly as they can be", () => {
  const check = (earliest: string | null, latest: string | null, words: string): void => {
    const interval: Interval = { earliest, latest };
    expect(intervalInWords(interval)).toBe(words);
  };
  check("2031-05-06", "2031-05-06", "6 May 2031");
  check("2031-05-01", "2031-05-31", "May 2031");
  check("2031-01-01", "2031-12-31", "2031");
  check("1998-01-01", "2003-12-31", "1998–2003");
  check("2031-03-01", "2031-05-31", "March – May 2031");
  check("2030-12-01", "2031-02-28", "December 2030 – February 2031");
  check("2032-02-01", "2032-02-29", "February 2032");
  check("2032-02-01", "2032-02-28", "1–28 February 2032");
  check("2031-05-12", "2031-05-30", "12–30 May 2031");
  check("2031-05-28", "2031-06-03", "28 May – 3 June 2031");
  check("2030-12-30", "2031-01-02", "30 December 2030 – 2 January 2031");
  check(null, "2031-05-06", "6 May 2031 or earlier");
  check("2031-05-06", null, "6 May 2031 or later");
  check(null, null, "no day known");
});

test("an inferred date is never said flatly", () => {
  expect(publishedInWords({ earliest: "2031-05-12", latest: "2031-05-30", basis: "inferred" })).toBe(
    "about 12–30 May 2031",
  );
  expect(publishedInWords({ earliest: "2031-05-12", latest: "2031-05-12", basis: "metadata" })).toBe("12 May 2031");
  expect(publishedInWords({ earliest: "2031-05-24", latest: null, basis: "inferred" })).toBe("24 May 2031 or later");
  expect(publishedInWords(null)).toBe("undated");
});

test("instants keep their zone", () => {
  expect(instantInWords("2031-07-01T08:30:12.5Z")).toBe("1 July 2031, 08:30 UTC");
  expect(instantInWords("2031-07-01T00:30:00+02:00")).toBe("30 June 2031, 22:30 UTC");
});

test("times speak of days, with the clock where one is given, or show their value", () => {
  const time = (type: "DATE" | "TIME" | "DURATION", value: string, day: string | null): string =>
    timeInWords({ type, value, earliest: day, latest: day, start: 0, end: 1 });
  expect(time("DATE", "2031-05-06", "2031-05-06")).toBe("6 May 2031");
  expect(time("TIME", "2031-05-06T14:30", "2031-05-06")).toBe("6 May 2031, 14:30");
  expect(time("DURATION", "P3D", null)).toBe("duration P3D");
  expect(time("DATE", "", null)).toBe("a time that cannot be told");
});

test("counts, shares and sizes", () => {
  expect(grouped(1234567)).toBe("1,234,567");
  expect(counted(1, "document")).toBe("1 document");
  expect(counted(2, "entity", "entities")).toBe("2 entities");
  expect(shareInWords(0.874)).toBe("87 %");
  expect(shareInWords(0.999)).toBe("99 %");
  expect(shareInWords(0.0001)).toBe("1 %");
  expect(shareInWords(1)).toBe("100 %");
  expect(bytesInWords(999)).toBe("999 bytes");
  expect(bytesInWords(3400)).toBe("3.4 kB");
  expect(bytesInWords(12_000_000)).toBe("12 MB");
  expect(languageInWords("de")).toBe("German");
  expect(languageInWords("not a code")).toBe("not a code");
});

test("months without documents are gaps, not left out", () => {
  expect(monthsBetween("2030-11", "2031-02")).toEqual(["2030-11", "2030-12", "2031-01", "2031-02"]);
  expect(monthsBetween("2031-05", "2031-05")).toEqual(["2031-05"]);
  expect(monthsBetween(undefined, undefined)).toEqual([]);
  expect(lastDayIn("2032-02")).toBe("2032-02-29");
});

test("columns of months are named as far as there is room, and never without their year in doubt", () => {
  const winter = ["2030-11", "2030-12", "2031-01", "2031-02"];
  expect(monthLabels(winter, 1)).toEqual(["Nov 30", "Dec", "Jan 31", "Feb"]);
  expect(monthLabels(winter, 2)).toEqual(["Nov 30", "", "Jan 31", ""]);
  expect(monthLabels(winter, 5)).toEqual(["", "", "2031", ""]);
  const named = monthLabels(monthsBetween("2010-10", "2019-11"), 20).filter(Boolean);
  expect(named).toEqual(["2012", "2014", "2016", "2018"]);
});

test("a document without a title is listed under its file's name", () => {
  expect(titleOf({ title: " ", id: "box.zip!letters/one.eml" })).toBe("one.eml");
  expect(titleOf({ title: null, id: "C:\\reports\\a.txt" })).toBe("a.txt");
  expect(titleOf({ title: "Six dead", id: "x" })).toBe("Six dead");
});

test("attention is said gravest first, and not of what did not happen", () => {
  const none: Overview["attention"] = {
    n_failed: 0, n_skipped: 0, n_partial: 0, n_undated: 0, n_date_inferred: 0, n_not_analysed: 0, n_copies: 0,
  }; // prettier-ignore
  expect(attentionInWords(none)).toEqual([]);
  expect(attentionInWords({ ...none, n_copies: 1, n_failed: 2 }).map(({ words }) => words)).toEqual([
    "2 inputs could not be read",
    "1 document repeats an earlier one",
  ]);
  expect(attentionInWords({ ...none, n_copies: 2 })[0]?.words).toBe("2 documents repeat an earlier one");
});

test("outcomes are known by the server's word and by the address's", () => {
  expect(outcomeNamed("already there")).toBe("already-there");
  expect(outcomeNamed("already-there")).toBe("already-there");
  expect(outcomeNamed("lost")).toBeUndefined();
});

test("a place is said with what holds it and what decided for it", () => {
  const erie: Place = {
    latitude: 42.129,
    longitude: -80.083,
    geonames: 5188843,
    name: "Erie",
    kind: "town",
    region: "Pennsylvania",
    country: "United States",
    by: "text",
    n_documents: 2,
    n_located: 2,
  };
  expect(placeInWords(erie)).toBe("Erie, Pennsylvania, United States");
  expect(degreesInWords(erie)).toBe("42.13, -80.08");
  expect(reasonInWords(erie)).toBe("a document says where it lies");
  expect(placeInWords({ ...erie, name: "Herāt", region: "Herat", country: "Afghanistan" })).toBe("Herāt, Afghanistan");
  expect(placeInWords({ ...erie, name: "Ohio", region: "Ohio", kind: "region" })).toBe("Ohio, United States");
  expect(placeInWords({ ...erie, name: "Chad", region: null, country: "Chad", kind: "country" })).toBe("Chad");
  expect(reasonInWords({ ...erie, by: "usual", n_located: 3 })).toBe(
    "what the name usually means; so in 2 of 3 documents",
  );
});
