import { describe, expect, it } from 'vitest';
import { note, rec, stateOf } from '../../board/testdata/records.ts';
import { candidates, endsOf, linksOf, matching, numbersOf, relationsOf, relationTo } from './links.ts';

const row = (id: string, level: string, parent: string, name = id) =>
  rec('row', id, { board: 'm', section: 'I', parent, level, rank: id, name });
const link = (id: string, type: string, from: string, to: string) => rec('link', id, { type, from, to });

const state = stateOf(
  rec('board', 'm', { kind: 'matrix', rank: 'a1' }),
  rec('board', 'v', { kind: 'vision', rank: 'a2' }),
  rec('area', 'I', { board: 'm', title: 'I', rank: 'a1' }),
  note('factor', { text: 'Mało miejsc w żłobku' }),
  note('binned', { text: 'W koszu', deleted: true }),
  note('idea', { board: 'v', section: '', text: 'Pomysł' }),
  row('g1', 'goal', ''),
  row('g2', 'goal', ''),
  row('o1', 'objective', 'g1'),
  row('m1', 'measure', 'o1'),
  link('l1', 'answers', 'g1', 'factor'),
  link('l2', 'answers', 'g1', 'binned'),
  link('l3', 'serves', 'o1', 'g2'),
);

describe('the links of an item', () => {
  it('show at both ends, also where the other end is in the bin', () => {
    const found = (id: string) => linksOf(state, id).map(({ type, way, other }) => `${type} ${way} ${other}`);
    expect(found('g1')).toEqual(['answers out factor', 'answers out binned']);
    expect(found('factor')).toEqual(['answers in g1']);
    expect(found('g2')).toEqual(['serves in o1']);
  });

  it('lead to what the relation allows and is not linked yet', () => {
    expect(candidates(state, 'g2', { type: 'answers', way: 'out' })).toEqual(['factor']);
    expect(candidates(state, 'g1', { type: 'answers', way: 'out' })).toEqual([]);
    expect(candidates(state, 'factor', { type: 'answers', way: 'in' })).toEqual(['g2']);
    expect(candidates(state, 'm1', { type: 'measures', way: 'out' })).toEqual(['g1', 'g2', 'o1']);
  });

  it('are of the types that the item may have', () => {
    const types = (id: string) => relationsOf(state, id).map(({ type }) => type);
    expect(types('g1')).toEqual(['answers', 'serves']);
    expect(types('m1')).toEqual(['measures', 'serves']);
    expect(types('factor')).toEqual(['answers', 'comesFrom']);
    expect(endsOf({ type: 'answers', way: 'in' }, 'factor', 'g2')).toEqual({ from: 'g2', to: 'factor' });
  });

  it('have a type that their ends alone may tell', () => {
    const told = (item: string, other: string) => relationTo(state, item, other)?.type;
    expect(told('g2', 'factor')).toBe('answers');
    expect(told('factor', 'g2')).toBe('answers');
    expect(told('g1', 'factor')).toBe(undefined);
    expect(told('m1', 'o1')).toBe('measures');
    expect(told('o1', 'g1')).toBe('serves');
    expect(told('factor', 'o1')).toBe(undefined);
    expect(told('g1', 'g1')).toBe(undefined);
  });

  it('name rows by their numbers', () => {
    expect(numbersOf(state).get('m1')).toBe('I.1.1.m1');
  });
});

describe('what is typed to find the other end', () => {
  const texts = ['Mało miejsc w żłobku', 'Zły stan dróg gminnych', 'Żłobek w każdej dzielnicy', 'C++ (kurs)'];
  const find = (typed: string) => matching(texts, (text) => text, typed, 2);

  it('finds by the beginnings of words, without marks, the nearest first', () => {
    expect(find('zl')).toEqual(['Zły stan dróg gminnych', 'Żłobek w każdej dzielnicy']);
    expect(find('ma zlo')).toEqual(['Mało miejsc w żłobku']);
    expect(find('tan')).toEqual([]);
    expect(find('c++ (')).toEqual(['C++ (kurs)']);
    expect(find(' ')).toEqual(texts.slice(0, 2));
  });
});
