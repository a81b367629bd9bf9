import { composes, isAltGr, type KeyPress } from '../keys.ts';

/** What a single letter opens for those who moderate, or null. No letter goes to another phase. */
export function barKey(press: KeyPress, writing: boolean, letters: boolean): 'agenda' | 'timer' | null {
  if (writing || !letters || composes(press) || isAltGr(press)) return null;
  if (press.ctrlKey || press.metaKey || press.altKey || press.shiftKey) return null;
  const key = press.key.toLowerCase();
  return key === 'a' ? 'agenda' : key === 't' ? 'timer' : null;
}

/** Arrows, Home and End go along the buttons of a bar. */
export function walk(event: KeyboardEvent, bar: HTMLElement): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const buttons = [...bar.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const to = along(event.key, buttons.indexOf(document.activeElement as HTMLElement), buttons.length);
  if (to === null) return;
  event.preventDefault();
  event.stopPropagation();
  buttons[to]?.focus();
}

/** The place to go to from one of so many in a row; null when the key does not go anywhere. */
export function along(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return at <= 0 ? count - 1 : at - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
  }
  return null;
}
