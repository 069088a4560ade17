/** The network as drawn by WebGL: what is shown comes from the screen, clicks and moved entities go back to it. */
import Graph from "graphology";
import Sigma from "sigma";
import type { EdgeDisplayData, NodeDisplayData } from "sigma/types";
import type { EntityLine, Standing } from "../api/answers";
import { tieInWords } from "../words/findings";
import { familyOf } from "../words/things";
import type { Colours } from "./colours";
import type { LayoutTask } from "./layout.worker";
import { drawHover, drawLabel } from "./labels";
import { ShapeProgram } from "./shape_program";
import { type Shape, SHAPES } from "./shapes";
import { type DrawnTie, findingsOf, type Shown, tieKey } from "./shown";
import { type Position, seated } from "./spread";
import { type Dash, TieProgram } from "./tie_program";
import type { Pin } from "./view";

interface NodeLook extends Position {
  label: string;
  size: number;
  color: string;
  shape: Shape;
  isPinned: boolean;
}

interface TieLook {
  size: number;
  color: string;
  dash: Dash;
  label: string;
}

/** What the drawing tells the screen. */
export interface Heard {
  /** An entity was clicked; `beside` where it is to join the one that is looked at. */
  pick(id: string, beside: boolean): void;
  pickTie(one: string, other: string): void;
  /** An entity was put somewhere. */
  put(pin: Pin): void;
  /** Nothing was clicked. */
  clear(): void;
  /** Entities come to rest, or began to move. */
  moving(isMoving: boolean): void;
}

const WIDTHS: Record<Standing, number> = { corroborated: 4, "single-origin": 1.5, disputed: 1.5, superseded: 1 };
const WHOLE: Dash = [1, 0];
const BROKEN: Dash = [7, 5];
const DOTTED: Dash = [2, 4];

/** By how much everything is drawn smaller where there is more of it. */
function scaleOf(nEntities: number): number {
  return Math.min(1, Math.max(0.35, Math.sqrt(300 / Math.max(1, nEntities))));
}

/** How big an entity is drawn: by the documents that mention it, the area growing with them. */
function sizeOf(line: Pick<EntityLine, "n_documents">): number {
  return Math.min(18, 3.5 + 1.6 * Math.sqrt(line.n_documents));
}

export class NetworkDrawing {
  readonly #sigma: Sigma<NodeLook, TieLook>;
  #graph = new Graph<NodeLook, TieLook>({ type: "undirected" });
  #places = new Map<string, Position>();
  #scale = 1;
  #picked: readonly string[] = [];
  #hovered: string | undefined;
  #near = new Set<string>();
  #worker: Worker | undefined;
  #dragged: string | undefined;

