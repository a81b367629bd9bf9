import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bin } from './bin.ts';
import { columns } from './columns.ts';
import { type Command, decide, perform } from './command.ts';
import { hashOf, hashText } from './hash.ts';
import { may } from './permission.ts';
import { byteOrder, type Rec } from './record.ts';
import { Refusal } from './refusal.ts';
import {
  binOf,
  bySiblingOrder,
  groupsOf,
  hiddenItems,
  itemsOn,
  membersList,
  notesOf,
  type Patch,
  phasesList,
  State,
  teamsList,
  votesList,
} from './state.ts';
import { participant, rec, stateOf } from './testdata/records.ts';

const everyone = 'everyone';

function workshop(): State {
  const state = new State();
  const records: Rec[] = [
    { id: 'workshop', kind: 'workshop', audience: everyone, fields: { title: 'Strategia', locale: 'pl' } },
    { id: 'b', kind: 'board', audience: everyone, fields: { kind: 'swot', title: 'SWOT', rank: 'a0' } },
    { id: 'anna', kind: 'member', audience: everyone, fields: { name: 'Anna', role: 'participant' } },
  ];
  state.apply(records.map((put) => ({ put })));
  return state;
}

const anna = { member: 'anna', role: 'participant' } as const;

function dump(state: State): object {
  const lists = ['strength', 'weakness', 'opportunity', 'threat'].flatMap((section) =>
    ['', 'g0', 'g1'].map((group) => state.siblings(notesOf('b', section, group)).map((r) => r.id)),
  );
  return {
    records: Object.fromEntries([...state.records].sort(([a], [b]) => byteOrder(a, b))),
    hashes: state
      .audiences()
      .sort()
      .map((a) => [a, state.hash(a)]),
    lists,
    groups: state.siblings(groupsOf('b')).map((r) => r.id),
    bin: state.order(binOf('b')),
    counts: ['note', 'group', 'board', itemsOn('b'), hiddenItems('b', 'threat'), hiddenItems('b', '')].map((name) =>
      state.count(name),
    ),
  };
}

function rebuilt(state: State): State {
  const fresh = new State();
  fresh.apply([...state.records.values()].map((put) => ({ put })));
  return fresh;
}

const text = fc.string({ minLength: 1 });
const value = fc.oneof(
  text,
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.constant('🌲ł'),
);
const record: fc.Arbitrary<Rec> = fc.record({
  id: fc.constantFrom('n1', 'n2', 'n3', 'g0'),
  kind: fc.constantFrom('note', 'group', 'board', 'strange'),
  audience: fc.constantFrom(everyone, 'moderators', 'team:1', 'member:anna'),
  fields: fc
    .tuple(
      fc.dictionary(fc.constantFrom('rank', 'board', 'deleted', 'x', '__proto__'), value),
      fc.dictionary(fc.constant('text'), text),
    )
    .map(([fields, texts]) => ({ ...fields, ...texts })),
});
const patch: fc.Arbitrary<Patch> = fc.oneof(
  record.map((put) => ({ put })),
  fc.record({ remove: fc.constantFrom('n1', 'n2', 'nowhere') }),
  fc.record({
    set: fc.constantFrom('n1', 'n2', 'n3'),
    fields: fc
      .tuple(
        fc.dictionary(fc.constantFrom('rank', 'x'), fc.oneof(value, fc.constant(null))),
        fc.dictionary(fc.constant('text'), fc.oneof(text, fc.constant(null))),
      )
      .map(([fields, texts]) => ({ ...fields, ...texts })),
  }),
  fc.record({
    splice: fc.constantFrom('n1', 'n2'),
    field: fc.constant('text'),
    ops: fc.constantFrom<(number | string)[]>(['abc'], [1, 'x'], [-1], [2, 'ą', -1]),
  }),
);

