import { describe, expect, it } from 'vitest';
import type { Column } from '../../board/columns.ts';
import { note, rec } from '../../board/testdata/records.ts';
import { entriesOf, unit } from './entries.ts';

const group = (name: string) => rec('group', 'g', { name });
const words = { unnamed: 'Nowa grupa', loose: 'Bez grupy' };
const column = (loose: string[], groups: Column['groups'] = []): Column => ({
  section: 'threat',
  count: 0,
  loose: loose.map((id) => note(id)),
  groups,
});

describe('entriesOf', () => {
  it('shows loose notes without a heading when there are no groups', () => {
    expect(entriesOf(column(['a']), words)).toEqual([{ id: 'a', head: undefined, under: undefined }]);
  });

  it('shows groups first and gives the loose notes a heading then', () => {
    const entries = entriesOf(column(['b'], [{ group: group('Las'), notes: [note('a')] }]), words);
    expect(entries.map(({ id, head, under }) => [id, head, under])).toEqual([
      ['threat/g', 'Las', undefined],
      ['a', undefined, 'threat/g'],
      ['threat/', 'Bez grupy', undefined],
      ['b', undefined, 'threat/'],
    ]);
  });

  it('tells last how many are hidden', () => {
    const entries = entriesOf(column(['a']), words, 14);
    expect(entries.at(-1)).toEqual({ id: 'threat/hidden', hiddenCount: 14 });
    expect(entriesOf(column([]), words, 0)).toEqual([]);
  });

  it('names a group that has no name', () => {
    expect(entriesOf(column([], [{ group: group(''), notes: [note('a')] }]), words)[0]?.head).toBe('Nowa grupa');
  });
});

describe('unit', () => {
  it('is a hundredth of the height on a wide screen, so that body text is at least 36 pixels at 1080 lines', () => {
    expect(unit({ width: 1920, height: 1080 }) * 3.4).toBeGreaterThanOrEqual(36);
    expect(unit({ width: 3840, height: 2160 })).toBeCloseTo(21.6);
  });

  it('follows the width where that is short, down to a size that can be read nearby', () => {
    expect(unit({ width: 1024, height: 768 })).toBeCloseTo(5.76);
    expect(unit({ width: 390, height: 844 }) * 3.4).toBeGreaterThanOrEqual(18);
  });
});
