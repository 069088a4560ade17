/** Countries' outlines (Natural Earth, public domain), out of the binary like everything else. */
import { geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { projection } from "./frame";

/** The outlines as paths in the world's units. */
export interface Outlines {
  /** Each country's land, with the box around it: left, top, right, bottom. */
  land: { path: string; box: readonly [number, number, number, number] }[];
  /** All borders between two countries. */
  borders: string;
}

type World = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

/** Coarse ones for the world, fine ones (a seventh as coarse) for a part of it. */
export type Fineness = "coarse" | "fine";

const LOADED = new Map<Fineness, Promise<Outlines>>();

/** The outlines, read once. */
export function outlinesOf(fineness: Fineness): Promise<Outlines> {
  const loading = LOADED.get(fineness) ?? load(fineness);
  LOADED.set(fineness, loading);
  return loading;
}

async function load(fineness: Fineness): Promise<Outlines> {
  const { default: json } =
    fineness === "coarse"
      ? await import("world-atlas/countries-110m.json")
      : await import("world-atlas/countries-50m.json");
  const world = json as unknown as World;
  const path = geoPath(projection).digits(fineness === "coarse" ? 2 : 3);
  const countries = feature(world, world.objects.countries).features;
  return {
    land: countries.map((country) => {
      const [[left, top], [right, bottom]] = path.bounds(country);
      return { path: path(country) ?? "", box: [left, top, right, bottom] };
    }),
    borders: path(mesh(world, world.objects.countries, (a, b) => a !== b)) ?? "",
  };
}
