import { beforeEach, describe, expect, it } from 'vitest';
import { Stage } from './stage.svelte.ts';

let busy: boolean;
let waiting: (() => void)[];
let stage: Stage;
const there = ['b', 'b1', 'b2'];

beforeEach(() => {
  busy = false;
  waiting = [];
  const hands = {
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
  stage = new Stage('w', hands);
});

describe('the board before a person', () => {
  it('is the one that the workshop wants, or the first', () => {
    stage.settle('b1', there);
    expect(stage.shown).toBe('b1');
    const other = new Stage('w', { busy: false, when: () => () => {} });
    other.settle(undefined, there);
    expect(other.shown).toBe('b');
  });

  it('follows the phase', () => {
    stage.settle('b', there);
    stage.settle('b1', there);
    expect(stage.shown).toBe('b1');
  });

  it('stays while a sentence is finished, and comes then', () => {
    stage.settle('b', there);
    busy = true;
    stage.settle('b1', there);
    expect([stage.shown, stage.coming]).toEqual(['b', 'b1']);
    stage.settle('b1', there);
    expect(waiting.length).toBe(1);
    waiting[0]?.();
    expect([stage.shown, stage.coming]).toEqual(['b1', null]);
  });

  it('comes at once when the person asks for it', () => {
    stage.settle('b', there);
    busy = true;
    stage.settle('b1', there);
    stage.go();
    expect([stage.shown, stage.coming, waiting.length]).toEqual(['b1', null, 0]);
  });

  it('stays when the phase comes back before the sentence is finished', () => {
    stage.settle('b', there);
    busy = true;
    stage.settle('b1', there);
    stage.settle('b', there);
    expect([stage.shown, stage.coming, waiting.length]).toEqual(['b', null, 0]);
  });

  it('leaves a person where they went until the phase wants another board', () => {
    stage.settle('b', there);
    stage.show('b2');
    stage.settle('b', there);
    expect(stage.shown).toBe('b2');
    stage.settle('b1', there);
    expect(stage.shown).toBe('b1');
  });

  it('puts no other board before a moderator when the phase wants none in particular', () => {
    stage.settle('b', there);
    stage.settle(undefined, there);
    expect(stage.shown).toBe('b');
  });

  it('does not stay on a board that is gone, not even for a sentence', () => {
    stage.settle('b1', there);
    busy = true;
    stage.settle('b2', ['b', 'b2']);
    expect(stage.shown).toBe('b2');
  });
});
