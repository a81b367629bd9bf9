import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { bin } from '../../board/bin.ts';
import { members } from '../../board/member.ts';
import { running } from '../../board/phase.ts';
import { hiddenItems, itemsOn, notesOf, type Patch, type State } from '../../board/state.ts';
import { note, participant, rec, stateOf } from '../../board/testdata/records.ts';
import { ReactiveState } from './reactive-state.svelte.ts';

const rank = (i: number) => `a${String(i).padStart(4, '0')}`;
const ids = Array.from({ length: 2_000 }, (_, i) => `n${i}`);

/** A reader for every note, and some of lists and counts. */
const readers: Record<string, (state: State) => unknown> = {
  ...Object.fromEntries(ids.map((id) => [id, (state: State) => state.of('note', id)?.text])),
  order: (state) => state.order(notesOf('b', 'strength', '')),
  texts: (state) => state.siblings(notesOf('b', 'strength', '')).map(({ text }) => text),
  elsewhere: (state) => state.order(notesOf('b', 'weakness', '')),
  'of a group': (state) => state.siblings(notesOf('b', 'strength', 'g')),
  count: (state) => state.count(itemsOn('b')),
  hidden: (state) => state.count(hiddenItems('b', 'strength')),
  bin: (state) => bin(state, 'b').length,
  people: (state) => members(state),
  phase: (state) => running(state)?.title,
  missing: (state) => state.of('tally', 'tally:v'),
  all: (state) => state.all('note').length,
};

/** A board of 2,000 notes before the readers, which tell when they run again. */
function drawn() {
  const notes = ids.map((id, i) => note(id, { rank: rank(i) }));
  const source = stateOf(...notes, participant('anna'));
  const state = new ReactiveState();
  state.update(source, source.records.keys());
  const ran: string[] = [];
  const stop = $effect.root(() => {
    for (const [name, read] of Object.entries(readers)) {
      $effect(() => {
        read(state);
        ran.push(name);
      });
    }
  });
  flushSync();
  /** The readers that run again after each lot of patches. */
  const change = (...patches: Patch[]) => {
    ran.length = 0;
    const known = [...source.records.keys()];
    source.apply(patches);
    const changes = state.update(source, new Set([...known, ...source.records.keys()]));
    flushSync();
    return { ran: ran.sort(), changes };
  };
  return { source, state, change, stop };
}

describe('of 2,000 notes and what reads them', () => {
  const cases: [string, Patch[], string[]][] = [
    ['a key in a note', [{ splice: 'n7', field: 'text', ops: [2, 'x'] }], ['all', 'n7', 'texts']],
    ['a new note', [{ put: note('new', { rank: 'b' }) }], ['all', 'count', 'order', 'texts']],
    ['a move in the list', [{ set: 'n7', fields: { rank: 'b' } }], ['all', 'n7', 'order', 'texts']],
    [
      'a move to another section',
      [{ set: 'n7', fields: { section: 'weakness' } }],
      ['all', 'elsewhere', 'n7', 'order', 'texts'],
    ],
    ['a move into a group', [{ set: 'n7', fields: { group: 'g' } }], ['all', 'n7', 'of a group', 'order', 'texts']],
    ['a note in the bin', [{ set: 'n7', fields: { deleted: true } }], ['all', 'bin', 'count', 'n7', 'order', 'texts']],
    ['a note that is hidden', [{ put: note('new', {}, 'member:anna') }], ['all', 'count', 'hidden', 'order', 'texts']],
    ['a note on another board', [{ put: note('new', { board: 'c' }) }], ['all']],
    ['a raised hand', [{ set: 'anna', fields: { hand: 1 } }], ['people']],
    ['a phase that begins', [{ set: 'workshop', fields: { phase: 'p' } }], ['phase']],
    ['what was not there', [{ put: rec('tally', 'tally:v', {}) }], ['missing']],
    ['nothing', [], []],
  ];

  it.each(cases)('%s runs only its readers again', (_, patches, wanted) => {
    const { change, stop } = drawn();
    expect(change(...patches).ran).toEqual(wanted);
    stop();
  });

  it('many changes of one note are one', () => {
    const { change, stop } = drawn();
    const keys = Array.from({ length: 50 }, (): Patch => ({ splice: 'n7', field: 'text', ops: ['x'] }));
    expect(change(...keys).ran).toEqual(['all', 'n7', 'texts']);
    expect(change({ put: note('new') }, { remove: 'new' })).toEqual({ ran: [], changes: [] });
    expect(change({ splice: 'n7', field: 'text', ops: ['x'] }).ran).toEqual(['all', 'n7', 'texts']);
    stop();
  });
});

it('tells what changed, and stands still between two updates', () => {
  const { source, state, change, stop } = drawn();
  const old = source.get('n7');
  source.apply([{ set: 'n7', fields: { text: 'new' } }]);
  expect(state.of('note', 'n7')?.text).toBe('n7');
  const { changes } = change({ remove: 'n8' });
  expect(changes).toEqual([
    { old: note('n8', { rank: rank(8) }), now: undefined },
    { old, now: source.get('n7') },
  ]);
  expect(state.records).toEqual(source.records);
  stop();
});

it('what is derived follows a record that it is the first to read', () => {
  const { state, change, stop } = drawn();
  const seen: unknown[] = [];
  const end = $effect.root(() => {
    const title = $derived(state.of('phase', 'p')?.title);
    $effect(() => {
      seen.push(title);
    });
  });
  flushSync();
  change({ put: rec('phase', 'p', { title: 'Etap' }) });
  change({ set: 'p', fields: { title: 'Koniec' } });
  change({ set: 'p', fields: { title: 'Koniec', allow: ['write'] } });
  expect(seen).toEqual([undefined, 'Etap', 'Koniec']);
  end();
  stop();
});
