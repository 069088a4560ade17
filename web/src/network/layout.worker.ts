/** Moves entities to where their ties pull them (ForceAtlas2, Jacomy and others, 2014), away from the screen's thread. */
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

/** What is to be laid out. Ties name their ends by place in the list of entities. */
export interface LayoutTask {
  /** x and y of each entity, one after the other. */
  positions: Float64Array;
  /** How many entities there are. */
  order: number;
  /** Entities that stay where they are. */
  fixed: number[];
  /** One end, other end and weight of each tie, one after the other. */
  ties: Float64Array;
}

/** How often positions are sent, and how many turns lie between. */
const ROUNDS = 12;

onmessage = ({ data }: MessageEvent<LayoutTask>) => {
  const graph = graphOf(data);
  const { order } = data;
  // A pull to the middle that grows with the way there: what hangs together by no tie stays in sight.
  const settings = {
    strongGravityMode: true,
    gravity: 1,
    scalingRatio: 10,
    slowDown: 1,
    barnesHutOptimize: order > 600,
  };
  // Few entities come to rest in an instant; with many, fewer turns must do.
  const iterations = Math.round(Math.min(250, Math.max(8, 40_000 / Math.max(1, order))));
  for (let round = 0; round < ROUNDS; round++) {
    forceAtlas2.assign(graph, { iterations, settings, getEdgeWeight: "weight" });
    const positions = new Float64Array(2 * order);
    graph.forEachNode((key, { x, y }) => positions.set([x as number, y as number], 2 * Number(key)));
    postMessage({ positions, isLast: round === ROUNDS - 1 });
  }
};

function graphOf({ positions, order, fixed, ties }: LayoutTask): Graph {
  const graph = new Graph({ type: "undirected" });
  for (let nth = 0; nth < order; nth++) {
    graph.addNode(nth, { x: positions[2 * nth], y: positions[2 * nth + 1], fixed: false });
  }
  for (const nth of fixed) graph.setNodeAttribute(nth, "fixed", true);
  for (let at = 0; at < ties.length; at += 3) {
    graph.mergeEdge(ties[at] ?? 0, ties[at + 1] ?? 0, { weight: ties[at + 2] });
  }
  return graph;
}
