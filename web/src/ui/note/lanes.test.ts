import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Lanes } from './lanes.ts';

const dealt = (order: string, lanes = new Lanes()) => lanes.deal([...order], 3).map((lane) => lane.join(''));

test('the first deal goes row by row, and whoever comes last fills the emptiest lane', () => {
  const lanes = new Lanes();
  expect(dealt('abcde', lanes)).toEqual(['ad', 'be', 'c']);
  expect(dealt('abcdef', lanes)).toEqual(['ad', 'be', 'cf']);
});

test('nobody changes the lane because another one goes or comes', () => {
  const lanes = new Lanes();
  dealt('abcdef', lanes);
  expect(dealt('bcdef', lanes)).toEqual(['d', 'be', 'cf']);
  expect(dealt('bcdefg', lanes)).toEqual(['dg', 'be', 'cf']);
  expect(dealt('bxcdefg', lanes)).toEqual(['dg', 'be', 'xcf']);
});

test('one that is put before another stands over it, the others stay', () => {
  const lanes = new Lanes();
  dealt('abcdef', lanes);
  expect(dealt('eabcdf', lanes)).toEqual(['ead', 'b', 'cf']);
  expect(dealt('xeabcdf', lanes)).toEqual(['xead', 'b', 'cf']);
  expect(dealt('eabcdfx', new Lanes())).toEqual(['ecx', 'ad', 'bf']);
});

test('several that come in between are spread', () => {
  const lanes = new Lanes();
  dealt('abc', lanes);
  expect(dealt('axyzbc', lanes)).toEqual(['ax', 'yb', 'zc']);
});

test('two that change places are seen to', () => {
  const lanes = new Lanes();
  dealt('abc', lanes);
  expect(dealt('bac', lanes)).toEqual(['b', 'a', 'c']);
});

test('another number of lanes is dealt anew, as one reads', () => {
  const lanes = new Lanes();
  dealt('abcdef', lanes);
  expect(lanes.deal([...'bcdefa'], 2)).toEqual([
    ['b', 'd', 'f'],
    ['c', 'e', 'a'],
  ]);
});

test('every note is in one lane, in its order', () => {
  const orders = fc.array(fc.shuffledSubarray([...'abcdefghij']), { maxLength: 8 });
  fc.assert(
    fc.property(orders, (all) => {
      const lanes = new Lanes();
      for (const order of all) {
        const result = lanes.deal(order, 3);
        expect(result.flat().sort()).toEqual([...order].sort());
        for (const lane of result) expect(lane).toEqual(order.filter((note) => lane.includes(note)));
      }
    }),
  );
});

test('a lane that fell empty is filled first', () => {
  const lanes = new Lanes();
  dealt('abc', lanes);
  expect(dealt('bc', lanes)).toEqual(['', 'b', 'c']);
  expect(dealt('bxc', lanes)).toEqual(['x', 'b', 'c']);
});
