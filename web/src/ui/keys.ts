/** A key press as far as shortcuts look at it; a KeyboardEvent is one. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
  isComposing?: boolean;
  keyCode?: number;
  getModifierState?(key: string): boolean;
}

/**
 * Whether a key belongs to the composing of a character. Safari and some keyboards of Windows send the Enter that ends
 * it after the end, with the code 229 as the only sign.
 */
export function composes({ isComposing, keyCode }: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean {
  return isComposing === true || keyCode === 229;
}

/** What a key may ask for on a board. */
export type Wish =
  | { do: 'view'; to: 'list' | 'overview' }
  | { do: 'undo' | 'redo' | 'help' | 'menu' | 'edit' | 'select' | 'bin' | 'group' | 'clear' | 'enlarge' }
  /** `browser`: where the browser's own search reaches everything, it is left to it. */
  | { do: 'find'; browser?: true }
  | { do: 'jump'; to: number }
  | { do: 'go' | 'move'; where: 'up' | 'down' | 'left' | 'right' };

const arrows = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const;

/**
 * Whether the key writes a letter with AltGr, as ą or ł on a Polish keyboard. Windows reports AltGr as Ctrl and Alt
 * together, so that pair is never a shortcut.
 */
export function isAltGr(press: KeyPress): boolean {
  return press.getModifierState?.('AltGraph') === true || (press.ctrlKey && press.altKey);
}

/**
 * What a key press on the board asks for, or null. `writing` is true inside a text field, where only undo and redo are
 * ours; `letters` is false when somebody switched the single-key shortcuts off.
 */
export function wishOf(press: KeyPress, writing: boolean, letters: boolean): Wish | null {
  if (composes(press) || isAltGr(press)) return null;
  const command = press.ctrlKey || press.metaKey;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (command) {
    if (press.altKey) return null;
    if (key === 'z') return { do: press.shiftKey ? 'redo' : 'undo' };
    if (key === 'y' && !press.shiftKey) return { do: 'redo' };
    if (key === 'f' && !press.shiftKey) return { do: 'find', browser: true };
    if (key === ' ' && !writing) return { do: 'select' };
    return null;
  }
  if (writing) return null;
  const arrow = Object.hasOwn(arrows, key) ? arrows[key as keyof typeof arrows] : undefined;
  if (arrow !== undefined) {
    if (press.shiftKey) return null;
    return { do: press.altKey ? 'move' : 'go', where: arrow };
  }
  if (press.altKey) return null;
  switch (key) {
    case 'Enter':
    case 'F2':
      return { do: 'edit' };
    case ' ':
      return { do: 'select' };
    case 'Delete':
    case 'Backspace':
      return { do: 'bin' };
    case 'ContextMenu':
      return { do: 'menu' };
    case 'F10':
      return press.shiftKey ? { do: 'menu' } : null;
    case 'Escape':
      return { do: 'clear' };
  }
  return letters ? letterWish(key) : null;
}

function letterWish(key: string): Wish | null {
  switch (key) {
    case '?':
      return { do: 'help' };
    case 'f':
      return { do: 'find' };
    case 'm':
      return { do: 'menu' };
    case 'g':
      return { do: 'group' };
    case 'v':
      return { do: 'view', to: 'list' };
    case 'o':
      return { do: 'view', to: 'overview' };
    case 'z':
      return { do: 'enlarge' };
  }
  return /^[1-4]$/.test(key) ? { do: 'jump', to: Number(key) - 1 } : null;
}

/** Whether the event comes from something that takes text. */
export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)) ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}
