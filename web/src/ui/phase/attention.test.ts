import { beforeEach, describe, expect, it } from 'vitest';
import type { Mode } from '../../board/focus.ts';
import type { Spot } from '../../board/spot.ts';
import { rec } from '../../board/testdata/records.ts';
import { Attention, type Call } from './attention.svelte.ts';

let typing: boolean;
let waiting: (() => void)[];
let visited: (string | undefined)[];
let told: Call['is'][];
let attention: Attention;

const at = (mode: Mode | '', since: number, section = 'threat') =>
  rec('focus', ':focus', { board: 'b', section, mode, by: 'maria', since });

beforeEach(() => {
  typing = false;
  waiting = [];
  visited = [];
  told = [];
  const input = {
    get busy() {
      return typing;
    },
    when(_free: () => boolean, run: () => void) {
      waiting.push(run);
      return () => waiting.splice(waiting.indexOf(run), 1);
    },
  };
  attention = new Attention('w', input, {
    goTo: (spot: Spot) => visited.push(spot.section),
    here: () => ({ board: 'b', section: 'strength', element: null }),
    tell: ({ is }) => told.push(is),
  });
});

describe('attention', () => {
  it('asks, and goes along or not', () => {
    attention.hear(at('ask', 1));
    expect(attention.call?.is).toBe('asked');
    expect(visited).toEqual([]);
    attention.dismiss();
    attention.hear(at('ask', 1));
    expect(attention.call).toBeNull();
    attention.hear(at('ask', 2));
    attention.follow();
    expect(visited).toEqual(['threat']);
    expect(attention.call?.is).toBe('brought');
  });

  it('brings everybody, once a call, with a way back', () => {
    attention.hear(at('bring', 1));
    attention.hear(at('bring', 1));
    expect(visited).toEqual(['threat']);
    attention.back();
    expect(visited).toEqual(['threat', 'strength']);
    expect(attention.call).toBeNull();
  });

  it('waits for a word that is being typed', () => {
    typing = true;
    attention.hear(at('hold', 1));
    expect(attention.call?.is).toBe('waits');
    expect(visited).toEqual([]);
    waiting[0]?.();
    expect(visited).toEqual(['threat']);
    expect(told).toEqual(['waits', 'brought']);
  });

  it('goes at once when the person asks for it', () => {
    typing = true;
    attention.hear(at('bring', 1));
    attention.follow();
    expect(visited).toEqual(['threat']);
    expect(waiting).toEqual([]);
  });

  it('a later call takes the place of one that waits', () => {
    typing = true;
    attention.hear(at('bring', 1));
    attention.hear(at('bring', 2, 'weakness'));
    expect(waiting.length).toBe(1);
    waiting[0]?.();
    expect(visited).toEqual(['weakness']);
  });

  it('a call that is taken back leaves nothing behind', () => {
    typing = true;
    attention.hear(at('bring', 1));
    attention.hear(at('', 1));
    expect(attention.call).toBeNull();
    expect(waiting).toEqual([]);
    attention.hear(undefined);
    expect(visited).toEqual([]);
  });

  it('the way back ends when the person goes on to another board', () => {
    attention.hear(at('bring', 1));
    attention.left('b');
    expect(attention.call?.is).toBe('brought');
    attention.left('b2');
    expect(attention.call).toBeNull();
  });

  it('whoever was brought along keeps the way back after the release', () => {
    attention.hear(at('hold', 1));
    attention.hear(at('', 1));
    expect(attention.call?.is).toBe('brought');
  });
});
