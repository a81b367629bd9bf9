import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Statement } from '../../board/generated.ts';
import { rec, stateOf } from '../../board/testdata/records.ts';
import { Changes, change } from './changes.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const statement = (text: string) =>
  stateOf(rec('statement', 's', { board: 'v', subject: 'vision', text })).of('statement', 's') as Statement;

it('marks whole words that are new', () => {
  expect(change('Miasto lasów i rzek', 'Miasto lasów, wikliny i rzek')).toEqual({
    before: 'Miasto ',
    changed: 'lasów, wikliny',
    after: ' i rzek',
  });
  expect(change('', 'Miasto')).toEqual({ before: '', changed: 'Miasto', after: '' });
  expect(change('Miasto rzek', 'Miasto')).toEqual({ before: 'Miasto', changed: '', after: '' });
});

it('marks a change for a moment only, and not what was there at first', () => {
  const changes = new Changes();
  changes.saw([statement('Miasto')]);
  expect(changes.of(statement('Miasto')).changed).toBe('');
  changes.saw([statement('Miasto lasów')]);
  expect(changes.of(statement('Miasto lasów')).changed).toBe(' lasów');
  vi.advanceTimersByTime(6_000);
  expect(changes.of(statement('Miasto lasów')).changed).toBe('');
});
