import { describe, expect, it } from 'vitest';
import { columns } from '../../board/columns.ts';
import { note, rec, stateOf } from '../../board/testdata/records.ts';
import { dropMoves, outlineOf } from './clusters.ts';

const area = (id: string, x: number, y: number) =>
  rec('area', id, { board: 'v', title: id, x, y, width: 680, height: 880 });
const on = (id: string, section: string, x: number, y: number, group = '') =>
  note(id, { board: 'v', section, rank: '', x, y, group });

const state = stateOf(
  rec('board', 'v', { kind: 'vision', rank: 'a1' }),
  area('how', 48, 48),
  area('who', 800, 48),
  rec('group', 'g', { board: 'v', rank: 'a0', name: 'Rynek' }),
  on('free', 'how', 16, 64),
  on('one', 'how', 16, 300, 'g'),
  on('two', 'how', 232, 300, 'g'),
  on('out', '', 2000, 100),
);
const drop = (ids: readonly string[], x: number, y: number) =>
  dropMoves(state, columns(state, 'v'), ids, { x, y }).map(({ note: id, ...rest }) => [id, rest]);

describe('notes that are let go', () => {
  it('stand where they were dropped, in the area under their middle', () => {
    expect(drop(['free'], 30, 10)).toEqual([['free', { section: 'how', group: undefined, x: 46, y: 74 }]]);
    expect(drop(['free'], 800, 100)).toEqual([['free', { section: 'who', group: undefined, x: 64, y: 164 }]]);
    expect(drop(['free'], 2000, 100)).toEqual([['free', { section: '', group: undefined, x: 2064, y: 212 }]]);
    expect(drop(['out'], -1900, 100)).toEqual([['out', { section: 'how', group: undefined, x: 52, y: 152 }]]);
  });

  it('join the cluster they are dropped into, and leave the one they are pulled out of', () => {
    expect(drop(['free'], 100, 240)[0]).toEqual(['free', { section: 'how', group: 'g', x: 116, y: 304 }]);
    expect(drop(['one'], 0, 400)[0]).toEqual(['one', { section: 'how', group: undefined, x: 16, y: 700 }]);
  });

  it('stay a cluster when it is dragged whole', () => {
    expect(drop(['one', 'two'], 752, 0)).toEqual([
      ['one', { section: 'who', group: 'g', x: 16, y: 300 }],
      ['two', { section: 'who', group: 'g', x: 232, y: 300 }],
    ]);
  });

  it('never leave the plane', () => {
    expect(drop(['free'], -5000, -5000)[0]).toEqual(['free', { section: '', group: undefined, x: 0, y: 0 }]);
  });
});

it('outlines a cluster with room for its name', () => {
  const notes = columns(state, 'v').find(({ section }) => section === 'how')?.groups[0]?.notes ?? [];
  expect(outlineOf(notes)).toEqual({ x: 4, y: 256, width: 440, height: 200 });
});
