import { expect, it } from 'vitest';
import { rec, stateOf } from '../../board/testdata/records.ts';
import { lengthOf, versionsOf } from './statements.ts';

it('counts words and the time to read them aloud', () => {
  expect(lengthOf('')).toEqual({ words: 0, seconds: 0 });
  expect(lengthOf('Rudnik – miasto wikliny, lasów i 100 źródeł.')).toEqual({ words: 7, seconds: 4 });
});

it('puts the common text before the other versions', () => {
  const statement = (id: string, rank: string, more = {}) =>
    rec('statement', id, { board: 'v', subject: 'vision', rank, text: id, ...more });
  const state = stateOf(
    rec('board', 'v', { kind: 'vision', rank: 'a1' }),
    statement('first', 'a1'),
    statement('second', 'a2', { chosen: true }),
    statement('third', 'a3'),
    statement('gone', 'a4', { deleted: true }),
  );
  expect(versionsOf(state, 'v', 'vision').map(({ id }) => id)).toEqual(['second', 'first', 'third']);
});
