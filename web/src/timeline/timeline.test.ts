import { expect, test } from "vitest";
import type { Interval } from "../api/answers";
import { dayNumber, isoDay, moved, stretchOf, wholeDays, windowAround, zoomed, zoomedAt } from "./days";
import { columnOf, laidOut, unitFor } from "./layout";
import { ticks } from "./ticks";

const day = (iso: string): number => dayNumber(iso) ?? Number.NaN;
const stretch = (from: string, to: string): { start: number; end: number } => ({ start: day(from), end: day(to) + 1 });

test("days are numbers and back, before 1970 too", () => {
  for (const iso of ["1970-01-01", "1969-12-31", "0001-01-01", "2032-02-29", "9999-12-31"])
    expect(isoDay(day(iso))).toBe(iso);
  expect(dayNumber("")).toBeUndefined();
  expect(dayNumber("soon")).toBeUndefined();
  expect(isoDay(99_999_999)).toBe("9999-12-31");
});

test("columns are calendar units; weeks begin on Monday", () => {
  const check = (iso: string, unit: "day" | "week" | "month" | "year", from: string, to: string): void => {
    expect(columnOf(day(iso), unit), `${iso} ${unit}`).toEqual(stretch(from, to));
  };
  check("2031-05-06", "day", "2031-05-06", "2031-05-06");
  check("2031-05-06", "week", "2031-05-05", "2031-05-11"); // a Tuesday
  check("1969-12-29", "week", "1969-12-29", "1970-01-04"); // a Monday
  check("2032-02-29", "month", "2032-02-01", "2032-02-29");
  check("2031-12-31", "month", "2031-12-01", "2031-12-31");
  check("2031-05-06", "year", "2031-01-01", "2031-12-31");
});

test("the unit follows the window", () => {
  expect([60, 365, 1500, 9000].map(unitFor)).toEqual(["day", "week", "month", "year"]);
});

test("days are counted, longer stretches are bars that do not cover each other", () => {
  const intervals: Interval[] = [
    { earliest: "2031-05-06", latest: "2031-05-06" },
    { earliest: "2031-05-06", latest: "2031-05-06" },
    { earliest: "2031-05-01", latest: "2031-05-31" },
    { earliest: "2031-05-05", latest: "2031-05-11" },
    { earliest: "2031-05-05", latest: "2031-05-11" },
    { earliest: "2031-06-01", latest: null },
  ];
  const { columns, bars, nRows } = laidOut(intervals, (interval) => interval, stretch("2031-05-01", "2031-06-15"));
  expect(columns.map(({ start, items }) => [isoDay(start), items.length])).toEqual([["2031-05-06", 2]]);
  expect(bars.map(({ row, items, interval }) => [interval.earliest, row, items.length])).toEqual([
    ["2031-05-01", 0, 1],
    ["2031-05-05", 1, 2],
    ["2031-06-01", 0, 1],
  ]);
  expect(nRows).toBe(2);
});

test("a month is a bar among days, and a count among years", () => {
  const may: Interval[] = [{ earliest: "2031-05-01", latest: "2031-05-31" }];
  const happened = (interval: Interval): Interval => interval;
  expect(laidOut(may, happened, stretch("2031-04-01", "2031-06-30")).bars).toHaveLength(1);
  expect(laidOut(may, happened, stretch("2001-01-01", "2031-12-31")).columns).toHaveLength(1);
});

test("open ends reach the edge of the window", () => {
  const window = stretch("2031-05-01", "2031-05-31");
  expect(stretchOf({ earliest: null, latest: "2031-05-10" }, window)).toEqual(stretch("2031-05-01", "2031-05-10"));
  expect(stretchOf({ earliest: "2031-05-10", latest: null }, window)).toEqual(stretch("2031-05-10", "2031-05-31"));
});

test("windows move and zoom, and never close", () => {
  expect(zoomed({ start: 0, end: 100 }, 0.5)).toEqual({ start: 25, end: 75 });
  expect(zoomed({ start: 0, end: 8 }, 0.01)).toEqual({ start: 4, end: 5 });
  expect(zoomedAt({ start: 0, end: 100 }, 2, 20)).toEqual({ start: 10, end: 60 });
  expect(wholeDays({ start: 3.6, end: 3.9 })).toEqual({ start: 4, end: 5 });
  expect(moved({ start: 0, end: 100 }, -0.25)).toEqual({ start: -25, end: 75 });
  expect(windowAround({ start: 0, end: 1 })).toEqual({ start: -7, end: 8 });
});

test("ticks are round days in few words", () => {
  expect(ticks(stretch("2030-11-15", "2031-03-15"), 500).map(({ words }) => words)).toEqual([
    "Dec 2030",
    "2031",
    "Feb",
    "Mar",
  ]);
  expect(ticks(stretch("2031-05-04", "2031-05-07"), 400).map(({ words }) => words)[1]).toBe("5 May");
});
