import { describe, expect, it } from 'vitest';
import { drift, nextPhase, previousPhase } from './agenda.ts';
import type { Fields } from './record.ts';
import type { State } from './state.ts';
import { rec, stateOf } from './testdata/records.ts';
import { leftAt, timerOf } from './timer.ts';

const minute = 60_000;

/** An agenda of phases p0, p1 … in which one runs since the minute 0. */
function agenda(runs: number | null, ...phases: Fields[]): State {
  const all = phases.map((fields, i) => rec('phase', `p${i}`, { rank: `a${i}`, ...fields }));
  const phase: Fields = runs === null ? {} : { phase: `p${runs}`, began: 0 };
  return stateOf(rec('workshop', 'workshop', { title: 'Próba', ...phase }), ...all);
}

describe('the place in the agenda', () => {
  const three = [{}, {}, {}];

  it('has a phase before and a phase after', () => {
    const state = agenda(1, ...three);
    expect([previousPhase(state)?.id, nextPhase(state)?.id]).toEqual(['p0', 'p2']);
  });

  it('ends at both ends', () => {
    expect(previousPhase(agenda(0, ...three))).toBeUndefined();
    expect(nextPhase(agenda(2, ...three))).toBeUndefined();
  });

  it('before the first phase goes to the first', () => {
    const state = agenda(null, ...three);
    expect([previousPhase(state)?.id, nextPhase(state)?.id]).toEqual([undefined, 'p0']);
    expect(nextPhase(agenda(null))).toBeUndefined();
  });
});

describe('the drift', () => {
  it('is what earlier phases took more or less than planned', () => {
    const state = agenda(2, { minutes: 10, took: 14 * minute }, { minutes: 10, took: 8 * minute }, { minutes: 20 });
    expect(drift(state, 5 * minute)).toBe(2 * minute);
  });

  it('grows while the running phase lasts longer than planned, not before', () => {
    const state = agenda(1, { minutes: 10, took: 10 * minute }, { minutes: 20 });
    expect(drift(state, 20 * minute)).toBe(0);
    expect(drift(state, 26 * minute)).toBe(6 * minute);
  });

  it('counts a phase that was left out as time won', () => {
    expect(drift(agenda(1, { minutes: 15 }, { minutes: 20 }), 0)).toBe(-15 * minute);
  });

  it('counts time that was already spent in the running phase and in later ones', () => {
    const state = agenda(0, { minutes: 10, took: 9 * minute }, { minutes: 5, took: 7 * minute }, { minutes: 5 });
    expect(drift(state, 3 * minute)).toBe((2 + 2) * minute);
  });

  it('leaves out other parts, phases without minutes and one that was left open overnight', () => {
    const state = agenda(
      3,
      { minutes: 10, took: 60 * minute, part: 'I' },
      { took: 60 * minute, part: 'II' },
      { minutes: 10, took: 13 * 60 * minute, part: 'II' },
      { minutes: 10, part: 'II' },
    );
    expect(drift(state, 11 * minute)).toBe(minute);
    expect(drift(state, 13 * 60 * minute)).toBe(0);
  });

  it('is none where no phase runs, or while the clocks disagree', () => {
    expect(drift(agenda(null, { minutes: 10, took: 20 * minute }), 0)).toBe(0);
    expect(drift(agenda(0, { minutes: 10 }), -5 * minute)).toBe(0);
  });
});

describe('the timer', () => {
  const timer = (fields: Fields) => timerOf(stateOf(rec('timer', ':timer', fields)));

  it('is off, paused or runs', () => {
    expect(timerOf(stateOf())).toEqual({ kind: 'off' });
    expect(timer({})).toEqual({ kind: 'off' });
    expect(timer({ left: 5_000 })).toEqual({ kind: 'paused', left: 5_000 });
    expect(timer({ left: 0 })).toEqual({ kind: 'paused', left: 0 });
    expect(timer({ ends: 9_000 })).toEqual({ kind: 'runs', ends: 9_000 });
  });

  it('says what is left, and how long it is over', () => {
    expect(leftAt(timer({ ends: 9_000 }), 4_000)).toBe(5_000);
    expect(leftAt(timer({ ends: 9_000 }), 10_000)).toBe(-1_000);
    expect(leftAt(timer({ left: 5_000 }), 99_000)).toBe(5_000);
    expect(leftAt({ kind: 'off' }, 99_000)).toBe(0);
  });
});
