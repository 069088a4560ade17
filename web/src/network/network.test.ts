import { expect, test } from "vitest";
import type { EntityLine, Network, Step, Tie } from "../api/answers";
import { THING_TYPES } from "../words/things";
import { cornersOf, reachOf, SHAPES } from "./shapes";
import { drawnTie, neighboursOf, shownOf, tieKey } from "./shown";
import { seat, seated } from "./spread";
import { addressOf, toggled, type View, viewIn } from "./view";
import { weaknessOf } from "./ways";

const USUAL = viewIn(new URLSearchParams());

function entity(id: string, type: EntityLine["type"] = "Person"): EntityLine {
  return { id, type, name: id.toUpperCase(), names: [id.toUpperCase()], n_documents: 1, n_mentions: 1 };
}

function tie(one: string, other: string, counts: Partial<Tie> = { n_single_origin: 1 }): Tie {
  return { one, other, n_corroborated: 0, n_single_origin: 0, n_disputed: 0, n_superseded: 0, ...counts };
}

test("a view survives its address, and the usual one has the shortest", () => {
  const view: View = {
    types: ["Person", "Place"],
    standings: ["corroborated", "disputed"],
    limit: 500,
    asOf: "2023-04-01",
    picked: ["a", "b"],
    hidden: ["c"],
    expanded: ["d", "e"],
    pins: [{ id: "a", x: -12, y: 340 }],
    events: { ...USUAL.events, from: "2023-03-01", type: "Die", documents: 2, event: "e", only: true },
  };
  expect(viewIn(new URL(addressOf(view), "http://localhost").searchParams)).toEqual(view);
  expect(addressOf(USUAL)).toBe("/network");
});

test("what means nothing in an address is left out", () => {
  const query = new URLSearchParams({
    types: "Person,Nobody,Thing",
    standing: "proven",
    limit: "7",
    as_of: "yesterday",
    picked: "a,a,b,c",
    pinned: "a~x~1,~1~2,b~1~2",
  });
  expect(viewIn(query)).toEqual({ ...USUAL, types: ["Person"], picked: ["a", "b"], pins: [{ id: "b", x: 1, y: 2 }] });
});

test("a list gains and loses one thing", () => {
  expect(toggled(["a"], "b")).toEqual(["a", "b"]);
  expect(toggled(["a", "b"], "a")).toEqual(["b"]);
});

test("a tie is drawn by the best standing looked at, and a dispute shows whatever the best is", () => {
  const both = tie("a", "b", { n_corroborated: 1, n_disputed: 2 });
  expect(drawnTie(both, [])).toMatchObject([{ best: "corroborated", isDisputed: true }]);
  expect(drawnTie(both, ["corroborated"])).toMatchObject([{ best: "corroborated", isDisputed: false, n_disputed: 0 }]);
  expect(drawnTie(both, ["superseded"])).toEqual([]);
  expect(drawnTie(tie("a", "b", { n_superseded: 1 }), [])).toMatchObject([{ best: "superseded" }]);
});

const NETWORK: Network = {
  entities: ["a", "b", "c", "d", "e"].map((id) => entity(id)),
  ties: [
    tie("a", "b", { n_corroborated: 1 }),
    tie("b", "c"),
    tie("c", "d", { n_single_origin: 2 }),
    tie("d", "e", { n_disputed: 1 }),
  ],
  n_left_out: 2,
};
const looked = (view: Partial<View>): { ids: string; ties: string[]; nLeftOut: number } => {
  const { entities, ties, nLeftOut } = shownOf(NETWORK, { ...USUAL, ...view });
  return { ids: entities.map(({ id }) => id).join(""), ties: ties.map(tieKey), nLeftOut };
};

test("the best supported ties decide who is drawn, and all ties among those are", () => {
  expect(looked({})).toEqual({ ids: "abcde", ties: ["a b", "c d", "b c", "d e"], nLeftOut: 2 });
  expect(looked({ limit: 4 })).toEqual({ ids: "abcd", ties: ["a b", "c d", "b c"], nLeftOut: 3 });
});

