import { expect, it } from 'vitest';
import { note, participant, rec, stateOf } from '../../board/testdata/records.ts';
import { Rights } from './rights.ts';

it('asks again only when something that rights depend on has changed', () => {
  const state = stateOf(participant('anna'), participant('jan'), note('n1'), note('n2', { locked: true }));
  const rights = new Rights(state, 'anna');
  expect(rights.touchedBy(['n1', 'n2', 'jan'])).toBe(false);
  for (const id of ['anna', 'b', 'workshop', ':focus']) expect(rights.touchedBy(['n1', id]), id).toBe(true);
  state.apply([{ put: rec('phase', 'p', { rank: 'a0' }) }]);
  expect(rights.touchedBy(['p'])).toBe(true);
});

it('remembers which notes are locked', () => {
  const state = stateOf(note('n1'), note('n2', { locked: true }), note('n3', { locked: true }));
  const rights = new Rights(state, 'anna');
  state.apply([{ set: 'n1', fields: { locked: true } }, { set: 'n2', fields: { locked: null } }, { remove: 'n3' }]);
  expect(rights.touchedBy(['n1'])).toBe(true);
  expect(rights.touchedBy(['n1'])).toBe(false);
  expect(rights.touchedBy(['n2', 'n3'])).toBe(true);
  expect(rights.touchedBy(['n2', 'n3'])).toBe(false);
  state.apply([{ set: 'n1', fields: { locked: null } }]);
  rights.reset();
  expect(rights.touchedBy(['n1'])).toBe(false);
});
