import { untrack } from 'svelte';
import { leftAt, timerOf } from '../../board/timer.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import { nextTick } from './clock.ts';

/** The workshop's timer by the server's clock. Made while a component is set up; it ends with that component. */
export class Countdown {
  /** How many milliseconds are left; below 0 when the time is up. */
  left = $state(0);
  readonly #store: WorkshopStore;
  readonly #timer = $derived.by(() => timerOf(this.#store.state));
  /** What the record says, so that an unrelated change does not start the clock anew. */
  readonly #ends = $derived(this.#timer.kind === 'runs' ? this.#timer.ends : null);
  readonly #paused = $derived(this.#timer.kind === 'paused' ? this.#timer.left : 0);

  /** Calls `onlook` each time that the shown time has changed, with the end of a timer that runs. */
  constructor(store: WorkshopStore, onlook?: (ends: number | null, left: number) => void) {
    this.#store = store;
    $effect(() => {
      let waiting: ReturnType<typeof setTimeout> | undefined;
      const [ends, paused] = [this.#ends, this.#paused];
      const look = () => {
        this.left = ends === null ? paused : leftAt({ kind: 'runs', ends }, store.now());
        onlook?.(ends, this.left);
        if (ends !== null) waiting = setTimeout(look, nextTick(this.left));
      };
      untrack(look);
      return () => clearTimeout(waiting);
    });
  }

  get kind(): 'off' | 'runs' | 'paused' {
    return this.#timer.kind;
  }
}

/** The time by the server's clock, looked at every ten seconds. Made while a component is set up. */
export class Clock {
  now = $state(0);

  constructor(store: WorkshopStore) {
    $effect(() => {
      this.now = store.now();
      const timer = setInterval(() => (this.now = store.now()), 10_000);
      return () => clearInterval(timer);
    });
  }
}
