import { beforeEach, describe, expect, it } from 'vitest';
import { ShownBoard } from './shown-board.svelte.ts';

let busy: boolean;
let waiting: (() => void)[];
let shown: ShownBoard;
const there = ['b', 'b1', 'b2'];

beforeEach(() => {
  busy = false;
  waiting = [];
  const input = {
    get busy() {
      return busy;
    },
    when(_free: () => boolean, run: () => void) {
      waiting.push(run);
      return () => {
        const index = waiting.indexOf(run);
        if (index >= 0) waiting.splice(index, 1);
      };
    },
  };
  shown = new ShownBoard('w', input);
});

describe('the board before a person', () => {
  it('is the one that the workshop wants, or the first', () => {
    shown.settle(['b1'], there);
    expect(shown.board).toBe('b1');
    const other = new ShownBoard('w', { busy: false, when: () => () => {} });
    other.settle([], there);
    expect(other.board).toBe('b');
  });

  it('follows the phase', () => {
    shown.settle(['b'], there);
    shown.settle(['b1'], there);
    expect(shown.board).toBe('b1');
  });

  it('stays while a sentence is finished, and comes then', () => {
    shown.settle(['b'], there);
    busy = true;
    shown.settle(['b1'], there);
    expect([shown.board, shown.coming]).toEqual(['b', 'b1']);
    shown.settle(['b1'], there);
    expect(waiting.length).toBe(1);
    waiting[0]?.();
    expect([shown.board, shown.coming]).toEqual(['b1', null]);
  });

  it('comes at once when the person asks for it', () => {
    shown.settle(['b'], there);
    busy = true;
    shown.settle(['b1'], there);
    shown.go();
    expect([shown.board, shown.coming, waiting.length]).toEqual(['b1', null, 0]);
  });

  it('stays when the phase comes back before the sentence is finished', () => {
    shown.settle(['b'], there);
    busy = true;
    shown.settle(['b1'], there);
    shown.settle(['b'], there);
    expect([shown.board, shown.coming, waiting.length]).toEqual(['b', null, 0]);
  });

  it('leaves a person where they went until the phase wants another board', () => {
    shown.settle(['b'], there);
    shown.show('b2');
    shown.settle(['b'], there);
    expect(shown.board).toBe('b2');
    shown.settle(['b1'], there);
    expect(shown.board).toBe('b1');
  });

  it('leaves a person on the board of the phase that they chose', () => {
    shown.settle(['b', 'b1'], there);
    expect(shown.board).toBe('b');
    shown.show('b1');
    shown.settle(['b', 'b1', 'b2'], there);
    expect(shown.board).toBe('b1');
    shown.settle(['b1'], there);
    expect(shown.board).toBe('b1');
    shown.settle(['b2', 'b'], there);
    expect(shown.board).toBe('b2');
  });

  it('puts no other board before a moderator when the phase wants none in particular', () => {
    shown.settle(['b'], there);
    shown.settle([], there);
    expect(shown.board).toBe('b');
  });

  it('does not stay on a board that is gone, not even for a sentence', () => {
    shown.settle(['b1'], there);
    busy = true;
    shown.settle(['b2'], ['b', 'b2']);
    expect(shown.board).toBe('b2');
  });
});
