import { expect, test } from "vitest";
import type { PlaceLine } from "../api/answers";
import { at, fitted, frameIn, frameInWords, middle, moved, onScreen, whole, zoomed } from "./frame";
import { drawn, locatedOf, marksOf, nameOf, radiusOf, stepOf, usualPoints, type Located } from "./marks";

const SIZE = { width: 800, height: 500 };

function place(name: string, latitude: number, longitude: number, nEvents = 1): Located {
  const location = {
    latitude,
    longitude,
    geonames: 1,
    name,
    kind: "town" as const,
    region: null,
    country: "Somewhere",
    by: "only" as const,
    n_documents: 1,
    n_located: 1,
  };
  return { id: name, name, n_documents: 1, location, n_events: nEvents, n_claims: nEvents, n_disputed: 0 };
}

test("places lie where they lie: west is left, north is up", () => {
  const [lima, oslo] = [at({ latitude: -12, longitude: -77 }), at({ latitude: 60, longitude: 11 })];
  expect(lima.x).toBeLessThan(oslo.x);
  expect(lima.y).toBeGreaterThan(oslo.y);
  expect(at({ latitude: 0, longitude: 0 })).toEqual({ x: 500, y: 500 });
  expect(Number.isFinite(at({ latitude: 90, longitude: 0 }).y)).toBe(true);
});

test("a point stays under the pointer as one comes closer, and the world cannot be lost", () => {
  const frame = whole(SIZE);
  const point = { x: 200, y: 130 };
  const under = { x: (point.x - frame.x) / frame.scale, y: (point.y - frame.y) / frame.scale };
  const closer = onScreen(under, zoomed(frame, 3, point, SIZE));
  expect(closer.x).toBeCloseTo(200);
  expect(closer.y).toBeCloseTo(130);
  const lost = moved(frame, 1e6, -1e6, SIZE);
  expect(onScreen({ x: 0, y: 1000 }, lost)).toEqual(middle(SIZE));
  expect(zoomed(frame, 1e-9, point, SIZE).scale).toBeCloseTo(0.9 * frame.scale);
});

test("a frame shows all it is fitted around, one place with its country, nothing with the world", () => {
  const points = [at({ latitude: 40, longitude: -74 }), at({ latitude: 34, longitude: -118 })];
  const frame = fitted(points, SIZE);
  for (const { x, y } of points.map((point) => onScreen(point, frame))) {
    expect(x > 40 && x < 760 && y > 40 && y < 460).toBe(true);
  }
  expect(fitted(points.slice(0, 1), SIZE).scale).toBeCloseTo(14);
  expect(fitted([], SIZE)).toEqual(whole(SIZE));
});

test("a frame survives its words, whatever the screen's size, and words that name none are none", () => {
  const frame = fitted([at({ latitude: 14.6, longitude: -90.5 })], SIZE);
  const again = frameIn(frameInWords(frame, SIZE), SIZE);
  expect(again?.scale).toBeCloseTo(frame.scale);
  expect(again?.x).toBeCloseTo(frame.x, 0);
  const onPhone = frameIn(frameInWords(frame, SIZE), { width: 300, height: 300 });
  expect(onScreen(at({ latitude: 14.6, longitude: -90.5 }), onPhone ?? frame).x).toBeCloseTo(150, 0);
  for (const words of [null, "", "1,2", "1,2,x", "1,2,-3", "1,2,3,4"])
    expect(frameIn(words, SIZE), words ?? "").toBe(undefined);
});

test("close places stand as one until one comes closer, and no event is lost", () => {
  const places = [place("Aberd", 57.1, -2.1, 40), place("Brae", 57.2, -2.2, 9), place("Cove", 40, 30, 5)];
  const far = marksOf(places, 1);
  expect(far.map(nameOf)).toEqual(["Aberd and 1 more", "Cove"]);
  expect(far.map(({ nEvents }) => nEvents)).toEqual([49, 5]);
  expect(far[0]?.point).toEqual(at({ latitude: 57.1, longitude: -2.1 }));
  expect(marksOf(places, 500)).toHaveLength(3);
});

test("marks that grow by what joins them take in what they then cover", () => {
  const row = Array.from({ length: 40 }, (_, nth) => place(`p${nth}`, 10, nth * 0.8, 60 - nth));
  const marks = marksOf(row, 2);
  for (const one of marks) {
    for (const other of marks.filter((mark) => mark !== one)) {
      const apart = 2 * Math.hypot(one.point.x - other.point.x, one.point.y - other.point.y);
      expect(apart).toBeGreaterThanOrEqual(0.8 * (one.radius + other.radius));
    }
  }
  expect(marks.reduce((sum, { nEvents }) => sum + nEvents, 0)).toBe(
    row.reduce((sum, { n_events }) => sum + n_events, 0),
  );
});

test("a mark's area grows with its events; what is only mentioned is a dot", () => {
  expect(radiusOf(0)).toBeLessThan(radiusOf(1));
  expect(radiusOf(20)).toBeLessThan(radiusOf(40));
  expect(radiusOf(1e6)).toBe(26);
  expect(stepOf(10)).toBe(stepOf(10.5));
});

test("names cover no mark and no other name", () => {
  const frame = fitted([at({ latitude: 50, longitude: 5 }), at({ latitude: 51, longitude: 7 })], SIZE);
  const marks = marksOf([place("Left", 50.5, 5.6, 3), place("Right", 50.5, 5.8, 2)], 500);
  const names = drawn(marks, frame, SIZE).map(({ name }) => name);
  expect(names).toEqual([undefined, "Right"]);
});

test("a few events far off do not widen the map that is shown first", () => {
  const places = [place("Here", 50, 5, 90), place("Near", 51, 6, 90), place("Far", -30, 150, 1)];
  expect(usualPoints(places)).toHaveLength(2);
  expect(usualPoints([place("Alone", 1, 1, 0)])).toHaveLength(1);
});

test("a place without a location is on no map", () => {
  const nowhere: PlaceLine = { ...place("Nowhere", 0, 0), location: null };
  expect(locatedOf([nowhere, place("Here", 1, 1)]).map(({ name }) => name)).toEqual(["Here"]);
});
