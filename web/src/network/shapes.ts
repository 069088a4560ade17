/** A shape for every type, so that no drawn entity is told by colour alone. Pure. */
import type { ThingType } from "../api/answers";

/** A regular polygon, or a circle where it has no sides. */
export interface Shape {
  sides: 0 | 3 | 4 | 5 | 6;
  /** Radians by which it is turned from lying with one edge to the right. */
  turn: number;
  /** Whether only its rim is drawn. */
  isHollow: boolean;
}

const UP = Math.PI / 2;

function shape(sides: Shape["sides"], turn = 0, isHollow = false): Shape {
  return { sides, turn, isHollow };
}

export const SHAPES: Record<ThingType, Shape> = {
  Person: shape(0),
  Organization: shape(4),
  PublicBody: shape(4, Math.PI / 4),
  Place: shape(3, -UP),
  Facility: shape(3, UP),
  Event: shape(6),
  Work: shape(5, UP),
  Weapon: shape(3, UP, true),
  Vehicle: shape(4, 0, true),
  Substance: shape(0, 0, true),
  Phone: shape(4, Math.PI / 4, true),
  Account: shape(6, 0, true),
  Thing: shape(5, UP, true),
};

/** By how much a polygon's corners stand out beyond the circle of the same area. */
export function reachOf({ sides }: Shape): number {
  if (sides === 0) return 1;
  return Math.sqrt((2 * Math.PI) / (sides * Math.sin((2 * Math.PI) / sides)));
}

/** A polygon's corners around 0, 0 as SVG writes them; its area is that of a circle of this radius. */
export function cornersOf(shape: Shape, radius: number): string {
  const step = (2 * Math.PI) / shape.sides;
  const reach = radius * reachOf(shape);
  const corners = Array.from({ length: shape.sides }, (_, nth) => (nth + 0.5) * step - shape.turn);
  // SVG counts downwards, the drawing upwards.
  return corners.map((at) => `${(reach * Math.cos(at)).toFixed(2)},${(-reach * Math.sin(at)).toFixed(2)}`).join(" ");
}
