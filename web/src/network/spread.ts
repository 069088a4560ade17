/** Where entities are drawn before any force moves them: the same for the same entity, whatever else is there. Pure. */

export interface Position {
  x: number;
  y: number;
}

/** A place on a disc of this radius that an id alone decides. */
export function seat(id: string, radius = 100): Position {
  const [turn, out] = [fraction(id, 0x811c9dc5), fraction(id, 0x01234567)];
  const distance = radius * Math.sqrt(out);
  return { x: distance * Math.cos(2 * Math.PI * turn), y: distance * Math.sin(2 * Math.PI * turn) };
}

/** A number from 0 to 1 out of words: FNV-1a, and a last mix, for it hardly stirs the upper bits of short words. */
function fraction(words: string, basis: number): number {
  let hash = basis;
  for (const letter of words) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

/** Seats for the ids that have none yet: beside the first neighbour that has one, else by the id alone. */
export function seated(
  ids: readonly string[],
  held: ReadonlyMap<string, Position>,
  ties: readonly { one: string; other: string }[],
): Map<string, Position> {
  const seats = new Map<string, Position>();
  for (const id of ids) {
    const place = held.get(id);
    if (place) seats.set(id, place);
  }
  for (const { one, other } of ties) {
    if (held.has(one) && !held.has(other) && !seats.has(other)) seats.set(other, beside(held.get(one), other));
    if (held.has(other) && !held.has(one) && !seats.has(one)) seats.set(one, beside(held.get(other), one));
  }
  for (const id of ids) if (!seats.has(id)) seats.set(id, seat(id));
  return seats;
}

function beside(place: Position | undefined, id: string): Position {
  const { x, y } = seat(id, 20);
  return { x: (place?.x ?? 0) + x, y: (place?.y ?? 0) + y };
}
