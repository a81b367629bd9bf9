import { describe, expect, it } from 'vitest';
import { type Item, pageOf, paginate, spread, stacked } from './pages.ts';

const size = { height: 100, columns: 2, gap: 10 };
const note = (id: string, height: number, under?: string): Item =>
  under === undefined ? { id, height } : { id, height, under };
const head = (id: string, height = 20): Item => ({ id, height, heads: id });
const ids = (items: Item[]) =>
  paginate('strength', items, size).map((page) =>
    page.columns.map((c) => c.map((i) => (i.continued ? `(${i.id})` : i.id))),
  );

describe('paginate', () => {
  it('fills columns, then pages', () => {
    const items = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => note(id, 28));
    expect(ids(items)).toEqual([
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      [['e', 'f'], ['g']],
    ]);
  });

  it('fits to the last pixel', () => {
    expect(ids([note('a', 45), note('b', 45)])).toEqual([[['a', 'b']]]);
    expect(ids([note('a', 45), note('b', 46)])).toEqual([[['a'], ['b']]]);
  });

  it('gives something too tall a column of its own', () => {
    expect(ids([note('a', 20), note('b', 300), note('c', 20)])).toEqual([[['a'], ['b']], [['c']]]);
  });

  it('never leaves a heading alone at the end of a column', () => {
    expect(ids([note('a', 50), head('g'), note('b', 30, 'g')])).toEqual([[['a'], ['g', 'b']]]);
  });

  it('repeats the heading where its group goes on', () => {
    expect(ids([head('g'), note('a', 60, 'g'), note('b', 60, 'g')])).toEqual([
      [
        ['g', 'a'],
        ['(g)', 'b'],
      ],
    ]);
  });

  it('keeps a heading with its first note even when the note is too tall', () => {
    expect(ids([head('g'), note('a', 200, 'g'), note('b', 20, 'g')])).toEqual([
      [
        ['g', 'a'],
        ['(g)', 'b'],
      ],
    ]);
  });

  it('has no page for an empty section', () => {
    expect(ids([])).toEqual([]);
  });

  it('finds the page of a note', () => {
    const pages = paginate(
      'threat',
      ['a', 'b', 'c', 'd', 'e'].map((id) => note(id, 60)),
      size,
    );
    expect(pageOf(pages, 'e')).toBe(2);
    expect(pageOf(pages, 'z')).toBe(-1);
  });
});

describe('stacked', () => {
  it('counts the gaps between', () => {
    expect(stacked([], 10)).toBe(0);
    expect(stacked([note('a', 20), note('b', 30)], 10)).toBe(60);
  });
});

describe('spread', () => {
  const size = { height: 100, columns: 2, gap: 10 };
  const items = (...heights: number[]) => heights.map((height, i) => ({ id: `i${i}`, height }));
  const ids = (heights: number[]) =>
    spread('x', items(...heights), size).map(({ columns }) => columns.map((column) => column.map(({ id }) => id)));

  it('fills the columns of a single page evenly', () => {
    expect(ids([20, 20])).toEqual([[['i0'], ['i1']]]);
    expect(ids([20, 20, 20])).toEqual([[['i0', 'i1'], ['i2']]]);
    expect(ids([40, 10, 10, 10])).toEqual([[['i0'], ['i1', 'i2', 'i3']]]);
    expect(ids([30])).toEqual([[['i0']]]);
  });

  it('leaves more than a page as it is', () => {
    expect(ids([90, 90, 90])).toEqual([[['i0'], ['i1']], [['i2']]]);
    expect(spread('x', [], size)).toEqual([]);
  });
});
