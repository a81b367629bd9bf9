import { describe, expect, it } from 'vitest';
import type { Column } from '../../board/columns.ts';
import { note, rec } from '../../board/testdata/records.ts';
import { gather, groupsOn, nextFocus, positionOf, range, reading, shift, toGroup, toSection } from './moves.ts';

const column = (section: Column['section'], loose: string[], groups: Record<string, string[]> = {}): Column => ({
  section,
  count: 0,
  loose: loose.map((id) => note(id)),
  groups: Object.entries(groups).map(([id, notes]) => ({
    group: rec('group', id),
    notes: notes.map((each) => note(each)),
  })),
});
const board = [
  column('strength', ['a', 'b', 'c'], { g1: ['d', 'e'] }),
  column('weakness', ['f'], { g1: ['h'], g2: ['i'] }),
  column('opportunity', []),
  column('threat', ['k']),
];

describe('reading order', () => {
  it('has groups before loose notes, section by section', () => {
    expect(reading(board)).toEqual(['d', 'e', 'a', 'b', 'c', 'h', 'i', 'f', 'k']);
  });

  it('knows where a note stands', () => {
    expect(positionOf(board, 'e')).toMatchObject({ section: 'strength', group: 'g1', index: 1 });
    expect(positionOf(board, 'gone')).toBeNull();
  });

  it('selects a range in either direction', () => {
    expect(range(board, 'e', 'b')).toEqual(['e', 'a', 'b']);
    expect(range(board, 'b', 'e')).toEqual(['e', 'a', 'b']);
    expect(range(board, 'gone', 'b')).toEqual(['b']);
    expect(range(board, null, 'b')).toEqual(['b']);
  });
});

describe('shift', () => {
  it('goes one place up or down among the siblings', () => {
    expect(shift(board, 'b', -1)).toMatchObject({ before: 'a' });
    expect(shift(board, 'a', 1)).toMatchObject({ before: 'c' });
    expect(shift(board, 'b', 1)).toMatchObject({ before: undefined });
    expect(shift(board, 'd', 1)).toMatchObject({ group: 'g1', before: undefined });
  });

  it('stops at the ends', () => {
    expect(shift(board, 'a', -1)).toBeNull();
    expect(shift(board, 'c', 1)).toBeNull();
    expect(shift(board, 'd', -1)).toBeNull();
  });
});

describe('gather', () => {
  it('takes notes to one place in reading order', () => {
    expect(gather(board, ['k', 'a'], { section: 'weakness', before: 'f' })).toEqual([
      { note: 'a', section: 'weakness', before: 'f' },
      { note: 'k', section: 'weakness', before: 'f' },
    ]);
  });

  it('does not name a moved note as the sibling before which the others go', () => {
    expect(gather(board, ['a', 'b'], { section: 'strength', before: 'b' }).map(({ before }) => before)).toEqual([
      'c',
      'c',
    ]);
    expect(gather(board, ['c'], { section: 'strength', before: 'c' })[0]?.before).toBeUndefined();
  });
});

describe('menus', () => {
  it('keep the group when a note changes its section', () => {
    expect(toSection(board, ['d', 'f', 'k'], 'threat')).toEqual([
      { note: 'd', section: 'threat', group: 'g1' },
      { note: 'f', section: 'threat', group: undefined },
    ]);
  });

  it('keep the section when a note changes its group', () => {
    expect(toGroup(board, ['a', 'i', 'd'], 'g1')).toEqual([
      { note: 'a', section: 'strength', group: 'g1' },
      { note: 'i', section: 'weakness', group: 'g1' },
    ]);
    expect(toGroup(board, ['a', 'i'])).toEqual([{ note: 'i', section: 'weakness', group: undefined }]);
  });

  it('offer each group once', () => {
    expect(groupsOn(board).map(({ id }) => id)).toEqual(['g1', 'g2']);
  });
});

describe('nextFocus', () => {
  it('is the next note of the section, or else the one before', () => {
    expect(nextFocus(board, ['a', 'b'])).toBe('c');
    expect(nextFocus(board, ['c'])).toBe('b');
    expect(nextFocus(board, ['k'])).toBeNull();
  });
});
