import { describe, expect, it } from 'vitest';
import type { Rec } from '../../board/record.ts';
import { note as noteOf, rec } from '../../board/testdata/records.ts';
import { fallen, newsOf } from './news.ts';

const note = (id: string, hidden = false, section = 'threat') =>
  noteOf(id, { section }, hidden ? 'member:anna' : 'everyone');
const came = (now: Rec) => ({ old: undefined, now });
const became = (old: Rec, now: Rec | undefined) => ({ old, now });

describe('of hidden notes', () => {
  const at = (hidden: number | boolean) => new Map([['threat', hidden]]);
  const turned = (was: number | boolean, is: number | boolean, ...changes: Parameters<typeof newsOf>[0]) =>
    [...(newsOf(changes, 'b', fallen(at(was), at(is)))?.turned ?? [])].sort();

  it('are turned own ones that were hidden and those of others that came for the hidden ones', () => {
    const own = became(note('own', true), note('own'));
    expect(turned(2, 0, own, came(note('x')), came(note('y')))).toEqual(['own', 'x', 'y']);
  });

  it('are turned one by one', () => {
    expect(turned(2, 1, came(note('x')))).toEqual(['x']);
  });

  it('is none that is new', () => {
    expect(turned(0, 0, came(note('x')))).toEqual([]);
    expect(turned(3, 4, came(note('x')))).toEqual([]);
    expect(turned(3, 3, came(note('own', true)))).toEqual([]);
  });

  it('are turned those that came where the hidden are not counted', () => {
    expect(turned(true, 0, came(note('x')), came(note('y')))).toEqual(['x', 'y']);
    expect(turned(true, true, came(note('x')))).toEqual(['x']);
    expect(turned(0, 0, came(note('x')))).toEqual([]);
  });

  it('is none that only moved', () => {
    expect(turned(2, 1, became(note('x'), note('x', false, 'strength')))).toEqual([]);
  });
});

describe('of the places of notes', () => {
  const group = (rank: string) => rec('group', 'g', { board: 'b', rank, name: rank });
  const news = (old: Rec | undefined, now: Rec | undefined) => {
    const found = newsOf([{ old, now }], 'b', new Set());
    return found && [[...found.fresh], [...found.moved]];
  };
  const elsewhere = noteOf('x', { board: 'c' });
  const binned = noteOf('x', { section: 'threat', deleted: true });
  const typed = noteOf('x', { section: 'threat', text: 'typed' });

  it.each([
    ['a new note', undefined, note('x'), [['x'], []]],
    ['from another board', elsewhere, note('x'), [['x'], []]],
    ['out of the bin', binned, note('x'), [['x'], []]],
    ['into the bin', note('x'), binned, [[], []]],
    ['taken away', note('x'), undefined, [[], []]],
    ['to another section', note('x'), note('x', false, 'strength'), [[], ['x']]],
    ['typing', note('x'), typed, null],
    ['on another board', undefined, elsewhere, null],
    ['a group that moves', group('a'), group('b'), [[], []]],
    ['a group that stays', group('a'), group('a'), null],
    ['a person', undefined, rec('member', 'anna'), null],
  ])('%s', (_, old, now, wanted) => {
    expect(news(old, now)).toEqual(wanted);
  });
});
