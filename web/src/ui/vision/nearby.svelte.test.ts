import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Nearby, type Placed } from './nearby.svelte.ts';

// A row of notes, 100 apart; the view sees some of them.
const placed = (i: number): Placed => ({ id: `n${i}`, box: { x: 100 * i, y: 0, width: 80, height: 80 } });
const notes = Array.from({ length: 200 }, (_, i) => placed(i));
const from = (first: number, count = 40) => ({ x: 100 * first, y: 0, width: 100 * count - 20, height: 80 });
const drawn = (nearby: Nearby) => notes.flatMap(({ id }, i) => (nearby.drawn.has(id) ? [i] : []));
const range = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);

let frames: (() => void)[] = [];
/** Lets frames pass until none is asked for; the number of notes drawn after each. */
function pass(nearby: Nearby): number[] {
  const counts: number[] = [];
  for (let next = frames.shift(); next !== undefined; next = frames.shift()) {
    next();
    counts.push(drawn(nearby).length);
  }
  return counts;
}

beforeEach(() => {
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
  vi.stubGlobal('cancelAnimationFrame', () => {
    frames = [];
  });
});
afterEach(() => void vi.unstubAllGlobals());

it('draws all that is near when a board opens', () => {
  const nearby = new Nearby();
  nearby.look(from(10), notes);
  expect(drawn(nearby)).toEqual(range(10, 40));
  expect(pass(nearby)).toEqual([]);
});

it('draws what comes near a few at a time, from the middle of the view, and then takes away what is far', () => {
  const nearby = new Nearby();
  nearby.look(from(0), notes);
  nearby.look(from(100), notes);
  const first = drawn(nearby).filter((i) => i >= 100);
  expect(first).toEqual(range(120 - first.length / 2, first.length));
  const counts = pass(nearby);
  expect(Math.max(...counts)).toBe(80);
  for (const [i, count] of counts.entries())
    expect(Math.abs(count - (counts[i - 1] ?? 40 + first.length))).toBeLessThan(9);
  expect(drawn(nearby)).toEqual(range(100, 40));
});

it('a view that goes on before all was drawn forgets what it left', () => {
  const nearby = new Nearby();
  nearby.look(from(0), notes);
  for (const first of [60, 90, 130, 150]) nearby.look(from(first), notes);
  pass(nearby);
  expect(drawn(nearby)).toEqual(range(150, 40));
});

it('draws a note that is new or has moved when it is near', () => {
  const nearby = new Nearby();
  nearby.look(from(0), notes);
  const before = nearby.drawn;
  nearby.moved(placed(3));
  nearby.moved({ ...placed(150), id: 'far' });
  pass(nearby);
  expect(nearby.drawn).toBe(before);
  nearby.moved({ ...placed(5), id: 'new' });
  pass(nearby);
  expect([...nearby.drawn].filter((id) => !before.has(id))).toEqual(['new']);
});

it('does nothing any more once it is stopped', () => {
  const nearby = new Nearby();
  nearby.look(from(0), notes);
  nearby.look(from(100), notes);
  nearby.stop();
  expect(pass(nearby)).toEqual([]);
});
