import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyOps,
  Builder,
  characterPosition,
  checkOps,
  compose,
  diff,
  fromEdit,
  invertOps,
  length,
  movePosition,
  type Ops,
  split,
  tidy,
  transform,
  unitOffset,
} from './splice.ts';

const character = fc.constantFrom('a', 'b', 'ą', ' ', '\n', '🌲', '𝔖', '漢');
const texts = fc.array(character, { maxLength: 12 }).map((list) => list.join(''));

/** An edit that fits the text, in the one form. */
function opsOn(text: string): fc.Arbitrary<Ops> {
  const step = fc.oneof(
    fc.record({ keep: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ delete: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ insert: fc.array(character, { minLength: 1, maxLength: 3 }).map((l) => l.join('')) }),
  );
  return fc.array(step, { maxLength: 6 }).map((steps) => {
    const builder = new Builder();
    let left = length(text);
    for (const s of steps) {
      if ('insert' in s) builder.insert(s.insert);
      else {
        const n = Math.min(left, 'keep' in s ? s.keep : s.delete);
        left -= n;
        if ('keep' in s) builder.keep(n);
        else builder.delete(n);
      }
    }
    return builder.ops();
  });
}

const textAndOps = texts.chain((text) => fc.tuple(fc.constant(text), opsOn(text), opsOn(text)));

describe('ops', () => {
  it('can be parted into two that do the same', () => {
    fc.assert(
      fc.property(textAndOps, fc.integer({ min: 2, max: 8 }), ([text, ops], steps) => {
        const [first, then] = split(ops, steps);
        expect(first.length).toBeLessThanOrEqual(steps);
        if (ops.length > 0) expect(() => checkOps(first)).not.toThrow();
        expect(then.length > 0).toBe(ops.length > steps);
        if (then.length > 0) expect(() => checkOps(then)).not.toThrow();
        expect(applyOps(applyOps(text, first), then)).toBe(applyOps(text, ops));
      }),
    );
  });

  it('have one form, whatever the order of the steps', () => {
    expect(new Builder().keep(2).delete(1).insert('x').delete(2).keep(4).ops()).toEqual([2, 'x', -3]);
    fc.assert(
      fc.property(textAndOps, ([, ops]) => {
        if (ops.length > 0) expect(() => checkOps(ops)).not.toThrow();
      }),
    );
  });

  it.each([
    [[]],
    [[0]],
    [['']],
    [[3]],
    [[1, 2, 'a']],
    [[-1, -2]],
    [['a', 'b']],
    [[-1, 'a']],
    [[1.5, 'a']],
    [[2 ** 31, 'a']],
    [[Number.NaN]],
  ])('refuses the form %j (W24)', (ops) => {
    expect(() => checkOps(ops)).toThrow('bad_splice');
  });

  it('count characters, not UTF-16 units (W24)', () => {
    expect(length('a🌲b')).toBe(3);
    expect(applyOps('a🌲b', [1, 'ż', -1])).toBe('ażb');
    expect(unitOffset('a🌲b', 2)).toBe(3);
    expect(unitOffset('a🌲b', 4)).toBe(-1);
    expect(characterPosition('a🌲b', 3)).toBe(2);
  });

  it('are refused when the text is too short', () => {
    expect(() => applyOps('ab', [3, 'x'])).toThrow('bad_splice');
    expect(() => applyOps('ab', [-3])).toThrow('bad_splice');
    expect(() => invertOps([-3], 'ab')).toThrow('bad_splice');
  });

  it('are undone by their inverse', () => {
    fc.assert(
      fc.property(textAndOps, ([text, ops]) => {
        expect(applyOps(applyOps(text, ops), invertOps(ops, text))).toBe(text);
      }),
    );
  });

  it('compose to one edit', () => {
    const both = texts.chain((text) =>
      opsOn(text).chain((a) => fc.tuple(fc.constant(text), fc.constant(a), opsOn(applyOps(text, a)))),
    );
    fc.assert(
      fc.property(both, ([text, a, b]) => {
        const composed = compose(a, b);
        expect(applyOps(text, composed)).toBe(applyOps(applyOps(text, a), b));
        if (composed.length > 0) checkOps(composed);
      }),
    );
  });

  it('transformed over each other lead to the same text', () => {
    fc.assert(
      fc.property(textAndOps, ([text, earlier, later]) => {
        const [earlyAfter, lateAfter] = transform(earlier, later);
        expect(applyOps(applyOps(text, earlier), lateAfter)).toBe(applyOps(applyOps(text, later), earlyAfter));
      }),
    );
  });

  it('put the earlier of two insertions at one place to the left (W25)', () => {
    const [, later] = transform([2, 'A'], [2, 'B']);
    expect(applyOps(applyOps('xxyy', [2, 'A']), later)).toBe('xxAByy');
  });

  it('tidied do the same without deleting what they insert again', () => {
    expect(tidy([2, 'ab', -2], 'xxab')).toEqual([]);
    expect(tidy([1, 'abX', -3], 'zabcq')).toEqual([3, 'X', -1]);
    fc.assert(
      fc.property(textAndOps, ([text, ops]) => {
        const tidied = tidy(ops, text);
        expect(applyOps(text, tidied)).toBe(applyOps(text, ops));
        if (tidied.length > 0) checkOps(tidied);
      }),
    );
  });
});

