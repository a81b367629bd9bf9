import { describe, expect, it } from 'vitest';
import { type Item, pageOf, paginate, stacked } from './pages.ts';

const size = { height: 100, columns: 2, gap: 10 };
const note = (id: string, height: number, under?: string): Item =>
  under === undefined ? { id, height } : { id, height, under };
const head = (id: string, height = 20): Item => ({ id, height, heads: id });
/** Each page as its blocks: the heading, in brackets where it is repeated, and the columns. */
const laid = (items: Item[]) =>
  paginate('strength', items, size).map(({ blocks }) =>
    blocks.map(({ head, columns }) =>
      [
        head === undefined ? '' : head.continued ? `(${head.id})` : head.id,
        ...columns.map((c) => c.map((i) => i.id).join(' ')),
      ].join('|'),
    ),
  );

describe('paginate', () => {
  it('deals notes row by row as on the board, page after page', () => {
    const items = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => note(id, 28));
    expect(laid(items)).toEqual([['|a c|b d'], ['|e g|f']]);
  });

  it('keeps the columns about equally long', () => {
    expect(laid([note('a', 60), note('b', 20), note('c', 20), note('d', 20)])).toEqual([['|a|b c d']]);
  });

  it('fits to the last pixel', () => {
    expect(laid([note('a', 45), note('b', 100), note('c', 45)])).toEqual([['|a c|b']]);
    expect(laid([note('a', 45), note('b', 100), note('c', 46)])).toEqual([['|a|b'], ['|c|']]);
  });

  it('gives something too tall a page of its own', () => {
    expect(laid([note('a', 20), note('b', 300), note('c', 20)])).toEqual([['|a|'], ['|b|c']]);
  });

  it('never leaves a heading alone at the end of a page', () => {
    expect(laid([note('a', 60), head('g'), note('b', 30, 'g')])).toEqual([['|a|'], ['g|b|']]);
    expect(laid([note('a', 30), head('g'), note('b', 30, 'g')])).toEqual([['|a|', 'g|b|']]);
  });

  it('repeats the heading where its group goes on', () => {
    const notes = ['a', 'b', 'c'].map((id) => note(id, 60, 'g'));
    expect(laid([head('g'), ...notes])).toEqual([['g|a|b'], ['(g)|c|']]);
  });

  it('keeps a heading with its first note even when the note is too tall', () => {
    expect(laid([head('g'), note('a', 200, 'g'), note('b', 20, 'g')])).toEqual([['g|a|b']]);
  });

  it('puts what stands in no group below the group before it', () => {
    expect(laid([head('g'), note('a', 20, 'g'), note('b', 20)])).toEqual([['g|a|', '|b|']]);
    expect(laid([head('g'), note('a', 70, 'g'), note('b', 20)])).toEqual([['g|a|'], ['|b|']]);
  });

  it('has no page for an empty section', () => {
    expect(laid([])).toEqual([]);
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
