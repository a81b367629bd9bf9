import { composes, isAltGr, type KeyPress } from '../keys.ts';

/** What a single letter does for those who moderate. */
export type BarWish = 'agenda' | 'timer' | 'next' | 'vote' | 'presentations';

/** The letter of each wish. */
export const barKeys: Readonly<Record<BarWish, string>> = {
  agenda: 'A',
  timer: 'T',
  next: 'N',
  vote: 'L',
  presentations: 'P',
};

/** What a single letter asks for of those who moderate, or null. None goes to another phase: `next` leads to its button. */
export function barKey(press: KeyPress, writing: boolean, letters: boolean): BarWish | null {
  if (writing || !letters || composes(press) || isAltGr(press)) return null;
  if (press.ctrlKey || press.metaKey || press.altKey || press.shiftKey) return null;
  const key = press.key.toUpperCase();
  return (Object.keys(barKeys) as BarWish[]).find((wish) => barKeys[wish] === key) ?? null;
}
