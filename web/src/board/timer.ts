import { fieldOf } from './record.ts';
import type { State } from './state.ts';

/** The timer; times in milliseconds, `ends` by the server's clock. */
export type Timer =
  | { readonly kind: 'off' }
  | { readonly kind: 'paused'; readonly left: number }
  | { readonly kind: 'runs'; readonly ends: number };

/** The timer of the workshop. */
export function timerOf(state: State): Timer {
  const record = state.of('timer', ':timer');
  if (record === undefined) return { kind: 'off' };
  const ends = fieldOf(record.fields, 'ends');
  if (typeof ends === 'number') return { kind: 'runs', ends };
  const left = fieldOf(record.fields, 'left');
  return typeof left === 'number' ? { kind: 'paused', left } : { kind: 'off' };
}

/** How many milliseconds are left; negative once the time is over, 0 without a timer. */
export function leftAt(timer: Timer, now: number): number {
  if (timer.kind === 'off') return 0;
  return timer.kind === 'paused' ? timer.left : timer.ends - now;
}
