/** Places as marks: how large, which of them stand as one, and which are named. Pure. */
import type { PlaceLine } from "../api/answers";
import { onScreen, at, type Frame, type Point, type Size } from "./frame";

/** A place that can be told on a map. */
export type Located = PlaceLine & { location: NonNullable<PlaceLine["location"]> };

/** What is drawn as one: places that lie closer to one another than their marks are wide. */
export interface Mark {
  /** The heaviest first; the mark stands where it lies. */
  places: Located[];
  /** Where, in the world. */
  point: Point;
  /** Pixels. */
  radius: number;
  nEvents: number;
  nDisputed: number;
}

/** Places that have a location. */
export function locatedOf(places: readonly PlaceLine[]): Located[] {
  return places.filter((place): place is Located => place.location !== null && place.location !== undefined);
}

const MENTIONED = 3;
const LARGEST = 26;

/** How large a mark is: its area grows with the events there. Where nothing happened, and a place is only mentioned, a dot. */
export function radiusOf(nEvents: number): number {
  return nEvents === 0 ? MENTIONED : Math.min(LARGEST, 4 + 2 * Math.sqrt(nEvents));
}

/** How much of two marks may cover each other before they stand as one: this share of the sum of what they reach. */
const COVER = 0.8;

/**
 * Marks at a scale, the heaviest first: what a heavier mark would cover joins it. Where one comes closer they part. What marks there
 * are depends on the scale alone, so that moving the map changes none.
 */
export function marksOf(places: readonly Located[], scale: number): Mark[] {
  const alone = places.toSorted(heaviest).map((place) => ({
    places: [place],
    point: at(place.location),
    radius: radiusOf(place.n_events),
    nEvents: place.n_events,
    nDisputed: place.n_disputed,
  }));
  // A mark that others have joined is larger, and may cover more of them.
  for (let marks: Mark[] = alone; ;) {
    const joined = joinedOnce(marks, scale);
    if (joined.length === marks.length) return joined;
    marks = joined;
  }
}

/** Marks, the heaviest first, each joined to the first heavier one that covers it. */
function joinedOnce(marks: readonly Mark[], scale: number): Mark[] {
  const cells = new Map<string, Mark[]>();
  const cellOf = ({ x, y }: Point, byX = 0, byY = 0): string =>
    `${Math.floor((x * scale) / CELL) + byX} ${Math.floor((y * scale) / CELL) + byY}`;
  const kept: Mark[] = [];
  for (const mark of marks) {
    const near = AROUND.flatMap(([byX, byY]) => cells.get(cellOf(mark.point, byX, byY)) ?? []);
    const by = near.find(
      ({ point, radius }) =>
        Math.hypot(point.x - mark.point.x, point.y - mark.point.y) * scale < COVER * (radius + mark.radius),
    );
    if (by) {
      by.places.push(...mark.places);
      by.nEvents += mark.nEvents;
      by.nDisputed += mark.nDisputed;
      by.radius = radiusOf(by.nEvents);
    } else {
      kept.push(mark);
      cells.set(cellOf(mark.point), [...(cells.get(cellOf(mark.point)) ?? []), mark]);
    }
  }
  return kept.sort((a, b) => b.nEvents - a.nEvents);
}

/** As wide as two marks that can touch: those that may cover one lie in the cells around its own. */
const CELL = 2 * LARGEST;
const AROUND = [-1, 0, 1].flatMap((byX) => [-1, 0, 1].map((byY) => [byX, byY] as const));

function heaviest(a: Located, b: Located): number {
  return b.n_events - a.n_events || b.n_documents - a.n_documents || a.id.localeCompare(b.id);
}

/** Where nearly all events lie: a few far off (often a name misread) would leave a map of nothing else. */
export function usualPoints(places: readonly Located[]): Point[] {
  const told = places.filter(({ n_events }) => n_events > 0);
  const points = (told.length > 0 ? told : places).map((place) => ({
    ...at(place.location),
    weight: place.n_events || 1,
  }));
  const [left, right] = nearlyAll(points.map(({ x, weight }) => [x, weight]));
  const [top, bottom] = nearlyAll(points.map(({ y, weight }) => [y, weight]));
  return points.filter(({ x, y }) => x >= left && x <= right && y >= top && y <= bottom);
}

/** The numbers between which all but a fortieth of the weight lies, on either side. */
function nearlyAll(weighted: (readonly [number, number])[]): [number, number] {
  const sorted = weighted.toSorted(([a], [b]) => a - b);
  const all = sorted.reduce((sum, [, weight]) => sum + weight, 0);
  const reached = (share: number): number => {
    let sum = 0;
    return sorted.find(([, weight]) => (sum += weight) >= share * all)?.[0] ?? 0;
  };
  return [reached(1 / 40), reached(39 / 40)];
}

/** The scale by which marks are made: one of a few, so that they do not change with every turn of a wheel. */
export function stepOf(scale: number): number {
  return 2 ** (Math.round(Math.log2(scale) * 2) / 2);
}

/** A mark where it is drawn, and its name where there is room for one. */
export interface DrawnMark {
  mark: Mark;
  at: Point;
  name: string | undefined;
}

const LETTER = 6.6;
const LINE = 16;

/** The marks within a screen, the heaviest first, each named where its name covers no heavier mark and no other name. */
export function drawn(marks: readonly Mark[], frame: Frame, size: Size): DrawnMark[] {
  const taken: Box[] = [];
  const there = marks.flatMap((mark) => {
    const at = onScreen(mark.point, frame);
    const isIn = at.x > -LARGEST && at.y > -LARGEST && at.x < size.width + LARGEST && at.y < size.height + LARGEST;
    return isIn ? [{ mark, at }] : [];
  });
  for (const { mark, at } of there) taken.push(boxOf(at, mark.radius));
  return there.map(({ mark, at }, nth) => {
    const words = nameOf(mark);
    const box = {
      left: at.x + mark.radius + 2,
      right: at.x + mark.radius + 6 + words.length * LETTER,
      top: at.y - LINE / 2,
      bottom: at.y + LINE / 2,
    };
    const isFree = box.right < size.width && taken.every((other, of) => of === nth || !covers(box, other));
    if (isFree) taken.push(box);
    return { mark, at, name: isFree ? words : undefined };
  });
}

/** "Herāt", "Herāt and 3 more". */
export function nameOf({ places }: Pick<Mark, "places">): string {
  const name = places[0]?.name ?? "";
  return places.length > 1 ? `${name} and ${places.length - 1} more` : name;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function boxOf({ x, y }: Point, radius: number): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

function covers(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