describe('finding an edit', () => {
  it('leads from one text to the other', () => {
    fc.assert(
      fc.property(texts, texts, fc.option(fc.nat(12), { nil: undefined }), (before, after, caret) => {
        expect(applyOps(before, fromEdit(before, after, caret))).toBe(after);
        expect(applyOps(before, diff(before, after))).toBe(after);
      }),
    );
  });

  it.each([
    ['aa', 'aaa', 1, ['a']],
    ['aa', 'aaa', 2, [1, 'a']],
    ['aa', 'aaa', 3, [2, 'a']],
    ['aaa', 'aa', 0, [-1]],
    ['aaa', 'aa', 1, [1, -1]],
    ['las las', 'las', 3, [3, -4]],
    ['🌲🌲', '🌲', 0, [-1]],
  ])('%s to %s with the caret at %i is %j', (before, after, caret, ops) => {
    expect(fromEdit(before, after, caret)).toEqual(ops);
  });

  it('keeps what two texts share at several places', () => {
    expect(diff('abcdef', 'aXcYf')).toEqual([1, 'X', -1, 1, 'Y', -2]);
  });

  it('looks for what is shared inside of short texts only, because that work grows with the square of the length', () => {
    const around = (letter: string, length: number) => `${letter.repeat(length)}x${letter.repeat(length)}`;
    expect(diff(around('ą', 400), around('b', 400))).toContain(1);
    expect(diff(around('ą', 600), around('b', 600))).toEqual([around('b', 600), -1201]);
    expect(diff(around('ą', 80_000), around('b', 80_000))).toEqual([around('b', 80_000), -160_001]);
  });
});

describe('a caret', () => {
  it.each([
    [3, [1, 'ab'], 5],
    [3, [3, 'ab'], 3],
    [3, [5, 'ab'], 3],
    [3, [1, -1], 2],
    [3, [1, -5], 1],
    [3, ['x', -3], 1],
    [0, ['x'], 0],
  ])('at %i stands, after %j, at %i', (position, ops, moved) => {
    expect(movePosition(position, ops)).toBe(moved);
  });

  it('is pushed along by an insertion at its place when asked', () => {
    expect(movePosition(3, [3, 'ab'], true)).toBe(5);
  });
});

describe('several people in one text', () => {
  /**
   * A server that orders, and clients that carry their one pending edit over what
   * comes: the rule of W25 and W26 on its own, without the rest of sync.
   */
  it('converge in every interleaving', () => {
    const action = fc.record({
      who: fc.nat(2),
      what: fc.constantFrom('type', 'erase', 'send', 'receive'),
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const sim = new TextSimulation(3);
        for (const { who, what, at } of actions) sim.act(who, what, at);
        sim.settle();
        for (const client of sim.clients) expect(client.text).toBe(sim.text);
        for (const c of sim.typed) {
          const count = [...sim.text].filter((other) => other === c).length;
          expect(count).toBe(sim.erased.has(c) ? 0 : 1);
        }
      }),
      { numRuns: 400 },
    );
  });
});

interface TextClient {
  text: string;
  seen: number;
  /** Sent and not confirmed. */
  inFlight: { ops: Ops; seen: number; original: Ops } | undefined;
  waiting: Ops;
}

class TextSimulation {
  text = '';
  readonly history: { ops: Ops; by: number }[] = [];
  readonly clients: TextClient[];
  readonly typed: string[] = [];
  readonly erased = new Set<string>();

  constructor(n: number) {
    const fresh = (): TextClient => ({ text: '', seen: 0, inFlight: undefined, waiting: [] });
    this.clients = Array.from({ length: n }, fresh);
  }

  act(who: number, what: string, at: number): void {
    const client = this.clients[who] as TextClient;
    const size = length(client.text);
    const place = Math.floor(at * (size + 1));
    if (what === 'type') {
      const c = String.fromCodePoint(0x1f300 + this.typed.length);
      this.typed.push(c);
      this.edit(client, new Builder().keep(place).insert(c).ops());
    } else if (what === 'erase' && place < size) {
      this.erased.add([...client.text][place] as string);
      this.edit(client, new Builder().keep(place).delete(1).ops());
    } else if (what === 'send') {
      this.send(who);
    } else if (what === 'receive') {
      this.receive(who);
    }
  }

  settle(): void {
    for (let round = 0; round < 100; round++) {
      for (let who = 0; who < this.clients.length; who++) {
        this.send(who);
        while (this.receive(who));
      }
    }
  }

  private edit(client: TextClient, ops: Ops): void {
    client.text = applyOps(client.text, ops);
    client.waiting = compose(client.waiting, ops);
  }

  private send(who: number): void {
    const client = this.clients[who] as TextClient;
    if (client.inFlight !== undefined || client.waiting.length === 0) return;
    client.inFlight = { ops: client.waiting, seen: client.seen, original: client.waiting };
    client.waiting = [];
    let ops = client.inFlight.original;
    for (const earlier of this.history.slice(client.inFlight.seen)) ops = transform(earlier.ops, ops)[1];
    this.text = applyOps(this.text, ops);
    this.history.push({ ops, by: who });
  }

  private receive(who: number): boolean {
    const client = this.clients[who] as TextClient;
    const next = this.history[client.seen];
    if (next === undefined) return false;
    client.seen++;
    if (next.by === who) {
      expect(next.ops).toEqual(client.inFlight?.ops);
      client.inFlight = undefined;
      return true;
    }
    let ops = next.ops;
    if (client.inFlight !== undefined) [ops, client.inFlight.ops] = transform(ops, client.inFlight.ops);
    [ops, client.waiting] = transform(ops, client.waiting);
    client.text = applyOps(client.text, ops);
    return true;
  }
}
