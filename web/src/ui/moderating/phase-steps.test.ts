import { describe, expect, it } from 'vitest';
import type { Command } from '../../board/command.ts';
import type { Fields, Rec } from '../../board/record.ts';
import { rec } from '../../board/testdata/records.ts';
import { sample } from '../phase/sample.ts';
import { confirmationFor, driftMinutes, PhaseSteps, type StepsStore } from './phase-steps.svelte.ts';

function store(
  at: string,
  fields: Fields,
  more: { writing?: number; online?: string[]; ready?: string; records?: Rec[] } = {},
): StepsStore & { given: Command[] } {
  const state = sample(
    rec('workshop', 'workshop', { title: 'S', locale: 'pl', ...(at === '' ? {} : { phase: at, began: 0 }) }),
    rec('phase', 'p', { title: 'Pierwszy', rank: 'a0', ...fields }),
    rec('phase', 'q', { title: 'Drugi', rank: 'a1' }),
    ...(more.ready ? [rec('member', more.ready, { name: 'Anna', role: 'participant', ready: at || '-' })] : []),
    ...(more.records ?? []),
  );
  const given: Command[] = [];
  return {
    state,
    writing: more.writing ?? 0,
    people: new Map((more.online ?? []).map((id) => [id, true])),
    given,
    run(command) {
      given.push(command);
      return true;
    },
    async runWhole(command) {
      return this.run(command);
    },
  };
}

describe('the question before a step', () => {
  it('is not asked when nobody is in the middle of something', () => {
    expect(confirmationFor(store('p', { allow: ['write'] }), 'q')).toBeNull();
    expect(confirmationFor(store('', {}, { online: ['anna'] }), 'p')).toBeNull();
    expect(confirmationFor(store('p', { allow: ['write'] }, { online: ['anna'], ready: 'anna' }), 'q')).toBeNull();
  });

  it('is asked while people write', () => {
    expect(confirmationFor(store('p', {}, { writing: 3 }), 'q')).toMatchObject({ writing: 3, from: 'p', to: 'q' });
  });

  it('is asked while not everybody is ready, where there was something to do', () => {
    const half = { online: ['anna', 'jan'], ready: 'anna' };
    expect(confirmationFor(store('p', { allow: ['write'] }, half), 'q')).toMatchObject({ ready: 1, of: 2 });
    expect(confirmationFor(store('p', {}, { online: ['anna', 'jan'] }), 'q')).toBeNull();
    expect(confirmationFor(store('p', {}, half), 'q')).toMatchObject({ ready: 1, of: 2 });
  });

  it('is asked when notes would stay hidden', () => {
    const records = [rec('hiddenCount', 'hidden:b/strength', { board: 'b', count: 5, section: 'strength' })];
    expect(confirmationFor(store('p', { hidden: true, counts: true }, { records }), 'q')).toMatchObject({ hidden: 5 });
    expect(confirmationFor(store('p', { hidden: true }), 'q')).toMatchObject({ hidden: null });
  });

  it('is asked before a phase for teams that are not there', () => {
    const to = { records: [rec('phase', 'q', { title: 'Drugi', rank: 'a1', teams: true, allow: ['write'] })] };
    expect(confirmationFor(store('p', {}, to), 'q')).toBeNull();
    const past = ['t1', 't2'].map((id) => rec('team', id, { name: id, rank: 'a0', past: true }));
    expect(confirmationFor(store('p', {}, { records: [...to.records, ...past] }), 'q')).toMatchObject({
      teamless: true,
    });
  });

  it('is asked before leads have to choose while a team has none', () => {
    const asked = (allow: string[], ...more: Rec[]) =>
      confirmationFor(
        store('p', {}, { records: [rec('phase', 'q', { title: 'Wybór', rank: 'a1', teams: true, allow }), ...more] }),
        'q',
      );
    expect(asked([])).toMatchObject({ leaderless: true });
    expect([asked(['write']), asked([], rec('team', 't1', { name: 'T', rank: 'a0', lead: 'anna' }))]).toEqual([
      null,
      null,
    ]);
  });

  it('is asked before boards are copied for the teams, and not when they have their copies', () => {
    const second = rec('board', 'c', { kind: 'swot', title: 'Dojazdy', rank: 'a3' });
    const asked = (fields: Fields, ...more: Rec[]) =>
      confirmationFor(
        store(
          'p',
          {},
          {
            records: [
              rec('phase', 'q', { title: 'Drugi', rank: 'a1', teams: true, allow: ['write'], ...fields }),
              ...more,
            ],
          },
        ),
        'q',
      );
    expect(asked({})).toBeNull();
    expect(asked({}, second)).toMatchObject({ copies: 2 });
    expect(asked({ boards: ['c'] }, second)).toMatchObject({ copies: 1 });
    expect(asked({ boards: ['b'] }, second)).toBeNull();
    expect(asked({}, rec('board', 'c', { ...second.fields, archived: true }))).toBeNull();
    expect(asked({}, rec('team', 't3', { name: 'Zespół 3', rank: 'a9' }))).toMatchObject({ copies: 1 });
  });

  it('is asked before the end of the agenda', () => {
    expect(confirmationFor(store('q', {}), '')).not.toBeNull();
  });
});

describe('going', () => {
  it('goes at once, from the phase that runs', () => {
    const given = store('p', {});
    new PhaseSteps(given).to('q');
    expect(given.given).toEqual([{ do: 'GoTo', with: { phase: 'q', from: 'p' } }]);
  });

  it('takes a double click for one step', () => {
    let now = 0;
    const given = store('p', {});
    const steps = new PhaseSteps(given, () => now);
    steps.to('q');
    now = 300;
    steps.to('q');
    expect(given.given.length).toBe(1);
    now = 1000;
    steps.to('q');
    expect(given.given.length).toBe(2);
  });

  it('takes a double click for one presentation', () => {
    let now = 0;
    const given = store('p', {});
    const steps = new PhaseSteps(given, () => now);
    steps.present();
    now = 300;
    steps.present();
    expect(given.given).toEqual([{ do: 'NextPresentation', with: {} }]);
  });

  it('keeps the phase from which it was asked, whatever runs by then', () => {
    const given = store('p', {}, { writing: 1 });
    const steps = new PhaseSteps(given);
    steps.to('q');
    expect(given.given).toEqual([]);
    given.state.apply([{ set: 'workshop', fields: { phase: 'q' } }]);
    steps.confirm();
    expect(given.given).toEqual([{ do: 'GoTo', with: { phase: 'q', from: 'p' } }]);
  });

  it('shows everything hidden before it goes, when asked to', async () => {
    const records = [rec('hiddenCount', 'hidden:b/strength', { board: 'b', count: 5, section: 'strength' })];
    const given = store('p', { hidden: true, counts: true }, { records });
    const steps = new PhaseSteps(given);
    steps.to('q');
    steps.confirm(true);
    await Promise.resolve();
    expect(given.given.map((command) => command.do)).toEqual(['Reveal', 'GoTo']);
  });

  it('takes the last step back', () => {
    let now = 0;
    const given = store('p', {});
    const steps = new PhaseSteps(given, () => now);
    steps.to('q');
    expect(steps.done).toEqual({ from: 'p', to: 'q' });
    now = 2000;
    steps.back();
    expect(given.given.at(-1)).toEqual({ do: 'GoTo', with: { phase: 'p', from: 'q' } });
    expect(steps.done).toBeNull();
  });
});

it('drift is told in whole minutes', () => {
  expect([59_000, 60_000, -59_000, -61_000].map(driftMinutes)).toEqual([0, 1, -0, -1]);
});