  /** Throws where the browser has no WebGL. */
  constructor(
    container: HTMLElement,
    private colours: Colours,
    private readonly heard: Heard,
  ) {
    this.#sigma = new Sigma<NodeLook, TieLook>(this.#graph, container, {
      defaultNodeType: "shape",
      defaultEdgeType: "tie",
      nodeProgramClasses: { shape: ShapeProgram as never },
      nodeHoverProgramClasses: { shape: ShapeProgram as never },
      edgeProgramClasses: { tie: TieProgram as never },
      enableEdgeEvents: true,
      labelDensity: 0.7,
      labelRenderedSizeThreshold: 3,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      zIndex: true,
      defaultDrawNodeLabel: (context, node) => drawLabel(context, node, this.colours),
      defaultDrawNodeHover: (context, node) => drawHover(context, node, this.colours),
      nodeReducer: (id, look) => this.#nodeLook(id, look),
      edgeReducer: (key, look) => this.#tieLook(key, look),
    });
    this.#listen();
  }

  /** Draws these entities and ties; those that were there stay where they are until forces move them. */
  show({ entities, ties }: Pick<Shown, "entities" | "ties">, pins: readonly Pin[]): void {
    this.#keepPlaces();
    this.#scale = scaleOf(entities.length);
    for (const { id, x, y } of pins) this.#places.set(id, { x, y });
    const pinned = new Set(pins.map(({ id }) => id));
    const ids = entities.map(({ id }) => id);
    const seats = seated(ids, this.#places, ties);
    const graph = new Graph<NodeLook, TieLook>({ type: "undirected" });
    for (const line of entities) {
      const place = seats.get(line.id) ?? { x: 0, y: 0 };
      graph.addNode(line.id, { ...place, ...this.#lookOf(line), isPinned: pinned.has(line.id) });
    }
    // The best supported are drawn last, above the others.
    for (const tie of ties.toReversed()) {
      graph.addUndirectedEdgeWithKey(tieKey(tie), tie.one, tie.other, this.#lookOfTie(tie));
    }
    this.#graph = graph;
    this.#sigma.setGraph(graph);
    this.#settle(ids, ties, pinned);
  }

  /** Marks who stays where a person put it, and moves nobody. */
  pin(pins: readonly Pin[]): void {
    const places = new Map(pins.map((pin) => [pin.id, pin]));
    this.#graph.updateEachNodeAttributes((id, look) => {
      const pin = places.get(id);
      return pin ? { ...look, x: pin.x, y: pin.y, isPinned: true } : { ...look, isPinned: false };
    });
  }

  /** Marks who is looked at. */
  mark(picked: readonly string[]): void {
    this.#picked = picked;
    this.#emphasise();
  }

  /** Draws in other colours: the appearance has changed. */
  recolour(colours: Colours, shown: Pick<Shown, "entities" | "ties">): void {
    this.colours = colours;
    for (const line of shown.entities) {
      if (this.#graph.hasNode(line.id)) this.#graph.mergeNodeAttributes(line.id, this.#lookOf(line));
    }
    for (const tie of shown.ties) {
      if (this.#graph.hasEdge(tieKey(tie))) this.#graph.mergeEdgeAttributes(tieKey(tie), this.#lookOfTie(tie));
    }
    this.#sigma.refresh();
  }

  /** Where an entity is now. */
  placeOf(id: string): Position | undefined {
    if (!this.#graph.hasNode(id)) return undefined;
    const { x, y } = this.#graph.getNodeAttributes(id);
    return { x, y };
  }

  /** Comes closer (below 1) or goes further off. */
  zoom(by: number): void {
    const camera = this.#sigma.getCamera();
    void camera.animate({ ratio: camera.getBoundedRatio(camera.ratio * by) }, { duration: 150 });
  }

  /** Moves by shares of what is seen: to the right, upwards. */
  move(right: number, up: number): void {
    const camera = this.#sigma.getCamera();
    const { x, y, ratio } = camera;
    void camera.animate({ x: x + right * ratio, y: y + up * ratio }, { duration: 150 });
  }

  /** Shows everything. */
  whole(): void {
    void this.#sigma.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1 }, { duration: 200 });
  }

  end(): void {
    this.#worker?.terminate();
    this.#sigma.kill();
  }

  #lookOf(line: EntityLine): Omit<NodeLook, "x" | "y" | "isPinned"> {
    return {
      label: line.name,
      size: sizeOf(line) * this.#scale,
      color: this.colours[familyOf(line.type)],
      shape: SHAPES[line.type],
    };
  }

  #lookOfTie(tie: DrawnTie): TieLook {
    const size = Math.max(0.75, WIDTHS[tie.best] * this.#scale);
    if (tie.isDisputed) return { size: size + 0.5, color: this.colours.disputed, dash: BROKEN, label: tieInWords(tie) };
    const dash = tie.best === "superseded" ? DOTTED : WHOLE;
    return { size, color: this.colours[tie.best], dash, label: tieInWords(tie) };
  }

  #keepPlaces(): void {
    this.#graph.forEachNode((id, { x, y }) => this.#places.set(id, { x, y }));
  }

  /** Lets forces move what is not pinned. */
  #settle(ids: readonly string[], ties: readonly DrawnTie[], pinned: ReadonlySet<string>): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.heard.moving(ids.length > 0);
    if (ids.length === 0) return;
    const at = new Map(ids.map((id, nth) => [id, nth]));
    const task: LayoutTask = {
      positions: Float64Array.from(ids.flatMap((id) => [this.placeOf(id)?.x ?? 0, this.placeOf(id)?.y ?? 0])),
      order: ids.length,
      fixed: ids.flatMap((id, nth) => (pinned.has(id) ? [nth] : [])),
      ties: Float64Array.from(
        ties.flatMap((tie) => [at.get(tie.one) ?? 0, at.get(tie.other) ?? 0, Math.log2(1 + findingsOf(tie))]),
      ),
    };
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const graph = this.#graph;
    const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<{ positions: Float64Array; isLast: boolean }>) => {
      if (data.isLast || !isStill) this.#moveTo(graph, at, data.positions);
      if (!data.isLast) return;
      worker.terminate();
      this.heard.moving(false);
    };
    worker.postMessage(task);
    this.#worker = worker;
  }

  #moveTo(graph: Graph<NodeLook, TieLook>, at: ReadonlyMap<string, number>, positions: Float64Array): void {
    graph.updateEachNodeAttributes((id, look) => {
      const nth = at.get(id);
      if (nth === undefined || look.isPinned || id === this.#dragged) return look;
      return { ...look, x: positions[2 * nth] ?? look.x, y: positions[2 * nth + 1] ?? look.y };
    });
  }

  /** Who stands out: those looked at or pointed at, and whom ties lead to from there. */
  #emphasise(): void {
    const roots = [...this.#picked, ...(this.#hovered ? [this.#hovered] : [])].filter((id) => this.#graph.hasNode(id));
    this.#near = new Set(roots.flatMap((id) => [id, ...this.#graph.neighbors(id)]));
    this.#sigma.refresh({ skipIndexation: true });
  }

  #nodeLook(id: string, look: NodeLook): Partial<NodeDisplayData> {
    const isRoot = this.#picked.includes(id);
    const label = look.isPinned ? `${look.label} (pinned)` : look.label;
    if (this.#near.size === 0) return { ...look, label };
    if (!this.#near.has(id)) return { ...look, label: null, color: this.colours.faint, zIndex: 0 };
    return { ...look, label, highlighted: isRoot, forceLabel: isRoot || this.#near.size < 40, zIndex: 1 };
  }

  #tieLook(key: string, look: TieLook): Partial<EdgeDisplayData> {
    if (this.#near.size === 0) return look;
    const ends = this.#graph.extremities(key);
    const isPair = this.#picked.length === 2 && ends.every((end) => this.#picked.includes(end));
    if (isPair) return { ...look, size: look.size + 3, zIndex: 2 };
    const roots = new Set([...this.#picked, this.#hovered]);
    return ends.some((end) => roots.has(end)) ? { ...look, zIndex: 1 } : { ...look, color: this.colours.faint };
  }

  #listen(): void {
    const sigma = this.#sigma;
    sigma.on("clickNode", ({ node, event }) => {
      const { shiftKey, ctrlKey, metaKey } = event.original;
      this.heard.pick(node, shiftKey || ctrlKey || metaKey);
    });
    sigma.on("clickEdge", ({ edge }) => this.heard.pickTie(this.#graph.source(edge), this.#graph.target(edge)));
    sigma.on("clickStage", () => this.heard.clear());
    sigma.on("enterNode", ({ node }) => this.#hover(node));
    sigma.on("leaveNode", () => this.#hover(undefined));
    sigma.on("doubleClickNode", (event) => event.preventSigmaDefault());
    sigma.on("downNode", ({ node }) => {
      this.#dragged = node;
      if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
    });
    let isMoved = false;
    sigma.on("moveBody", ({ event }) => {
      if (!this.#dragged) return;
      isMoved = true;
      this.#graph.mergeNodeAttributes(this.#dragged, sigma.viewportToGraph(event));
      event.preventSigmaDefault();
      event.original.preventDefault();
    });
    const drop = (): void => {
      const id = this.#dragged;
      const place = id === undefined ? undefined : this.placeOf(id);
      if (id !== undefined && place && isMoved) this.heard.put({ id, ...place });
      this.#dragged = undefined;
      isMoved = false;
      sigma.setCustomBBox(null);
    };
    sigma.on("upNode", drop);
    sigma.on("upStage", drop);
  }

  #hover(id: string | undefined): void {
    this.#hovered = id;
    this.#emphasise();
  }
}