describe('a state', () => {
  it('is as before when a change and then its inverse is applied, or when it does not fit', () => {
    fc.assert(
      fc.property(fc.array(patch, { maxLength: 8 }), fc.array(patch, { maxLength: 8 }), (first, second) => {
        const state = workshop();
        for (const p of first) applyIfFits(state, [p]);
        const before = dump(state);
        const inverse = applyIfFits(state, second);
        if (inverse !== undefined) state.apply(inverse);
        expect(dump(state)).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps hashes and lists that a fresh one computes from the same records (W32)', () => {
    fc.assert(
      fc.property(fc.array(patch, { maxLength: 20 }), (patches) => {
        const state = workshop();
        for (const p of patches) applyIfFits(state, [p]);
        expect(dump(state)).toEqual(dump(rebuilt(state)));
      }),
      { numRuns: 300 },
    );
  });

  it('replaces records and never modifies them', () => {
    const state = workshop();
    const before = state.of('member', 'anna');
    state.apply([{ set: 'anna', fields: { name: 'Ania' } }]);
    expect(before?.name).toBe('Anna');
    expect(state.get('anna')).not.toBe(before);
  });

  it('orders siblings by rank and then by id, byte by byte (W11)', () => {
    const of = (id: string, rank: string) => rec('note', id, { rank });
    const sorted = [of('b', 'a0'), of('a', 'a0'), of('c', 'Zz'), of('d', 'a0V')].sort(bySiblingOrder);
    expect(sorted.map((r) => r.id)).toEqual(['c', 'a', 'b', 'd']);
    expect(byteOrder('\u{10000}', '\uffff')).toBeGreaterThan(0);
    expect(byteOrder('a', 'ab')).toBeLessThan(0);
  });

  it('lists phases, teams, votes and people in order; who was removed is in no list', () => {
    const state = stateOf(
      rec('phase', 'p1', { rank: 'a1' }),
      rec('phase', 'p0', { rank: 'a0' }),
      rec('team', 't', { rank: 'a0', past: true }),
      rec('vote', 'v', { rank: 'a0', closed: true }),
      participant('anna', { waiting: true }),
      participant('ewa'),
    );
    const ids = (list: string) => state.siblings(list).map(({ id }) => id);
    expect([phasesList, teamsList, votesList, membersList].map(ids)).toEqual([
      ['p0', 'p1'],
      ['t'],
      ['v'],
      ['anna', 'ewa'],
    ]);
    state.apply([{ set: 'ewa', fields: { removed: true } }]);
    expect([ids(membersList), state.count('member')]).toEqual([['anna'], 1]);
  });

  it('hashes values of every type as W32 writes it', () => {
    const fields = { a: 'ą', b: 7, c: true, d: false, e: ['x', 'y'], f: -1 };
    const hash = hashText(hashOf({ id: 'r', kind: 'note', audience: everyone, fields }));
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    // The order in which the fields were written does not matter.
    const shuffled = { e: ['x', 'y'], c: true, f: -1, a: 'ą', d: false, b: 7 };
    expect(hashText(hashOf({ id: 'r', kind: 'note', audience: everyone, fields: shuffled }))).toBe(hash);
  });
});

function applyIfFits(state: State, patches: Patch[]): Patch[] | undefined {
  try {
    return state.apply(patches);
  } catch {
    return undefined;
  }
}

const id = fc.constantFrom('n0', 'n1', 'n2', 'n3', 'n4', 'nowhere');
const section = fc.constantFrom('strength', 'weakness', 'threat', 'nonsense');
const group = fc.option(fc.constantFrom('g0', 'g1', 'nowhere'), { nil: undefined });
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    do: fc.constant('AddNote' as const),
    with: fc.record({
      board: fc.constant('b'),
      note: id,
      section,
      group,
      before: fc.option(id, { nil: undefined }),
      text: fc.constantFrom('tekst', '', 'z 🌲'),
    }),
  }),
  fc.record({
    do: fc.constant('MoveNotes' as const),
    with: fc.record({
      moves: fc.array(fc.record({ note: id, section, group, before: fc.option(id, { nil: undefined }) }), {
        maxLength: 3,
      }),
    }),
  }),
  fc.record({
    do: fc.constant('GroupNotes' as const),
    with: fc.record({
      board: fc.constant('b'),
      group: fc.constantFrom('g0', 'g1'),
      name: fc.constantFrom('Kultura', '', ' x '),
      notes: fc.array(id, { maxLength: 3 }),
    }),
  }),
  fc.record({
    do: fc.constantFrom('DeleteNotes' as const, 'RestoreNotes' as const),
    with: fc.record({ notes: fc.array(id, { maxLength: 3 }) }),
  }),
  fc.record({
    do: fc.constant('EditText' as const),
    with: fc.record({
      record: id,
      field: fc.constantFrom('text', 'rank'),
      ops: fc.constantFrom<(number | string)[]>(['x'], [2, 'y', -1], [-9], []),
    }),
  }),
);

