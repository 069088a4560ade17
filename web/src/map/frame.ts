/** Which part of the world is seen. Pure: places on the map, and screens of it, as numbers. */
import { geoMercator } from "d3-geo";

/** The world's width in its own units: enough that a path's tenths are fine. */
export const WORLD = 1000;

/**
 * Mercator, for it leaves shapes as they are wherever one comes close: a map of a few towns looks as on paper. What it does to
 * sizes near the poles is the price.
 */
export const projection = geoMercator()
  .scale(WORLD / (2 * Math.PI))
  .translate([WORLD / 2, WORLD / 2]);

export interface Point {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** On the screen a place of the world is at `scale` times its own numbers, moved by `x` and `y`. */
export interface Frame extends Point {
  scale: number;
}

/** The farthest north and south that the whole map shows: nobody reports from beyond. */
const [NORTH, SOUTH] = [76, -56];
/** Pixels for one unit (40 km at the equator) at the closest: what lies 100 m apart is told apart. */
const CLOSEST = 1600;
/** As close as a single place is shown at first: its country around it. */
const NEAR = 14;

/** Where degrees lie in the world. */
export function at({ latitude, longitude }: { latitude: number; longitude: number }): Point {
  const [x, y] = projection([longitude, Math.min(85, Math.max(-85, latitude))]) ?? [0, 0];
  return { x, y };
}

/** Where a place of the world lies on the screen. */
export function onScreen({ x, y }: Point, frame: Frame): Point {
  return { x: x * frame.scale + frame.x, y: y * frame.scale + frame.y };
}

/** The whole world in the middle of a screen. */
export function whole(size: Size): Frame {
  const corners = [
    { x: 0, y: at({ latitude: NORTH, longitude: 0 }).y },
    { x: WORLD, y: at({ latitude: SOUTH, longitude: 0 }).y },
  ];
  return around(corners, size, 0);
}

/** The frame that shows all of these, with some air around them; the whole world where there are none. */
export function fitted(points: readonly Point[], size: Size): Frame {
  if (points.length === 0) return whole(size);
  const air = Math.min(48, size.width / 8, size.height / 8);
  const frame = around(points, size, air);
  const scale = Math.max(farthest(size), Math.min(frame.scale, NEAR));
  return scale === frame.scale ? frame : zoomed(frame, scale / frame.scale, middle(size), size);
}

function around(points: readonly Point[], size: Size, air: number): Frame {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min(
    (size.width - 2 * air) / Math.max(right - left, 1e-6),
    (size.height - 2 * air) / Math.max(bottom - top, 1e-6),
    CLOSEST,
  );
  const [x, y] = [size.width / 2 - (scale * (left + right)) / 2, size.height / 2 - (scale * (top + bottom)) / 2];
  return { scale, x, y };
}

/** The smallest scale: the whole world, and a little of nothing around it. */
function farthest(size: Size): number {
  return whole(size).scale * 0.9;
}

export function middle({ width, height }: Size): Point {
  return { x: width / 2, y: height / 2 };
}

/** The frame `factor` times as close, with what lies at a point of the screen staying there. */
export function zoomed(frame: Frame, factor: number, point: Point, size: Size): Frame {
  const scale = Math.min(CLOSEST, Math.max(farthest(size), frame.scale * factor));
  const by = scale / frame.scale;
  return held({ scale, x: point.x - by * (point.x - frame.x), y: point.y - by * (point.y - frame.y) }, size);
}

/** The frame moved by so many pixels. */
export function moved(frame: Frame, byX: number, byY: number, size: Size): Frame {
  return held({ ...frame, x: frame.x + byX, y: frame.y + byY }, size);
}

/** The frame with some of the world in its middle, wherever it was moved. */
function held(frame: Frame, { width, height }: Size): Frame {
  const within = (start: number, length: number): number =>
    Math.min(length / 2, Math.max(length / 2 - WORLD * frame.scale, start));
  return { ...frame, x: within(frame.x, width), y: within(frame.y, height) };
}

/** A frame as an address has it, "14.63,-90.51,12": degrees north and east of its middle, and how close. */
export function frameInWords(frame: Frame, size: Size): string {
  const { x, y } = middle(size);
  const [east, north] = projection.invert?.([(x - frame.x) / frame.scale, (y - frame.y) / frame.scale]) ?? [0, 0];
  const digits = Math.max(0, Math.ceil(Math.log10(frame.scale)) + 1);
  return [north.toFixed(digits), east.toFixed(digits), frame.scale.toPrecision(3)].join(",");
}

/** The frame that such words name; undefined where they name none. */
export function frameIn(words: string | null, size: Size): Frame | undefined {
  const parts = (words ?? "").split(",").map(Number);
  const [latitude, longitude, scale] = parts;
  if (parts.length !== 3 || !parts.every(Number.isFinite) || !scale || scale < 0) return undefined;
  const point = at({ latitude: latitude ?? 0, longitude: longitude ?? 0 });
  const { x, y } = middle(size);
  const frame = { scale, x: x - scale * point.x, y: y - scale * point.y };
  return zoomed(frame, 1, { x, y }, size);
}
