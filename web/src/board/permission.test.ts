import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Act, permissions, type Role } from './generated.ts';
import { verdict } from './permission.ts';
import type { Fields } from './record.ts';
import { note, participant, rec, stateIn, stateOf } from './testdata/records.ts';

interface ServerRow {
  readonly name: string;
  readonly roles: readonly (Role | 'system' | 'organiser')[];
  readonly acts: readonly Act[];
  readonly stopped: boolean;
}

/** The server itself and whoever holds the organiser key have no session. */
const hasSession = (role: Role | 'system' | 'organiser') => role !== 'system' && role !== 'organiser';

/** The server's table as its own tests write it: the two may not drift apart. */
const table: ServerRow[] = JSON.parse(
  readFileSync(new URL('../../../board/testdata/vectors/permissions.json', import.meta.url), 'utf8'),
);

describe('the permission table', () => {
  it('has a row for everything that a session may ask the server for', () => {
    const names = table.filter(({ roles }) => roles.some(hasSession)).map(({ name }) => name);
    expect(Object.keys(permissions).sort()).toEqual(names.sort());
  });

  it.each(table.map((row) => [row.name, row] as const))('%s', (name, { roles, acts, stopped }) => {
    const row = Object.hasOwn(permissions, name) ? permissions[name as keyof typeof permissions] : undefined;
    expect([...(row?.roles ?? [])].sort()).toEqual(roles.filter(hasSession).sort());
    expect([...(row?.acts ?? [])].sort()).toEqual([...acts].sort());
    expect(row?.stopped ?? false).toBe(stopped);
  });
});

describe('what participants may do', () => {
  const anna = { member: 'anna', role: 'participant' } as const;
  const jan = { member: 'jan', role: 'moderator' } as const;
  const people = [participant('anna'), rec('member', 'jan', { role: 'moderator' }), note('n')];
  const spot = { board: 'b', section: 'strength' };

  it('is everything while no phase runs', () => {
    const state = stateOf(...people);
    for (const name of ['AddNote', 'MoveNotes', 'GroupNotes', 'SetPoints', 'SetHand']) {
      expect(verdict(state, anna, name, spot), name).toBeNull();
    }
    expect(verdict(state, anna, 'GoTo')).toBe('forbidden');
    expect(verdict(state, anna, 'constructor')).toBe('forbidden');
  });

  it('is what the phase allows, on the boards in its focus', () => {
    const state = stateIn({ allow: ['move'] }, ...people, rec('board', 'b1', { team: 't', origin: 'b' }, 'team:t'));
    expect(verdict(state, anna, 'AddNote', spot)).toBe('phase');
    expect(verdict(state, anna, 'MoveNotes', spot)).toBeNull();
    expect(verdict(state, anna, 'MoveNotes', { board: 'b1' })).toBe('phase');
    expect(verdict(state, anna, 'MoveNotes', { board: 'gone' })).toBe('not_found');
    expect(verdict(state, anna, 'SetReady')).toBeNull();
    expect(verdict(state, jan, 'AddNote', { board: 'b1' })).toBeNull();
  });

  it('is nothing on the boards while they are held', () => {
    const state = stateOf(...people, rec('focus', ':focus', { board: 'b', mode: 'hold' }));
    expect([verdict(state, anna, 'AddNote'), verdict(state, anna, 'SetHand'), verdict(state, jan, 'AddNote')]).toEqual([
      'held',
      null,
      null,
    ]);
    expect([verdict(state, anna, 'ShowNotes'), verdict(state, anna, 'PromoteNotes')]).toEqual(['held', 'held']);
  });

  it('stops at locks', () => {
    const locked = (board: Fields, fields: Fields = {}) =>
      stateOf(...people, rec('board', 'b', { kind: 'swot', rank: 'a0', ...board }), note('n', fields));
    expect(verdict(locked({ locked: true }), anna, 'AddNote', spot)).toBe('locked');
    expect(verdict(locked({ lockedSections: ['strength'] }), anna, 'AddNote', spot)).toBe('locked');
    expect(verdict(locked({ lockedSections: ['threat'] }), anna, 'AddNote', spot)).toBeNull();
    expect(verdict(locked({}, { locked: true }), anna, 'EditText', { ...spot, item: 'n' })).toBe('locked');
    expect(verdict(locked({ locked: true }), anna, 'ShowNotes', spot)).toBe('locked');
    expect(verdict(locked({ locked: true }), anna, 'SetPoints')).toBeNull();
    expect(verdict(locked({}, { locked: true }), jan, 'EditText', { item: 'n' })).toBeNull();
  });

  it('is told of a note alone, too', () => {
    const state = stateOf(...people, rec('board', 'b', { kind: 'swot', rank: 'a0', lockedSections: ['strength'] }));
    expect(verdict(state, anna, 'EditText', { item: 'n' })).toBe('locked');
    expect(verdict(state, anna, 'EditText', { item: 'gone' })).toBe('not_found');
  });

  it('goes by the role they have now, and not at all outside', () => {
    const became = stateOf(participant('jan'), rec('member', 'anna', { role: 'moderator' }));
    expect([verdict(became, jan, 'GoTo'), verdict(became, anna, 'GoTo')]).toEqual(['forbidden', null]);
    const outside = (fields: Fields) => verdict(stateOf(participant('anna', fields)), anna, 'SetHand');
    expect([outside({ removed: true }), outside({ waiting: true })]).toEqual(['removed', 'waiting']);
    expect(verdict(became, { member: '', role: 'observer' }, 'SetHand')).toBe('forbidden');
  });

  it('differs for the leads of teams, and while teams are chosen', () => {
    const state = (lead: string) =>
      stateOf(participant('anna', { team: 't' }), rec('team', 't', { name: 'T', rank: 'a0', lead }));
    expect([verdict(state('anna'), anna, 'PromoteNotes'), verdict(state('ewa'), anna, 'PromoteNotes')]).toEqual([
      null,
      'forbidden',
    ]);
    expect(verdict(state('ewa'), anna, 'ChooseTeam')).toBe('phase');
    const choosing = stateOf(participant('anna'), rec('workshop', 'workshop', { choosing: true }));
    expect(verdict(choosing, anna, 'ChooseTeam')).toBeNull();
  });
});
