import { describe, expect, it } from 'vitest';
import { outline } from '../../board/outline.ts';
import { rec, stateOf } from '../../board/testdata/records.ts';
import { indented, moveTo, placesFor, shifted } from './moves.ts';

const row = (id: string, level: string, parent: string, rank: string, section = 'I') =>
  rec('row', id, { board: 'm', section, parent, level, rank, name: id });

const state = stateOf(
  rec('board', 'm', { kind: 'matrix', rank: 'a1' }),
  rec('area', 'I', { board: 'm', title: 'I', rank: 'a1' }),
  rec('area', 'II', { board: 'm', title: 'II', rank: 'a2' }),
  row('g1', 'goal', '', 'a1'),
  row('o1', 'objective', 'g1', 'a1'),
  row('m1', 'measure', 'o1', 'a1'),
  row('a1', 'action', 'o1', 'a2'),
  row('m2', 'measure', 'o1', 'a3'),
  row('p1', 'project', 'o1', 'a4'),
  row('o2', 'objective', 'g1', 'a2'),
  row('m3', 'measure', 'o2', 'a1'),
);
const lines = outline(state, 'm');
const get = (id: string) => {
  const found = state.of('row', id);
  if (found === undefined) throw new Error(id);
  return found;
};
const shift = (id: string, by: -1 | 1) => shifted(state, lines, get(id), by);

describe('a row that is moved', () => {
  it('passes the next one of its level, whatever stands between them', () => {
    expect(shift('m2', -1)).toEqual({ row: 'm2', section: 'I', parent: 'o1', before: 'm1' });
    expect(shift('m1', 1)).toEqual({ row: 'm1', section: 'I', parent: 'o1', before: 'p1' });
  });

  it('goes from the end of its place to the next one of the kind', () => {
    expect(shift('m2', 1)).toEqual({ row: 'm2', section: 'I', parent: 'o2', before: 'm3' });
    expect(shift('m3', -1)).toEqual({ row: 'm3', section: 'I', parent: 'o1', before: undefined });
    expect(shift('g1', 1)).toEqual({ row: 'g1', section: 'II', parent: undefined, before: undefined });
    expect(shift('g1', -1)).toBeNull();
  });

  it('goes in and out where it may stand', () => {
    expect(indented(state, get('p1'), 1)).toEqual({ row: 'p1', section: 'I', parent: 'a1' });
    expect(indented(state, get('p1'), -1)).toBeNull();
    expect(indented(state, get('m1'), 1)).toBeNull();
    const under = stateOf(
      ...[...state.records.values()].filter(({ id }) => id !== 'p1'),
      row('p1', 'project', 'a1', 'a1'),
    );
    const moved = under.of('row', 'p1');
    expect(moved && indented(under, moved, -1)).toEqual({ row: 'p1', section: 'I', parent: 'o1', before: 'm2' });
  });

  it('finds every place under which it may stand, and none under itself', () => {
    const places = (id: string) => placesFor(state, lines, get(id)).map(({ section, parent }) => parent || section);
    expect(places('m1')).toEqual(['o1', 'o2']);
    expect(places('p1')).toEqual(['o1', 'a1', 'o2']);
    expect(places('g1')).toEqual(['I', 'II']);
    expect(moveTo(get('m1'), { section: 'I', parent: 'o2' })).toEqual({ row: 'm1', section: 'I', parent: 'o2' });
  });
});
