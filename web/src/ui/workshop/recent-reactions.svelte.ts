import type { ReactionCounts } from '../../sync/workshop.ts';

/** How long a reaction is shown, in milliseconds. */
const STAY = 4_000;

/** What people showed in the last seconds, added up by kind. */
export class RecentReactions {
  #counts: ReactionCounts = $state.raw({});
  #fading: ReturnType<typeof setTimeout>[] = [];

  get counts(): ReactionCounts {
    return this.#counts;
  }

  hear(counts: ReactionCounts): void {
    this.#add(counts, 1);
    const fade = () => {
      this.#fading.shift();
      this.#add(counts, -1);
    };
    this.#fading.push(setTimeout(fade, STAY));
  }

  stop(): void {
    for (const timer of this.#fading) clearTimeout(timer);
  }

  #add(counts: ReactionCounts, sign: 1 | -1): void {
    const sums = new Map(Object.entries(this.#counts));
    for (const [kind, n] of Object.entries(counts)) sums.set(kind, (sums.get(kind) ?? 0) + sign * n);
    this.#counts = Object.fromEntries([...sums].filter(([, n]) => n > 0));
  }
}
