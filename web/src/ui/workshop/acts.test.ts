import { describe, expect, it } from 'vitest';
import type { Command } from '../../board/command.ts';
import type { Member } from '../../board/generated.ts';
import type { Rec } from '../../board/record.ts';
import { rec } from '../../board/testdata/records.ts';
import { sample } from '../phase/sample.ts';
import { language } from '../words/language.svelte.ts';
import { tied } from '../words/non-breaking.ts';
import { plLater } from '../words/pl.later.ts';
import { type Asked, confirmation, isLast, perform, personItems } from './acts.ts';
import type { WorkshopStore } from './workshop-store.svelte.ts';

await language.ready();

const pl = tied(plLater);
const w = pl.people;

function room(...more: Rec[]) {
  const state = sample(...more);
  const sent: Command[] = [];
  const store = {
    state,
    me: { member: 'maria', role: 'moderator' },
    now: () => 1_000_000,
    announcer: { say: () => {} },
    nameOf: (member: string) => state.of('member', member)?.name,
    run: (command: Command) => sent.push(command) > 0,
    runWhole: async (command: Command) => sent.push(command) > 0,
  } as unknown as WorkshopStore;
  const asked: Asked[] = [];
  const handlers = { ask: (what: Asked) => asked.push(what), write: () => {} };
  const labels = (member: string) =>
    personItems(store, state.of('member', member) as Member, handlers).map(({ label }) => label);
  return { store, sent, asked, handlers, labels, state };
}

describe('the menu of a person', () => {
  it('lets moderators write for a participant, put them into a team, promote and remove them', () => {
    expect(room().labels('anna')).toEqual([w.write.act, w.team, w.role.give, w.remove.act, w.remove.ban]);
  });

  it('lowers a hand that is up', () => {
    const { labels, store, state, handlers, sent } = room(
      rec('member', 'jan', { name: 'Jan', role: 'participant', hand: 5 }),
    );
    expect(labels('jan')[0]).toBe(w.lower);
    personItems(store, state.of('member', 'jan') as Member, handlers)[0]?.run?.();
    expect(sent).toEqual([{ do: 'SetHand', with: { up: false, member: 'jan' } }]);
  });

  it('takes the role back from another moderator and neither puts them into a team nor writes for them', () => {
    const other = rec('member', 'ewa', { name: 'Ewa', role: 'moderator' });
    expect(room(other).labels('ewa')).toEqual([w.role.take, w.remove.act, w.remove.ban]);
  });

  it('shows in which team somebody sits', () => {
    const { store, state, handlers } = room();
    const choices = personItems(store, state.of('member', 'anna') as Member, handlers).find(
      ({ label }) => label === w.team,
    )?.items;
    expect(choices?.map(({ label, checked }) => [label, checked])).toEqual([
      ['Zespół 1', true],
      ['Zespół 2', false],
      [pl.teams.none, false],
    ]);
  });

  it('asks before it takes anything away', () => {
    const { store, state, handlers, asked, sent } = room();
    for (const { label, run } of personItems(store, state.of('member', 'anna') as Member, handlers))
      if (label === w.remove.act || label === w.remove.ban || label === w.role.give) run?.();
    expect(asked.map(({ what }) => what)).toEqual(['give', 'remove', 'ban']);
    expect(sent).toEqual([]);
  });
});

describe('what is asked', () => {
  it.each([
    ['give', 'SetRole', { member: 'anna', role: 'moderator' }],
    ['take', 'SetRole', { member: 'anna', role: 'participant' }],
    ['leave', 'SetRole', { member: 'anna', role: 'participant' }],
    ['remove', 'RemoveMember', { member: 'anna', ban: false }],
    ['ban', 'RemoveMember', { member: 'anna', ban: true }],
  ] as const)('%s has a title, consequences and one command', (what, name, fields) => {
    const { store, sent } = room();
    const { title, what: lines, act } = confirmation(store, { what, member: 'anna' });
    expect(title !== '' && lines.length > 0 && act !== '').toBe(true);
    perform(store, { what, member: 'anna' });
    expect(sent).toEqual([{ do: name, with: fields }]);
  });

  it('takes back what a banned person did, when that is chosen', () => {
    const { store, sent } = room();
    perform(store, { what: 'ban', member: 'anna' }, 10);
    expect(sent.map(({ do: name }) => name)).toEqual(['RemoveMember', 'UndoMember']);
    expect(sent[1]?.with).toEqual({ member: 'anna', since: 1_000_000 - 600_000 });
  });
});

it('knows when nobody else moderates', () => {
  expect(isLast(room().store)).toBe(true);
  expect(isLast(room(rec('member', 'ewa', { name: 'Ewa', role: 'moderator' })).store)).toBe(false);
  expect(isLast(room(rec('member', 'ewa', { name: 'Ewa', role: 'moderator', removed: true })).store)).toBe(true);
});
