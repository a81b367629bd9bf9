/** What a timer tells while it runs: that a minute is left, and that it is over. */
export type Signal = 'minute' | 'end';

const minute = 60_000;

/**
 * Finds the moments at which a running timer is worth a word. Only what passes while the page looks on counts: after
 * a reload, and with more or less time given, the first look says nothing.
 */
export class Signals {
  #ends: number | null = null;
  #left = 0;

  /** Looks at a timer: when it ends (null while it does not run) and how much is left. */
  look(ends: number | null, left: number): Signal | null {
    const seen = ends !== null && ends === this.#ends;
    const before = this.#left;
    this.#ends = ends;
    this.#left = left;
    if (!seen) return null;
    if (before > 0 && left <= 0) return 'end';
    return before > minute && left <= minute ? 'minute' : null;
  }
}
