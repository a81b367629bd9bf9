/** What a table draws of its lines: some of them, and between them gaps as high as what is left out. */
export type Piece = { readonly at: number } | { readonly gap: number; readonly before: number };

/** The heights of lines: as they were measured, or else as they are expected. */
export class Heights {
  readonly #measured = new Map<string, number>();

  constructor(private readonly expected: (key: string) => number) {}

  of(key: string): number {
    return this.#measured.get(key) ?? this.expected(key);
  }

  /** Takes down how high a line is; true when that is news. */
  measure(key: string, height: number): boolean {
    if (Math.abs(this.of(key) - height) < 1) return false;
    this.#measured.set(key, height);
    return true;
  }
}

/** Where each line begins, and after the last one where all end. */
export function offsetsOf(keys: readonly string[], heights: Heights): number[] {
  let sum = 0;
  const offsets = keys.map((key) => {
    const from = sum;
    sum += heights.of(key);
    return from;
  });
  offsets.push(sum);
  return offsets;
}

/** The pieces that are drawn: the lines in view and some around them, and those that have to stay. */
export function pieces(
  offsets: readonly number[],
  view: { readonly top: number; readonly height: number },
  stay: readonly number[],
): Piece[] {
  const count = offsets.length - 1;
  const from = Math.max(0, lineAt(offsets, view.top - view.height / 2));
  const to = Math.min(count - 1, lineAt(offsets, view.top + view.height * 1.5));
  const wanted = new Set(stay.filter((at) => at >= 0 && at < count));
  for (let at = from; at <= to; at++) wanted.add(at);
  const all: Piece[] = [];
  let next = 0;
  const gapTo = (at: number) => {
    if (at > next) all.push({ gap: (offsets[at] ?? 0) - (offsets[next] ?? 0), before: at });
  };
  for (const at of [...wanted].sort((a, b) => a - b)) {
    gapTo(at);
    all.push({ at });
    next = at + 1;
  }
  gapTo(count);
  return all;
}

/** The line that covers a height. */
export function lineAt(offsets: readonly number[], y: number): number {
  let low = 0;
  let high = Math.max(0, offsets.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}
