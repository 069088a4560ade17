import { expect, test } from "vitest";
import { event } from "../picture/made_up";
import { dayNumber } from "./days";
import { clockOf, dayKnown, eventRows } from "./rows";
import { ticks } from "./ticks";

const MAY = { start: dayNumber("2031-05-01") ?? 0, end: dayNumber("2031-06-01") ?? 0 };
const named = ({ name }: { name: string }): string => name;

test("events that many documents tell of are drawn first, with their names; those without room are counted", () => {
  const events = [1, 2, 3].map((n) => event(`e${n}`, "2031-05-06", { name: `event ${n}`, n_documents: n }));
  const { drawn, nRows, nLeftOut } = eventRows(events, named, MAY, 620, 2);
  expect(drawn.map(({ event: { id }, row, name }) => [id, row, name])).toEqual([
    ["e3", 0, "event 3"],
    ["e2", 1, "event 2"],
  ]);
  expect([nRows, nLeftOut]).toEqual([2, 1]);
});

test("in one row nothing covers anything, names included", () => {
  const events = Array.from({ length: 60 }, (_, nth) =>
    event(`e${nth}`, `2031-05-${String((nth % 28) + 1).padStart(2, "0")}`, { name: "a name of some length" }),
  );
  const { drawn } = eventRows(events, named, MAY, 900, 12);
  const boxes = drawn.map(({ left, right, row, name, nameAt }) => ({
    row,
    from: name ? Math.min(left, nameAt) : left,
    to: name ? Math.max(right, nameAt + 6.5 * name.length) : right,
  }));
  for (const [nth, one] of boxes.entries()) {
    for (const other of boxes.slice(nth + 1).filter(({ row }) => row === one.row)) {
      expect(one.to <= other.from || other.to <= one.from).toBe(true);
    }
  }
});

test("a name stands before a mark at the edge, and inside one that is longer than it", () => {
  const late = eventRows([event("late", "2031-05-31", { name: "at the very end" })], named, MAY, 620, 3).drawn[0];
  expect((late?.nameAt ?? 620) < (late?.left ?? 0)).toBe(true);
  const long = event("long", null, { name: "long", time: { earliest: "2031-04-01", latest: null } });
  expect(eventRows([long], named, MAY, 620, 3).drawn[0]).toMatchObject({ left: 0, right: 620, nameAt: 6 });
});

test("what nobody dated, and what lies elsewhere, is not drawn and not missed", () => {
  const events = [event("never", null), event("before", "2031-04-30"), event("after", "2031-06-01")];
  expect(eventRows(events, named, MAY, 620, 3)).toEqual({ drawn: [], nRows: 0, nLeftOut: 0 });
});

test("it is told how surely a day is known", () => {
  expect(dayKnown(event("e", "2031-05-06"))).toBe("day");
  expect(dayKnown({ time: { earliest: "2031-05-06", latest: "2031-05-08" } })).toBe("days");
  expect(dayKnown({ time: { earliest: null, latest: "2031-05-08" } })).toBe("open");
});

test("a clock is read from an expression of time, where it names one", () => {
  expect(clockOf("2031-05-06T12:00")).toBe(0.5);
  expect(clockOf("2031-05-06T06")).toBe(0.25);
  for (const value of ["2031-05-06", "2031-05-06TMO", "2031-05-06T24:00", "PT3H"])
    expect(clockOf(value)).toBe(undefined);
});

test("a window of a few days has its hours on the axis", () => {
  const day = { start: MAY.start + 5, end: MAY.start + 6 };
  expect(ticks(day, 500).map(({ words }) => words)).toEqual(["6 May 2031", "06:00", "12:00", "18:00", "7 May"]);
});
