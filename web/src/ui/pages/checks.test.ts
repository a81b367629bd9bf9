import { describe, expect, test } from 'vitest';
import { type Checked, checked, type Outcome, verdict } from './checks.ts';

const outcomes = (...bad: Checked[]) =>
  Object.fromEntries(checked.map((each): [Checked, Outcome] => [each, { state: bad.includes(each) ? 'bad' : 'good' }]));

describe('the verdict of a check', () => {
  test.each<[Checked[], ReturnType<typeof verdict>]>([
    [[], 'good'],
    [['socket'], 'slow'],
    [['socket', 'stream'], 'slow'],
    [['sound', 'storage', 'clock'], 'slow'],
    [['plain'], 'bad'],
    [['cookies', 'sound'], 'bad'],
  ])('without %j is %s', (bad, wanted) => {
    expect(verdict(outcomes(...bad))).toBe(wanted);
  });

  test('waits for all', () => {
    expect(verdict({ socket: { state: 'good' } })).toBeNull();
  });
});
