/** How a window of days is moved and zoomed, by button and by key. */
import { moved, zoomed, type Stretch } from "./days";

export interface Steps {
  closer: () => void;
  wider: () => void;
  earlier: () => void;
  later: () => void;
  /** What a key does, where it moves or zooms. */
  press: (event: KeyboardEvent) => void;
}

/** Steps from whatever window is shown now. */
export function stepsFrom(now: () => Stretch | undefined, show: (next: Stretch) => void): Steps {
  const by = (change: (view: Stretch) => Stretch) => (): void => {
    const view = now();
    if (view) show(change(view));
  };
  const closer = by((view) => zoomed(view, 0.5));
  const wider = by((view) => zoomed(view, 2));
  const earlier = by((view) => moved(view, -0.25));
  const later = by((view) => moved(view, 0.25));
  const keys: Record<string, () => void> = {
    "+": closer,
    "=": closer,
    "-": wider,
    ArrowLeft: earlier,
    ArrowRight: later,
  };
  function press(event: KeyboardEvent): void {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
  return { closer, wider, earlier, later, press };
}
