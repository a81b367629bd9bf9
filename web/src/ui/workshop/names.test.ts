import { describe, expect, it } from 'vitest';
import type { Member } from '../../board/generated.ts';
import { rec } from '../../board/testdata/records.ts';
import { distinctNames, skeleton } from './names.ts';

const words = { moderates: 'prowadzi', nth: (n: number) => `nr ${n}` };
const member = (id: string, named: number, name: string, more = {}) =>
  rec('member', id, { name, named, role: 'participant', ...more }) as Member;
const names = (...members: Member[]) => Object.fromEntries(distinctNames(members, words));

describe('names', () => {
  it('stand alone where nobody is called alike', () => {
    expect(names(member('a', 1, 'Anna'), member('b', 2, 'Ewa', { affiliation: 'OSP' }))).toEqual({
      a: 'Anna',
      b: 'Ewa',
    });
  });

  it('that are equal are told apart by affiliation, and by number for whoever took the name later', () => {
    const first = member('z', 3, 'Anna', { affiliation: 'OSP' });
    const second = member('a', 7, 'Anna', { affiliation: 'Urząd' });
    expect(names(second, first)).toEqual({ z: 'Anna (OSP)', a: 'Anna (Urząd, nr 2)' });
    expect(names(member('b', 9, 'Anna'), first)).toEqual({ z: 'Anna (OSP)', b: 'Anna (nr 2)' });
  });

  it('mark who moderates', () => {
    const maria = member('m', 5, 'Maria', { role: 'moderator', affiliation: 'Urząd' });
    expect(names(maria)).toEqual({ m: 'Maria (prowadzi)' });
    expect(names(maria, member('x', 2, 'Mаria'))).toEqual({ m: 'Maria (Urząd, nr 2, prowadzi)', x: 'Mаria' });
  });
});

it.each([
  ['Maria', 'Mаriа'], // Cyrillic а
  ['Jan Żak', 'JAN  ZAK'],
  ['Łucja', 'Lucja'],
  ['Ola', '0la'],
  ['Ilona', 'lIona'],
  ['Ewa', 'Ｅｗａ'], // full width
  ['Jan', 'Jan.'],
  ['José', 'Jose\u0301'],
])('%s looks like %s', (a, b) => {
  expect(skeleton(a)).toBe(skeleton(b));
});

it.each([
  ['Anna', 'Hanna'],
  ['Jan', 'Jon'],
])('%s does not look like %s', (a, b) => {
  expect(skeleton(a)).not.toBe(skeleton(b));
});
