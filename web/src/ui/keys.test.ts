import { describe, expect, it } from 'vitest';
import { composes, type KeyPress, wishOf } from './keys.ts';

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...held };
}
const ctrl = { ctrlKey: true };

it('the Enter that ends the composing of a character is no Enter', () => {
  expect(composes({ isComposing: false, keyCode: 229 })).toBe(true);
  expect(composes({ isComposing: true, keyCode: 13 })).toBe(true);
  expect(composes({ isComposing: false, keyCode: 13 })).toBe(false);
  expect(wishOf(press('Enter', { keyCode: 229 }), false, true)).toBeNull();
});

describe('wishOf on the board', () => {
  it.each([
    ['Enter', {}, { do: 'edit' }],
    ['F2', {}, { do: 'edit' }],
    ['ArrowLeft', {}, { do: 'go', where: 'left' }],
    ['ArrowDown', { altKey: true }, { do: 'move', where: 'down' }],
    [' ', {}, { do: 'select' }],
    ['m', {}, { do: 'menu' }],
    ['M', { shiftKey: true }, { do: 'menu' }],
    ['F10', { shiftKey: true }, { do: 'menu' }],
    ['Delete', {}, { do: 'bin' }],
    ['3', {}, { do: 'jump', to: 2 }],
    ['?', { shiftKey: true }, { do: 'help' }],
    ['z', ctrl, { do: 'undo' }],
    ['Z', { ctrlKey: true, shiftKey: true }, { do: 'redo' }],
    ['y', ctrl, { do: 'redo' }],
    ['z', { metaKey: true }, { do: 'undo' }],
    ['Escape', {}, { do: 'clear' }],
    ['v', {}, { do: 'view', to: 'list' }],
    ['o', {}, { do: 'view', to: 'overview' }],
    ['z', {}, { do: 'enlarge' }],
  ])('%s %o', (key, held, want) => {
    expect(wishOf(press(key, held), false, true)).toEqual(want);
  });

  it('leaves unknown keys to the browser', () => {
    for (const key of ['x', 'Tab', 'F5', '5', 'Home']) expect(wishOf(press(key), false, true)).toBeNull();
    expect(wishOf(press('c', ctrl), false, true)).toBeNull();
    expect(wishOf(press('v', ctrl), false, true)).toBeNull();
  });
});

describe('Polish keyboards', () => {
  it('never take AltGr for a shortcut', () => {
    const graph = { ctrlKey: true, altKey: true };
    for (const key of ['ż', 'z', 'ź', 'y', '1', 'ArrowDown']) expect(wishOf(press(key, graph), false, true)).toBeNull();
    const state = (name: string) => name === 'AltGraph';
    expect(wishOf(press('ę', { altKey: true, getModifierState: state }), false, true)).toBeNull();
    expect(wishOf(press('ArrowUp', { altKey: true, getModifierState: state }), false, true)).toBeNull();
  });
});

describe('while writing', () => {
  it('only undo and redo are taken', () => {
    expect(wishOf(press('z', ctrl), true, true)).toEqual({ do: 'undo' });
    for (const key of ['m', '1', '?', 'Enter', ' ', 'Delete', 'ArrowUp', 'Escape'])
      expect(wishOf(press(key), true, true)).toBeNull();
  });

  it('nothing is taken from a composed character', () => {
    expect(wishOf(press('z', { ctrlKey: true, isComposing: true }), true, true)).toBeNull();
  });
});

describe('with single-key shortcuts off', () => {
  it('letters and digits do nothing, the others stay', () => {
    for (const key of ['m', 'g', 'v', '?', '2']) expect(wishOf(press(key), false, false)).toBeNull();
    expect(wishOf(press('Enter'), false, false)).toEqual({ do: 'edit' });
    expect(wishOf(press('Delete'), false, false)).toEqual({ do: 'bin' });
  });
});
