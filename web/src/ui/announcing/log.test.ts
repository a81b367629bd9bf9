import { expect, it } from 'vitest';
import { KEPT, type Logged, logged } from './log.ts';

it('the last announcements are kept, and all that was done to own notes', () => {
  const entry = (at: number, note: boolean): Logged => ({ at, words: String(at), note });
  let log: readonly Logged[] = [];
  for (let at = 0; at < 3 * KEPT; at++) log = logged(log, entry(at, at % 3 === 0));
  const of = (note: boolean) => log.filter((each) => each.note === note);
  expect(of(true)).toHaveLength(KEPT);
  expect(of(false)).toHaveLength(KEPT);
  expect(log.at(-1)?.at).toBe(3 * KEPT - 1);
  expect(of(false)[0]?.at).toBeGreaterThan(KEPT);
});
