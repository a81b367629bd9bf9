import { describe, expect, it } from 'vitest';
import type { Column } from '../../board/columns.ts';
import { rec } from '../../board/testdata/records.ts';
import { hiddenNotes, revealedNotes } from './hidden-notes.ts';

const note = (id: string, hidden = false) => rec('note', id, {}, hidden ? 'member:anna' : 'everyone');
const column = (section: string, ...loose: ReturnType<typeof note>[]): Column => ({
  section,
  count: loose.length,
  loose,
  groups: [],
});
const at = (hiddenCount: number | boolean, ...loose: ReturnType<typeof note>[]) =>
  hiddenNotes([column('threat', ...loose), column('strength')], (section) => (section === 'threat' ? hiddenCount : 0));

describe('turned', () => {
  it('finds own notes that were hidden and those of others that came for the hidden ones', () => {
    const before = at(2, note('own', true), note('open'));
    expect(revealedNotes(before, at(0, note('open'), note('own'), note('a'), note('b')))).toEqual(['own', 'a', 'b']);
  });

  it('finds one by one', () => {
    expect(revealedNotes(at(2), at(1, note('a')))).toEqual(['a']);
  });

  it('does not take a new note for one that was turned up', () => {
    expect(revealedNotes(at(0, note('a')), at(0, note('a'), note('b')))).toEqual([]);
    expect(revealedNotes(at(3), at(4, note('a')))).toEqual([]);
    expect(revealedNotes(at(3), at(3, note('own', true)))).toEqual([]);
  });

  it('knows a reveal where the hidden are not counted', () => {
    expect(revealedNotes(at(true), at(false, note('a'), note('b')))).toEqual(['a', 'b']);
    expect(revealedNotes(at(true), at(true, note('a')))).toEqual(['a']);
    expect(revealedNotes(at(false), at(false, note('a')))).toEqual([]);
  });

  it('leaves a note alone that only moved', () => {
    const before = hiddenNotes([column('threat', note('a')), column('strength')], () => 2);
    const after = hiddenNotes([column('threat'), column('strength', note('a'))], () => 1);
    expect(revealedNotes(before, after)).toEqual([]);
  });
});
