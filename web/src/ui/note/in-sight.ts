import { tick } from 'svelte';
import type { BoardState } from './board-state.svelte.ts';

/**
 * Sees to it that what has the focus on the board, or else the note to which the person was brought last, still is in
 * sight when what changes now has been drawn, if it is in sight before.
 */
export function keepInSight({ brought }: BoardState): void {
  const focused = document.activeElement?.closest(within) ? document.activeElement : null;
  const element = focused ?? brought;
  const scroller = element?.closest(within);
  if (element == null || scroller == null) return;
  const before = part(element, scroller);
  if (before === 'nothing') return;
  void tick().then(() => {
    if (!element.isConnected) return;
    const now = part(element, scroller);
    if (now === 'nothing' || (before === 'all' && now === 'some')) element.scrollIntoView({ block: 'nearest' });
  });
}

const within = '#board [data-scroller]';

/** What shows of an element: with a pixel of patience, since browsers scroll by whole ones. */
function part(element: Element, scroller: Element): 'all' | 'some' | 'nothing' {
  const [{ top, bottom }, around] = [element.getBoundingClientRect(), scroller.getBoundingClientRect()];
  const [from, to] = [Math.max(around.top, 0), Math.min(around.bottom, innerHeight)];
  if (top >= to || bottom <= from) return 'nothing';
  return top >= from - 1 && bottom <= to + 1 ? 'all' : 'some';
}
