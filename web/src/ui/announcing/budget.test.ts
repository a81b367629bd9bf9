import { describe, expect, it } from 'vitest';
import { Budget, type Matter, type Told } from './budget.ts';

const notes = (count: number): Told => ({ key: 'notes', of: 'room', count, say: (n) => `${n} nowych` });
const hand = (first: string): Told => ({
  key: 'hands',
  of: 'mine',
  first,
  say: (n, who) => (n === 1 ? who : `${n} rąk, pierwsza ${who}`),
});
const phase = (title: string): Told => ({ key: 'phase', of: 'moderators', say: title });

/** Plays what is told at which time, and looks whenever the budget says so. Returns what was said and when. */
function play(most: number, events: readonly (readonly [number, Told])[], until = 600_000): [number, string][] {
  const budget = new Budget(most);
  const said: [number, string][] = [];
  const look = (to: number) => {
    for (let due = budget.due(); due <= to; due = budget.due()) {
      const taken = budget.take(due);
      if (taken !== null) said.push([due, taken.words]);
    }
  };
  for (const [at, told] of events) {
    look(at);
    budget.add(told, at);
  }
  look(until);
  return said;
}

describe('announcements', () => {
  it('are said once, the more important first, and never twice within three seconds', () => {
    expect(
      play(6, [
        [0, notes(3)],
        [900, phase('Etap: Głosowanie.')],
        [960, notes(2)],
      ]),
    ).toEqual([
      [1_000, 'Etap: Głosowanie.'],
      [4_000, '5 nowych'],
    ]);
  });

  it('bundle what is many of a kind and tell the first', () => {
    const five = ['Anna', 'Jan', 'Ewa', 'Ola', 'Piotr'].map((name, i) => [i * 100, hand(name)] as const);
    expect(play(10, five)).toEqual([[1_000, '5 rąk, pierwsza Anna']]);
  });

  it('tell the last of what was replaced', () => {
    expect(
      play(6, [
        [0, phase('Etap: Wstęp.')],
        [50, phase('Etap: Pisanie.')],
      ]),
    ).toEqual([[100, 'Etap: Pisanie.']]);
  });

  it('count a thing once, however much is done to it', () => {
    const moved = (about: string): Told => ({ key: 'moved', of: 'mine', about, say: String });
    expect(
      play(6, [
        [0, moved('a')],
        [10, moved('a')],
        [20, moved('b')],
      ]),
    ).toEqual([[1_000, '2']]);
  });

  it('leave out what is no longer so', () => {
    expect(play(6, [[0, { key: 'a', of: 'mine', say: () => '' }]])).toEqual([]);
  });

  it('wait a moment for the answer to what the person did', () => {
    const budget = new Budget(6);
    budget.answered(0);
    budget.add(phase('Etap'), 10);
    expect(budget.take(500)).toBeNull();
    expect(budget.take(1_000)).toEqual({ words: 'Etap', of: 'moderators' });
  });
});

/** A room in which everything happens at once, by a seed. */
function room(seed: number): (readonly [number, Told])[] {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const events: (readonly [number, Told])[] = [];
  for (let at = 0, i = 0; at < 300_000; at += Math.round(random() * 2_000), i++) {
    const kind = random();
    if (kind < 0.7) events.push([at, notes(1 + Math.floor(random() * 3))]);
    else if (kind < 0.9) events.push([at, hand(`hand${i}`)]);
    else events.push([at, { key: `vote${i}`, of: 'moderators', say: `vote${i}` }]);
  }
  return events;
}

describe.each([6, 10])('a budget of %i a minute', (most) => {
  const seeds = Array.from({ length: 40 }, (_, seed) => seed + 1);

  it.each(seeds)('is kept whatever happens, loses nothing and counts right, seed %i', (seed) => {
    const events = room(seed);
    const said = play(most, events);
    said.forEach(([at], i) => {
      const before = said[i - 1];
      if (before !== undefined) expect(at - before[0]).toBeGreaterThanOrEqual(3_000);
      const full = said[i - most];
      if (full !== undefined) expect(at - full[0]).toBeGreaterThanOrEqual(60_000);
    });
    const all = said.map(([, words]) => words).join(' ');
    for (const [, { key, of }] of events) if (of === 'moderators') expect(all.split(' ')).toContain(key);
    const sum = (pattern: RegExp) => [...all.matchAll(pattern)].reduce((n, match) => n + Number(match[1] || 1), 0);
    const told = (of: Matter) => events.reduce((n, [, each]) => n + (each.of === of ? (each.count ?? 1) : 0), 0);
    expect(sum(/(\d+) nowych/g)).toBe(told('room'));
    expect(sum(/(\d+) rąk/g) + sum(/(?<!pierwsza )hand()/g)).toBe(told('mine'));
  });
});
