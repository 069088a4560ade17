/** Mouse, pen and fingers on a drawing: it is dragged, and it comes closer by wheel and by two fingers. */

export interface Gestures {
  /** Dragged by so many pixels. */
  drag(byX: number, byY: number): void;
  /** So many times as close, around a point of the drawing; says whether it could. */
  zoom(factor: number, x: number, y: number): boolean;
  /** No finger or button is down any longer after dragging. */
  rest?(): void;
}

/** Farther than this, in pixels, a press is no click. */
const STILL = 4;
/** How much closer a notch of a wheel brings: a hundred pixels, or three lines. */
const WHEEL = 0.0025;
const LINE_PIXELS = 33;

/** Follows what is done on a drawing: an attachment. */
export function gestures(heard: () => Gestures): (drawing: HTMLElement) => () => void {
  return (drawing) => {
    const down = new Map<number, { x: number; y: number }>();
    let travelled = 0;

    const spread = (): { x: number; y: number; apart: number } => {
      const points = [...down.values()];
      const [a, b = a] = points;
      if (!a || !b) return { x: 0, y: 0, apart: 0 };
      return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, apart: Math.hypot(a.x - b.x, a.y - b.y) };
    };

    function press(event: PointerEvent): void {
      if (event.button !== 0 || (event.target instanceof Element && event.target.closest("button"))) return;
      if (down.size === 0) travelled = 0;
      down.set(event.pointerId, local(event));
    }

    function move(event: PointerEvent): void {
      if (!down.has(event.pointerId)) return;
      const before = spread();
      down.set(event.pointerId, local(event));
      const now = spread();
      const [byX, byY] = [now.x - before.x, now.y - before.y];
      travelled += Math.abs(byX) + Math.abs(byY) + Math.abs(now.apart - before.apart);
      // Held only once it is dragged, or a click would never reach what it is on.
      if (travelled > STILL && !drawing.hasPointerCapture(event.pointerId)) drawing.setPointerCapture(event.pointerId);
      heard().drag(byX, byY);
      if (before.apart > 0 && now.apart > 0) heard().zoom(now.apart / before.apart, now.x, now.y);
    }

    function lift(event: PointerEvent): void {
      if (!down.delete(event.pointerId)) return;
      if (down.size === 0 && travelled > STILL) heard().rest?.();
    }

    function click(event: MouseEvent): void {
      if (travelled > STILL) event.stopPropagation();
      travelled = 0;
    }

    function turn(event: WheelEvent): void {
      const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1);
      const { x, y } = local(event);
      // At its limits a drawing lets the page go on.
      if (!heard().zoom(Math.exp(-Math.max(-240, Math.min(240, pixels)) * WHEEL), x, y)) return;
      event.preventDefault();
      heard().rest?.();
    }

    function local(event: MouseEvent): { x: number; y: number } {
      const { left, top } = drawing.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    }

    const stop = new AbortController();
    const { signal } = stop;
    drawing.addEventListener("pointerdown", press, { signal });
    drawing.addEventListener("pointermove", move, { signal });
    drawing.addEventListener("pointerup", lift, { signal });
    drawing.addEventListener("pointercancel", lift, { signal });
    drawing.addEventListener("click", click, { signal, capture: true });
    drawing.addEventListener("wheel", turn, { signal, passive: false });
    return () => stop.abort();
  };
}
