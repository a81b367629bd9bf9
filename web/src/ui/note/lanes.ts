/**
 * Deals notes to lanes, the columns in which they stand side by side without holes. The first deal goes row by row, as
 * one reads. Afterwards a note keeps its lane while others come, go and grow: nothing jumps under a pointer, and what is
 * being typed in a note stays. One that is put before another comes to its lane; what is put last, and several at once, to
 * the lane with the fewest.
 */
export class Lanes {
  #order: readonly string[] = [];
  #at = new Map<string, number>();
  #count = 0;

  deal(notes: readonly string[], count: number): string[][] {
    const kept = count === this.#count ? this.#stay(notes) : new Map<string, number>();
    const filled = Array.from({ length: count }, () => 0);
    for (const at of kept.values()) filled[at] = (filled[at] ?? 0) + 1;
    const dealt: string[][] = filled.map(() => []);
    notes.forEach((note, i) => {
      let at = kept.get(note);
      if (at === undefined) {
        const fewest = filled.indexOf(Math.min(...filled));
        const alone = filled[fewest] !== 0 && (i === 0 || kept.has(notes[i - 1] as string));
        at = (alone ? kept.get(notes[i + 1] as string) : undefined) ?? fewest;
        filled[at] = (filled[at] ?? 0) + 1;
      }
      dealt[at]?.push(note);
    });
    this.#order = notes;
    this.#count = count;
    this.#at = new Map(dealt.flatMap((lane, at) => lane.map((note) => [note, at] as const)));
    return dealt;
  }

  /** The lanes of the notes that were here and have not been put elsewhere in the order. */
  #stay(notes: readonly string[]): Map<string, number> {
    const there = new Set(notes);
    const old = this.#order.filter((note) => there.has(note));
    const now = notes.filter((note) => this.#at.has(note));
    let [first, last] = [0, now.length - 1];
    while (first <= last && old[first] === now[first]) first++;
    while (last > first && old[last] === now[last]) last--;
    const up = now[first] === old[last];
    const one = last - first > this.#count && (up || now[last] === old[first]);
    const moved = up ? first : last;
    return new Map(
      now.flatMap((note, i) => {
        if (i < first || i > last) return [[note, this.#at.get(note) as number]];
        // One that came from afar leaves the others where they are; of neighbours, and of several, each takes a place
        // that was there.
        if (one) return i === moved ? [] : [[note, this.#at.get(note) as number]];
        return [[note, this.#at.get(old[i] as string) as number]];
      }),
    );
  }
}