describe('a command', () => {
  it('changes nothing when it is refused, and nothing that its inverse does not take back', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        const state = workshop();
        for (const c of commands) {
          const before = dump(state);
          let change: Patch[] = [];
          try {
            change = decide(state, anna, c);
          } catch (reason) {
            expect(reason).toBeInstanceOf(Refusal);
            expect(dump(state)).toEqual(before);
            continue;
          }
          expect(dump(state)).toEqual(before);
          const performed = perform(state, anna, c);
          expect(performed.change).toEqual(change);
          const after = dump(state);
          state.apply(performed.inverse);
          expect(dump(state)).toEqual(before);
          state.apply(change);
          expect(dump(state)).toEqual(after);
        }
        expect(dump(state)).toEqual(dump(rebuilt(state)));
        expectRanksApart(state);
      }),
      { numRuns: 300 },
    );
  });

  it('is refused to whom the table does not allow it', () => {
    expect(may(new State(), { member: 'anna', role: 'observer' }, 'AddNote')).toBe(false);
    expect(may(new State(), { member: 'anna', role: 'participant' }, 'RenameWorkshop')).toBe(false);
    expect(may(new State(), { member: 'anna', role: 'moderator' }, 'RenameWorkshop')).toBe(true);
    expect(may(new State(), { member: 'anna', role: 'moderator' }, 'constructor')).toBe(false);
    expect(may(new State(), { member: 'anna', role: 'moderator' }, 'FoundWorkshop')).toBe(false);
  });
});

function expectRanksApart(state: State): void {
  for (const { loose, groups } of columns(state, 'b')) {
    for (const list of [loose, ...groups.map((g) => g.notes)]) {
      const ranks = list.map((r) => r.rank);
      expect(new Set(ranks).size).toBe(ranks.length);
    }
  }
}

describe('the sections of a SWOT board', () => {
  it('hold loose notes and groups in order, without the bin and without empty groups', () => {
    const state = workshop();
    const give = (c: Command) => perform(state, anna, c);
    for (const note of ['n0', 'n1', 'n2', 'n3']) {
      give({ do: 'AddNote', with: { board: 'b', note, section: 'strength', text: note } });
    }
    give({ do: 'AddNote', with: { board: 'b', note: 'n4', section: 'threat', text: 'n4' } });
    give({ do: 'GroupNotes', with: { board: 'b', group: 'g0', name: 'Zasoby', notes: ['n2', 'n4'] } });
    give({ do: 'GroupNotes', with: { board: 'b', group: 'g1', name: 'Pusta', notes: ['n3'] } });
    give({ do: 'DeleteNotes', with: { notes: ['n3', 'n0'] } });
    const [strengths, weaknesses, , threats] = columns(state, 'b');
    expect(strengths?.count).toBe(2);
    expect(strengths?.loose.map((r) => r.id)).toEqual(['n1']);
    expect(strengths?.groups.map((g) => [g.group.id, g.notes.map((r) => r.id)])).toEqual([['g0', ['n2']]]);
    expect(weaknesses?.count).toBe(0);
    expect(threats?.groups.map((g) => g.group.id)).toEqual(['g0']);
    expect(bin(state, 'b').map((r) => r.id)).toEqual(['n0', 'n3']);
    expect(bin(state, 'other')).toEqual([]);
  });
});
