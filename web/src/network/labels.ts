/** Names on the drawing, legible on lines and in every appearance. */
import type { Colours } from "./colours";

interface Named {
  x: number;
  y: number;
  size: number;
  label: string | null;
}

const GAP = 4;

/** A name beside its entity, with a rim in the colour of the ground. */
export function drawLabel(context: CanvasRenderingContext2D, node: Named, colours: Colours, weight = 400): void {
  if (!node.label) return;
  context.font = `${weight} 13px ${colours.font}`;
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = colours.ground;
  context.fillStyle = colours.ink;
  const [x, y] = [node.x + node.size + GAP, node.y + 4];
  context.strokeText(node.label, x, y);
  context.fillText(node.label, x, y);
}

/** A ring around who is looked or pointed at, and the name in bold. */
export function drawHover(context: CanvasRenderingContext2D, node: Named, colours: Colours): void {
  context.beginPath();
  context.arc(node.x, node.y, node.size * 1.4 + 3, 0, 2 * Math.PI);
  context.lineWidth = 3;
  context.strokeStyle = colours.focus;
  context.stroke();
  drawLabel(context, { ...node, size: node.size * 1.4 + 3 }, colours, 600);
}
