import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Stretches } from './stretches.ts';

const notes = Array.from({ length: 100 }, (_, i) => `n${i}`);

function keysOf(stretches: Stretches, list: readonly string[]): Map<string, number> {
  return new Map(stretches.cut(list).flatMap(({ key, notes }) => notes.map((note) => [note, key] as const)));
}

describe('a list cut into stretches', () => {
  it('keeps its order, and every stretch has a key of its own', () => {
    const lists = fc.array(fc.shuffledSubarray(notes), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(lists, (lists) => {
        const stretches = new Stretches();
        for (const list of lists) {
          const cut = stretches.cut(list);
          expect(cut.flatMap(({ notes }) => notes)).toEqual(list);
          expect(new Set(cut.map(({ key }) => key)).size).toBe(cut.length);
          expect(cut.every(({ notes }) => notes.length > 0)).toBe(true);
        }
      }),
    );
  });

  it('is cut where stretches are full, also as one note after the other is added', () => {
    const [atOnce, grown] = [new Stretches(), new Stretches()];
    for (const i of notes.keys()) grown.cut(notes.slice(0, i + 1));
    const sizes = (stretches: Stretches) => stretches.cut(notes).map(({ notes }) => notes.length);
    expect(sizes(atOnce)).toEqual([16, 16, 16, 16, 16, 16, 4]);
    expect(sizes(grown)).toEqual(sizes(atOnce));
  });

  it('leaves every other note in its stretch when one comes, goes or moves', () => {
    const place = fc.nat({ max: notes.length - 1 });
    fc.assert(
      fc.property(place, place, fc.constantFrom('comes', 'goes', 'moves'), (from, to, what) => {
        const stretches = new Stretches();
        const before = keysOf(stretches, notes);
        const list = [...notes];
        const one = what === 'comes' ? 'new' : (list.splice(from, 1)[0] as string);
        if (what !== 'goes') list.splice(to, 0, one);
        const after = keysOf(stretches, list);
        for (const note of list) if (note !== one) expect(after.get(note), note).toBe(before.get(note));
      }),
    );
  });
});
