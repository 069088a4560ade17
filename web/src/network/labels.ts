/** Names on the drawing, legible on lines and in every appearance. */
import type { Colours } from "./colours";

interface Named {
  x: number;
  y: number;
  size: number;
  label: string | null;
}

const GAP = 4;
/** Letters of a name that are drawn: descriptions can be as long as a sentence. */
const MOST_LETTERS = 28;

function shortened(label: string): string {
  const letters = Array.from(label);
  return letters.length > MOST_LETTERS
    ? `${letters
        .slice(0, MOST_LETTERS - 1)
        .join("")
        .trimEnd()}…`
    : label;
}

/** A name beside its entity, with a rim in the colour of the ground. */
export function drawLabel(context: CanvasRenderingContext2D, node: Named, colours: Colours, weight = 400): void {
  if (!node.label) return;
  context.font = `${weight} 13px ${colours.font}`;
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = colours.ground;
  context.fillStyle = colours.ink;
  const [x, y] = [node.x + node.size + GAP, node.y + 4];
  const words = weight > 400 ? node.label : shortened(node.label);
  context.strokeText(words, x, y);
  context.fillText(words, x, y);
}

/** A ring around who is looked or pointed at, and the name in bold. */
export function drawHover(context: CanvasRenderingContext2D, node: Named, colours: Colours): void {
  context.beginPath();
  context.arc(node.x, node.y, node.size * 1.4 + 3, 0, 2 * Math.PI);
  context.lineWidth = 3;
  context.strokeStyle = colours.focus;
  context.stroke();
  // The plain name lies on a layer of its own beneath.
  context.font = `600 13px ${colours.font}`;
  context.fillStyle = colours.ground;
  const across = context.measureText(node.label ?? "").width;
  context.fillRect(node.x + node.size * 1.4 + 5, node.y - 10, across + 8, 20);
  drawLabel(context, { ...node, size: node.size * 1.4 + 3 }, colours, 600);
}
