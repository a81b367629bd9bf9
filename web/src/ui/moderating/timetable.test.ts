import { describe, expect, it } from 'vitest';
import type { Fields } from '../../board/record.ts';
import { rec } from '../../board/testdata/records.ts';
import { sample } from '../phase/sample.ts';
import { length, shifted, timetable } from './timetable.ts';

const min = 60_000;
const noon = 1_000_000 * min;

function agenda(at: string | undefined, began: number, ...phases: Fields[]) {
  return sample(
    rec('workshop', 'workshop', { title: 'S', locale: 'pl', ...(at === undefined ? {} : { phase: at, began }) }),
    ...phases.map((fields, i) => rec('phase', `p${i}`, { title: `Etap ${i}`, rank: `a${i}`, ...fields })),
  );
}

const times = (state: ReturnType<typeof agenda>, now: number) =>
  timetable(state, now).flatMap(({ rows }) =>
    rows.map(({ state: is, from, to, took }) => [
      is,
      from === null ? null : (from - noon) / min,
      to === null ? null : (to - noon) / min,
      took,
    ]),
  );

describe('the timetable', () => {
  it('begins now while nothing runs', () => {
    expect(times(agenda(undefined, 0, { minutes: 10 }, { minutes: 5 }), noon)).toEqual([
      ['ahead', 0, 10, null],
      ['ahead', 10, 15, null],
    ]);
  });

  it('goes on from the running phase', () => {
    const state = agenda('p1', noon, { minutes: 10, took: 12 * min }, { minutes: 20 }, { minutes: 5 });
    expect(times(state, noon + 3 * min)).toEqual([
      ['done', null, null, 12],
      ['running', 0, 20, 3],
      ['ahead', 20, 25, null],
    ]);
  });

  it('moves what follows when a phase is overdue', () => {
    const state = agenda('p0', noon, { minutes: 10 }, { minutes: 5 });
    expect(times(state, noon + 14 * min)[1]).toEqual(['ahead', 14, 19, null]);
  });

  it('knows no hour of another meeting', () => {
    const state = agenda(
      'p0',
      noon,
      { minutes: 10, part: 'I' },
      { minutes: 5, part: 'II' },
      { minutes: 7, part: 'II' },
    );
    const parts = timetable(state, noon);
    expect(parts.map(({ title, minutes }) => [title, minutes])).toEqual([
      ['I', 10],
      ['II', 12],
    ]);
    expect(length(parts)).toBe(22);
    expect(times(state, noon)[2]).toEqual(['ahead', null, null, null]);
  });

  it('shows what a phase took that is to come again', () => {
    const state = agenda('p0', noon, { minutes: 10 }, { minutes: 5, took: 4 * min });
    expect(times(state, noon)[1]).toEqual(['ahead', 10, 15, 4]);
  });
});

describe('a step up or down', () => {
  const state = agenda(undefined, 0, {}, {}, {});
  it('names the phase before which it stands then', () => {
    expect(shifted(state, 'p1', -1)).toEqual({ before: 'p0' });
    expect(shifted(state, 'p0', 1)).toEqual({ before: 'p2' });
    expect(shifted(state, 'p1', 1)).toEqual({ before: undefined });
  });
  it('ends at the ends', () => {
    expect(shifted(state, 'p0', -1)).toBeNull();
    expect(shifted(state, 'p2', 1)).toBeNull();
    expect(shifted(state, 'none', 1)).toBeNull();
  });
});
