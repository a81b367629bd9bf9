import type { State } from './state.ts';

/** The timer; times in milliseconds, `ends` by the server's clock. */
export type Timer =
  | { readonly kind: 'off' }
  | { readonly kind: 'paused'; readonly left: number }
  | { readonly kind: 'runs'; readonly ends: number };

/** The timer of the workshop. */
export function timerOf(state: State): Timer {
  const timer = state.of('timer', ':timer');
  if (timer?.ends !== undefined) return { kind: 'runs', ends: timer.ends };
  return timer?.left === undefined ? { kind: 'off' } : { kind: 'paused', left: timer.left };
}

/** How many milliseconds are left; negative once the time is over, 0 without a timer. */
export function leftAt(timer: Timer, now: number): number {
  if (timer.kind === 'off') return 0;
  return timer.kind === 'paused' ? timer.left : timer.ends - now;
}
