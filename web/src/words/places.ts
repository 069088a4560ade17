import type { LocatedBy, Place } from "../api/answers";

/** "Herāt, Afghanistan"; a region between the two where it has another name, accents aside. */
export function placeInWords({ name, region, country, kind }: Place): string {
  if (kind === "country") return name;
  const isOther = region && withoutAccents(region) !== withoutAccents(name);
  return kind === "town" && isOther ? `${name}, ${region}, ${country}` : `${name}, ${country}`;
}

function withoutAccents(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "");
}

/** "34.35, 62.20": degrees north and east. */
export function degreesInWords({ latitude, longitude }: Place): string {
  return `${latitude.toFixed(2)}, ${longitude.toFixed(2)}`;
}

const REASONS: Record<LocatedBy, string> = {
  text: "a document says where it lies",
  only: "nothing else there has that name",
  document: "told from the other places of a document",
  population: "by far the largest place of that name",
  usual: "what the name usually means",
};

/** What decided that a name means this place, and in how many documents where some mean another. */
export function reasonInWords({ by, n_documents, n_located }: Place): string {
  const share = n_documents < n_located ? `; so in ${n_documents} of ${n_located} documents` : "";
  return REASONS[by] + share;
}
