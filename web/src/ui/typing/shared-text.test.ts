import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyOps, fromEdit, transform } from '../../board/splice.ts';
import { moveSpan, SharedText } from './shared-text.ts';

const caret = (at: number) => ({ start: at, end: at });

describe('moveSpan', () => {
  it('pushes the caret along with text inserted before it', () => {
    expect(moveSpan('las', caret(2), ['mały '])).toEqual(caret(7));
  });

  it('leaves the caret before text inserted exactly at it', () => {
    expect(moveSpan('las', caret(3), [3, ' i rzeka'])).toEqual(caret(3));
  });

  it('pulls the caret back over deleted text, at most to where the deletion began', () => {
    expect(moveSpan('mały las', caret(8), [-5])).toEqual(caret(3));
    expect(moveSpan('mały las', caret(3), [2, -4])).toEqual(caret(2));
  });

  it('counts an emoji before the caret as one character of two units', () => {
    expect(moveSpan('🌲🌲x', caret(4), ['🌲'])).toEqual(caret(6));
    expect(moveSpan('🌲🌲x', caret(4), [1, -1])).toEqual(caret(2));
  });

  it('keeps a selection on the same words', () => {
    const span = { start: 5, end: 8 };
    expect(moveSpan('mały las', span, [5, 'i '])).toEqual({ start: 7, end: 10 });
    expect(moveSpan('mały las', span, [8, ' i rzeka'])).toEqual(span);
    expect(moveSpan('mały las', span, [6, 'aa'])).toEqual({ start: 5, end: 10 });
  });

  it('collapses a selection whose text was deleted', () => {
    expect(moveSpan('mały las', { start: 5, end: 8 }, [4, -4])).toEqual(caret(4));
  });
});

describe('SharedText', () => {
  it('tells typing as splices of the shared text', () => {
    const field = new SharedText('las');
    expect(field.typed('lasy', 4)).toEqual([3, 'y']);
    expect(field.typed('Lasy', 1)).toEqual(['L', -1]);
    expect(field.typed('Lasy', 4)).toEqual([]);
  });

  it('finds by the caret which of equal letters was typed', () => {
    expect(new SharedText('aa').typed('aaa', 1)).toEqual(['a']);
    expect(new SharedText('aa').typed('aaa', 3)).toEqual([2, 'a']);
  });

  it('holds what others type while a character is composed and shows it after', () => {
    const field = new SharedText('las');
    field.arrived(['mały ']);
    expect(field.shown).toBe('las');
    expect(field.typed('lasy', 4)).toEqual([8, 'y']);
    expect(field.release(caret(4))).toEqual(caret(9));
    expect(field.shown).toBe('mały lasy');
    expect(field.waits).toBe(false);
  });

  it('keeps field and shared text together over any interleaving of edits', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'ł', '🌲', '\n'), maxLength: 6 });
    const step = fc.oneof(
      fc.record({ kind: fc.constant('typed'), text: word }),
      fc.record({ kind: fc.constant('arrived'), text: word }),
      fc.record({ kind: fc.constant('release'), text: word }),
    );
    fc.assert(
      fc.property(word, fc.array(step, { maxLength: 12 }), (start, steps) => {
        const field = new SharedText(start);
        let shared = start;
        for (const { kind, text } of steps) {
          if (kind === 'typed') shared = applyOps(shared, field.typed(text, text.length));
          else if (kind === 'arrived') {
            const ops = fromEdit(shared, text);
            field.arrived(ops);
            shared = text;
          } else field.release(caret(field.shown.length));
          expect(field.shared).toBe(shared);
        }
      }),
    );
  });

  it('loses and doubles nothing of what two people type at once', () => {
    const letters = fc.string({ unit: fc.constantFrom('x', 'ż', '🌲'), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(letters, letters, fc.nat(4), fc.nat(4), (mine, theirs, a, b) => {
        const base = 'abcd';
        const field = new SharedText(base);
        const remote = a === 0 ? [theirs] : [a, theirs];
        field.arrived(remote);
        const typed = base.slice(0, b) + mine + base.slice(b);
        const ops = field.typed(typed, b + mine.length);
        const want = applyOps(applyOps(base, remote), transform(remote, fromEdit(base, typed))[1]);
        expect(applyOps(applyOps(base, remote), ops)).toBe(want);
        field.release(caret(b));
        expect([...field.shown].sort().join('')).toBe([...base, ...mine, ...theirs].sort().join(''));
      }),
    );
  });
});
