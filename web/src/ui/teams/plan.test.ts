import { describe, expect, it } from 'vitest';
import {
  assigned,
  blank,
  drawn,
  flaw,
  formCommand,
  led,
  type Plan,
  renamed,
  resized,
  unassigned,
  usual,
} from './plan.ts';
import { fairly, shuffled } from './shuffle.ts';

const name = (n: number) => `Zespół ${n}`;
const people = Array.from({ length: 10 }, (_, i) => `m${i}`);
const backwards = (list: readonly string[]) => [...list].reverse();

describe('a plan', () => {
  it('grows with empty teams and shrinks from the end', () => {
    const two = assigned(blank(2, name), 'm1', 1);
    expect(resized(two, 3, name).map((team) => [team.name, team.members.length])).toEqual([
      ['Zespół 1', 0],
      ['Zespół 2', 1],
      ['Zespół 3', 0],
    ]);
    expect(unassigned(resized(two, 1, name), ['m1', 'm2'])).toEqual(['m1', 'm2']);
  });

  it('has everybody in one team at most, who leads none after leaving', () => {
    const plan = led(assigned(blank(2, name), 'm1', 0), 'm1');
    expect(plan[0]).toMatchObject({ members: ['m1'], lead: 'm1' });
    const moved = assigned(plan, 'm1', 1);
    expect(moved).toMatchObject([
      { members: [], lead: '' },
      { members: ['m1'], lead: '' },
    ]);
    expect(assigned(moved, 'm1', null)).toMatchObject([{ members: [] }, { members: [] }]);
  });

  it('keeps the place of somebody who is put where they are', () => {
    const plan = assigned(assigned(blank(1, name), 'm1', 0), 'm2', 0);
    expect(assigned(plan, 'm1', 0)[0]?.members).toEqual(['m1', 'm2']);
  });

  it('takes the lead back at the second press', () => {
    const plan = assigned(blank(1, name), 'm1', 0);
    expect(led(led(plan, 'm1'), 'm1')[0]?.lead).toBe('');
  });

  it('needs names, each another one', () => {
    expect(flaw(blank(2, name))).toBeNull();
    expect(flaw(renamed(blank(2, name), 0, ' '))).toBe('missing');
    expect(flaw(renamed(blank(2, name), 0, 'zespół 2'))).toBe('twice');
    expect(flaw([])).toBe('missing');
  });
});

describe('drawing', () => {
  it('gives everybody a team, and teams that differ by one person at most', () => {
    const plan = drawn(blank(4, name), people, []);
    expect(plan.flatMap(({ members }) => members).sort()).toEqual(people);
    expect(plan.map(({ members }) => members.length).sort()).toEqual([2, 2, 3, 3]);
  });

  it('deals those who are here first', () => {
    const plan = drawn(blank(2, name), ['a', 'b'], ['x', 'y'], backwards);
    expect(plan.map(({ members }) => members)).toEqual([
      ['b', 'y'],
      ['a', 'x'],
    ]);
  });

  it('forgets who led before', () => {
    const plan: Plan = [{ name: 'A', members: ['a'], lead: 'a' }];
    expect(drawn(plan, ['a'], [])[0]?.lead).toBe('');
  });
});

describe('shuffling', () => {
  it('keeps everybody', () => {
    expect(shuffled(people).sort()).toEqual(people);
  });

  it('can give every order', () => {
    const orders = new Set<string>();
    for (const first of [0, 1, 2])
      for (const second of [0, 1]) orders.add(shuffled(['a', 'b', 'c'], pick(first, second)).join(''));
    expect(orders.size).toBe(6);
  });

  it('draws below the bound', () => {
    for (let i = 0; i < 200; i++) expect(fairly(7)).toBeLessThan(7);
    expect(new Set(Array.from({ length: 200 }, () => fairly(3))).size).toBe(3);
  });
});

function pick(...numbers: number[]) {
  return () => numbers.shift() ?? 0;
}

it.each([
  [4, 2],
  [40, 4],
  [25, 3],
  [200, 6],
])('%d people make %d teams', (n, teams) => {
  expect(usual(n)).toBe(teams);
});

it('the command leaves out who is gone', () => {
  let n = 0;
  const plan: Plan = [
    { name: ' A ', members: ['a', 'gone'], lead: 'gone' },
    { name: 'B', members: ['b'], lead: 'b' },
  ];
  const { with: made } = formCommand(plan, new Set(['a', 'b']), () => `id${++n}`);
  expect(made.teams).toEqual([
    { team: 'id1', name: 'A', members: ['a'] },
    { team: 'id2', name: 'B', members: ['b'], lead: 'b' },
  ]);
});
