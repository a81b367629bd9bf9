/** So many notes make a stretch full: what is put last begins another. */
const FULL = 16;

/** A part of a long list of notes, known by the same key for as long as it stands. */
export interface Stretch {
  readonly key: number;
  readonly notes: string[];
}

/**
 * Cuts a list of notes into stretches, which are drawn one by one. A note keeps its stretch while others come,
 * go and move: what is being typed in it stays. One that comes between others joins them, also where they are many.
 */
export class Stretches {
  #cut: readonly Stretch[] = [];
  #next = 0;

  cut(notes: readonly string[]): readonly Stretch[] {
    const keys = this.#kept(notes);
    const cut: Stretch[] = [];
    const following = this.#following(notes, keys);
    notes.forEach((note, i) => {
      const last = cut.at(-1);
      const key = keys.get(note);
      const wanted = key ?? following[i];
      const room = key === undefined && last !== undefined && last.notes.length < FULL;
      if (room || (last !== undefined && last.key === wanted)) last.notes.push(note);
      else cut.push({ key: wanted ?? this.#next++, notes: [note] });
    });
    this.#cut = cut;
    return cut;
  }

  /** For each note the key of the next one behind it that has kept its own. */
  #following(notes: readonly string[], keys: ReadonlyMap<string, number>): (number | undefined)[] {
    const following: (number | undefined)[] = [];
    for (let i = notes.length - 2; i >= 0; i--) following[i] = keys.get(notes[i + 1] as string) ?? following[i + 1];
    return following;
  }

  /** The keys of the notes that were here and have kept their order, as many as can be; the others have moved. */
  #kept(notes: readonly string[]): Map<string, number> {
    const old = this.#cut.flatMap(({ key, notes }) => notes.map((note) => ({ note, key })));
    const place = new Map(old.map(({ note }, i) => [note, i]));
    const places = notes.flatMap((note) => place.get(note) ?? []);
    return new Map(
      ascending(places).map((at) => {
        const { note, key } = old[at] as (typeof old)[number];
        return [note, key];
      }),
    );
  }
}

/** The longest ascending part of numbers that are all different. */
function ascending(numbers: readonly number[]): number[] {
  /** The end of the best part of each length so far, with what comes before it. */
  const ends: Part[] = [];
  for (const last of numbers) {
    let at = ends.length;
    while (at > 0 && (ends[at - 1] as Part).last > last) at--;
    ends[at] = { last, before: ends[at - 1] };
  }
  const part: number[] = [];
  for (let end = ends.at(-1); end !== undefined; end = end.before) part.push(end.last);
  return part.reverse();
}

interface Part {
  readonly last: number;
  readonly before: Part | undefined;
}