test("who has no tie that is looked at is not drawn, unless picked", () => {
  expect(looked({ standings: ["corroborated"] })).toMatchObject({ ids: "ab", ties: ["a b"] });
  expect(looked({ standings: ["corroborated"], picked: ["e"] }).ids).toBe("abe");
});

test("who is hidden takes its ties along", () => {
  expect(looked({ hidden: ["c", "d"] })).toEqual({ ids: "ab", ties: ["a b"], nLeftOut: 2 });
});

test("expanding one brings its neighbours however many are drawn already", () => {
  expect(looked({ limit: 2 }).ids).toBe("ab");
  expect(looked({ limit: 2, expanded: ["d"] })).toMatchObject({ ids: "abcde", nLeftOut: 2 });
});

test("an entity's neighbours are found from either end of a tie", () => {
  const { ties } = shownOf(NETWORK, USUAL);
  expect(neighboursOf(ties, "b").map(({ id }) => id)).toEqual(["a", "c"]);
  expect(tieKey(tie("z", "y"))).toBe(tieKey(tie("y", "z")));
});

test("an entity is seated by its id alone, beside whom it is tied to, or where it was", () => {
  expect(seat("a")).toEqual(seat("a"));
  expect(Math.hypot(seat("a").x, seat("a").y)).toBeLessThanOrEqual(100);
  const held = new Map([["a", { x: 1000, y: 0 }]]);
  const seats = seated(["a", "b", "c"], held, [{ one: "b", other: "a" }]);
  expect(seats.get("a")).toEqual({ x: 1000, y: 0 });
  expect(Math.abs((seats.get("b")?.x ?? 0) - 1000)).toBeLessThanOrEqual(20);
  expect(seats.get("c")).toEqual(seat("c"));
});

test("seats are spread over the disc, also of ids that differ by a letter", () => {
  const seats = Array.from({ length: 400 }, (_, nth) => seat(`e${nth}`, 1));
  const mean = (of: (at: { x: number; y: number }) => number): number =>
    seats.reduce((sum, at) => sum + of(at), 0) / seats.length;
  expect(Math.abs(mean(({ x }) => x))).toBeLessThan(0.1);
  expect(Math.abs(mean(({ y }) => y))).toBeLessThan(0.1);
  expect(mean(({ x, y }) => x * x + y * y)).toBeCloseTo(0.5, 1);
});

test("every type has a shape of its own, and a polygon its area", () => {
  const looks = THING_TYPES.map((type) => JSON.stringify(SHAPES[type]));
  expect(new Set(looks).size).toBe(THING_TYPES.length);
  expect(cornersOf(SHAPES.Facility, 1).split(" ")).toHaveLength(3);
  // A square around a circle of the same area: half its diagonal is the root of pi over the root of two.
  expect(reachOf(SHAPES.Organization)).toBeCloseTo(Math.sqrt(Math.PI / 2));
  // Upwards is less than nothing in SVG: one corner of the facility's triangle points there, two of the place's.
  const above = (corners: string): number =>
    corners.split(" ").filter((corner) => Number(corner.split(",")[1]) < 0).length;
  expect([above(cornersOf(SHAPES.Facility, 1)), above(cornersOf(SHAPES.Place, 1))]).toEqual([1, 2]);
});

test("why a step is weak is told in words, and how sure its source sounds", () => {
  const claim: NonNullable<Step["shown_by"]> = {
    document: 1, document_id: "a", claim: 0, published_at: {}, predicate: "Meet", sentence: "They met.",
    polarity: "asserted", certainty: "even",
  }; // prettier-ignore
  expect(weaknessOf({ weak: null, shown_by: claim })).toBeUndefined();
  expect(weaknessOf({ weak: "denied", shown_by: claim })).toBe("the sentence denies it");
  expect(weaknessOf({ weak: "unsure", shown_by: claim })).toBe("its source leaves room for doubt (an even chance)");
  expect(weaknessOf({ weak: "event-only", shown_by: null })).toContain("one event");
});
