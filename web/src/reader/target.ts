import type { Pointer } from "../address/address";
import type { CodePoints } from "../text/code_points";

/** The stretch of a text that an address points at; undefined where the text has no such place. */
export function targetIn(points: CodePoints, pointer: Pointer | undefined): [number, number] | undefined {
  if (!pointer || "claim" in pointer) return undefined;
  if ("words" in pointer) return points.find(pointer.words);
  const [start, end] = pointer.span;
  return start < points.length ? [start, Math.min(end, points.length)] : undefined;
}
