import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns } from './columns.ts';
import { noteBoxes, planeSize } from './generated.ts';
import { type Box, boxOf, freePoints, onPlane, type Point, sectionAt, sizeBox, tidyMoves } from './plane.ts';
import type { Rec } from './record.ts';
import type { State } from './state.ts';
import { note, rec, stateOf } from './testdata/records.ts';

const area = (id: string, x: number, y: number, width = 680, height = 880) =>
  rec('area', id, { board: 'v', title: id, x, y, width, height });

const onBoard = (id: string, section: string, at: Point, more = {}) =>
  note(id, { board: 'v', section, rank: '', ...at, ...more });

const vision = (...records: readonly Rec[]) =>
  stateOf(rec('board', 'v', { kind: 'vision', rank: 'a1' }), area('how', 48, 48), area('who', 800, 48), ...records);

const drawnNotes = fc.array(
  fc.record({
    section: fc.constantFrom('how', 'who', ''),
    x: fc.integer({ min: 0, max: 1_500 }),
    y: fc.integer({ min: 0, max: 1_500 }),
    size: fc.constantFrom(...Object.keys(noteBoxes)),
    group: fc.constantFrom('', 'g', 'h'),
  }),
  { maxLength: 60 },
);

const drawn = (notes: readonly { section: string; x: number; y: number; size: string; group: string }[]) =>
  vision(
    rec('group', 'g', { board: 'v', rank: 'a0' }),
    rec('group', 'h', { board: 'v', rank: 'a1' }),
    ...notes.map(({ section, ...fields }, i) => onBoard(`n${i}`, section, fields, fields)),
  );

const read = (state: State) =>
  columns(state, 'v').map(({ section, loose, groups }) => [
    section,
    loose.map(({ id }) => id),
    groups.map(({ group, notes }) => [group.id, notes.map(({ id }) => id)]),
  ]);

const meet = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const boxesIn = (state: State, section: string) =>
  state
    .all('note')
    .filter((each) => each.section === section)
    .map(boxOf);

const apart = (boxes: readonly Box[]) => boxes.every((a, i) => boxes.slice(i + 1).every((b) => !meet(a, b)));

describe('tidying', () => {
  it('puts notes side by side, groups in rows of their own, and changes no order of reading', () => {
    fc.assert(
      fc.property(drawnNotes, (notes) => {
        const state = drawn(notes);
        const before = read(state);
        for (const section of ['how', 'who', '']) {
          for (const { note: id, x = 0, y = 0 } of tidyMoves(state, 'v', section)) {
            state.apply([{ set: id, fields: { x, y } }]);
          }
          expect(apart(boxesIn(state, section))).toBe(true);
          expect(tidyMoves(state, 'v', section)).toEqual([]);
        }
        expect(read(state)).toEqual(before);
      }),
    );
  });
});

describe('a free place', () => {
  it('is never upon another note, nor upon an area around the areas', () => {
    const at = fc.record({ x: fc.integer({ min: -100, max: 30_000 }), y: fc.integer({ min: -100, max: 3_000 }) });
    const sizes = fc.array(fc.constantFrom(...Object.keys(noteBoxes)), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(drawnNotes, fc.constantFrom('how', 'who', ''), at, sizes, (notes, section, near, wanted) => {
        const state = drawn(notes);
        const points = freePoints(state, 'v', section, near, wanted);
        const fresh = points.map((point, i) => ({ ...point, ...sizeBox(wanted[i] ?? '') }));
        const areas =
          section === '' ? state.all('area').map(({ x, y, width, height }) => ({ x, y, width, height })) : [];
        expect(apart(fresh)).toBe(true);
        for (const box of [...boxesIn(state, section), ...areas]) {
          expect(fresh.some((each) => meet(each, box))).toBe(false);
        }
      }),
    );
  });

  it('is where the person looks while nothing is there', () => {
    expect(freePoints(vision(), 'v', 'how', { x: 300, y: 400 })).toEqual([{ x: 300, y: 400 }]);
    expect(freePoints(vision(), 'v', '', { x: 5_000, y: 6_000 })).toEqual([{ x: 5_000, y: 6_000 }]);
  });

  it('is beside the note that is there', () => {
    const state = vision(onBoard('n', 'how', { x: 16, y: 112 }));
    expect(freePoints(state, 'v', 'how', { x: 16, y: 112 })).toEqual([{ x: 232, y: 112 }]);
  });

  it('is beneath the notes of an area that is full', () => {
    const full = vision(area('how', 48, 48, 240, 240), onBoard('n', 'how', { x: 16, y: 64 }));
    expect(freePoints(full, 'v', 'how', { x: 0, y: 0 }, ['', ''])).toEqual([
      { x: 16, y: 224 },
      { x: 16, y: 384 },
    ]);
  });
});

describe('a thousand notes on one point', () => {
  const state = vision(...Array.from({ length: 1_000 }, (_, i) => onBoard(`n${i}`, 'how', { x: 16, y: 112 })));

  it('are set in rows by one tidying, and a new note comes upon none of them', () => {
    const [point = { x: 0, y: 0 }] = freePoints(state, 'v', 'how', { x: 16, y: 112 });
    expect(boxesIn(state, 'how').some((box) => meet({ ...point, ...sizeBox('') }, box))).toBe(false);
    const moves = tidyMoves(state, 'v', 'how');
    expect(moves).toHaveLength(999);
    const points = new Set(moves.map(({ x, y }) => `${x} ${y}`));
    expect(points.size).toBeGreaterThan(350);
  });
});

describe('a point of the plane', () => {
  it('lies in the smallest area there', () => {
    const state = vision(area('in', 100, 100, 300, 300));
    expect(sectionAt(state, 'v', { x: 50, y: 60 })).toEqual({ section: 'how', x: 2, y: 12 });
    expect(sectionAt(state, 'v', { x: 110, y: 130 })).toEqual({ section: 'in', x: 10, y: 30 });
    expect(sectionAt(state, 'v', { x: 800 + 680, y: 48 })).toEqual({ section: '', x: 1480, y: 48 });
  });

  it('is kept on the plane, in whole numbers', () => {
    expect(onPlane({ x: -3, y: planeSize + 0.4 })).toEqual({ x: 0, y: planeSize });
    expect(onPlane({ x: 1.6, y: 2.4 })).toEqual({ x: 2, y: 2 });
    expect(onPlane({ x: Number.NaN, y: Number.POSITIVE_INFINITY })).toEqual({ x: 0, y: planeSize });
  });
});
