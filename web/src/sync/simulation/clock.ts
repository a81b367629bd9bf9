import type { Clock, Random } from '../clock.ts';

/** Seeded randomness: the seed alone decides the run. */
export class SeededRandom implements Random {
  private state: number;
  private ids = 0;

  constructor(
    seed: number,
    private readonly name = 'sim',
  ) {
    this.state = seed >>> 0 || 1;
  }

  number(): number {
    // mulberry32
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from 0 up to, but not including, n. */
  below(n: number): number {
    return Math.floor(this.number() * n);
  }

  chance(probability: number): boolean {
    return this.number() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  id(): string {
    return `${this.name}-${String(++this.ids).padStart(5, '0')}-${String(this.below(1e9)).padStart(9, '0')}`;
  }
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** A clock that stands still until it is told to run. */
export class SimulatedClock implements Clock {
  private time = 1_700_000_000_000;
  private started = 0;
  private timers: Timer[] = [];

  /** settle resolves when everything has happened that can happen without time passing. */
  constructor(private readonly settle: () => Promise<void> = microtasks) {}

  now(): number {
    return this.time;
  }

  after(millis: number, callback: () => void): () => void {
    const timer = { at: this.time + Math.max(0, millis), order: ++this.started, callback };
    this.timers.push(timer);
    return () => {
      const at = this.timers.indexOf(timer);
      if (at >= 0) this.timers.splice(at, 1);
    };
  }

  /** Lets so many milliseconds pass and runs every timer at its time. */
  async run(millis: number): Promise<void> {
    const until = this.time + millis;
    await this.settle();
    for (;;) {
      let next: Timer | undefined;
      for (const a of this.timers) {
        if (next === undefined || a.at < next.at || (a.at === next.at && a.order < next.order)) next = a;
      }
      if (next === undefined || next.at > until) break;
      this.timers.splice(this.timers.indexOf(next), 1);
      this.time = Math.max(this.time, next.at);
      next.callback();
      await this.settle();
    }
    this.time = until;
  }
}

/** Resolves when no promise can resolve any more without time passing. */
export async function microtasks(): Promise<void> {
  for (let i = 0; i < 30; i++) await Promise.resolve();
}
