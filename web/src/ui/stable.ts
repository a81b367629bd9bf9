/** What works something out and, when it comes out the same, hands out the same object as before. */
export function kept<T>(stable: (before: T, now: T) => T, compute: () => T): () => T {
  let before: T | undefined;
  return () => {
    before = before === undefined ? compute() : stable(before, compute());
    return before;
  };
}

/** The same map as before when both say the same, so that whoever reads it is not asked to draw again. */
export function stableMap<V>(
  before: ReadonlyMap<string, V> | undefined,
  now: ReadonlyMap<string, V>,
  same: (a: V, b: V) => boolean = Object.is,
): ReadonlyMap<string, V> {
  if (before?.size !== now.size) return now;
  for (const [key, value] of now) {
    const old = before.get(key);
    if (old === undefined || !same(old, value)) return now;
  }
  return before;
}

/** The same list as before when it holds the same. */
export function stableList<T>(before: readonly T[], now: readonly T[]): readonly T[] {
  return before.length === now.length && before.every((each, i) => each === now[i]) ? before : now;
}
