/** Things by what a key of them is, in the order in which each key comes first. */
export function groupedBy<T, K>(things: readonly T[], keyOf: (thing: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const there = groups.get(key);
    if (there) there.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}
