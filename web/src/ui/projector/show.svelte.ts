/** How long a page stands before the next one, in milliseconds. */
const PAGE_TIME = 12_000;
/** How long a page stands at least before a new note takes its place, and how long that one then stays. */
const FRESH_TIME = 7_000;
/** How long a new note is marked. */
const MARK_TIME = 20_000;
/** How long a new note may wait for a page to show it: the projector is laid out anew only now and then. */
const WAIT_TIME = 5_000;

/**
 * Which page of the projector shows. Pages follow each other calmly; a new note brings its page forward, but never
 * sooner than the page in front has had time to be read.
 */
export class Show {
  /** The page in front, counted from 0. */
  page = $state(0);
  /** Notes that arrived a moment ago. */
  fresh: ReadonlySet<string> = $state.raw(new Set());
  /** Whether somebody wants to go on reading the page in front. */
  still = $state(false);
  #pages = 1;
  #since = Date.now();
  #holds = PAGE_TIME;
  #wanted: { note: string; since: number } | null = null;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #marks = new Map<string, number>();

  /** `find` gives the page of a note, -1 when no page shows it. */
  constructor(private readonly find: (note: string) => number) {
    this.#timer = setInterval(() => this.#tick(Date.now()), 500);
  }

  /** So many pages there are now. */
  has(pages: number): void {
    this.#pages = Math.max(1, pages);
    if (this.page >= this.#pages) this.#turn(0, PAGE_TIME);
  }

  /** These notes are new; the last one is brought forward. */
  arrived(notes: readonly string[]): void {
    const now = Date.now();
    for (const note of notes) this.#marks.set(note, now);
    this.fresh = new Set(this.#marks.keys());
    const last = notes.at(-1);
    if (last !== undefined) this.#wanted = { note: last, since: now };
  }

  /** Turns the pages no more by itself, or again. */
  hold(still: boolean): void {
    this.still = still;
    if (!still) this.#since = Date.now();
  }

  /** Turns to the page after or before. */
  leaf(by: 1 | -1): void {
    this.#turn((this.page + by + this.#pages) % this.#pages, PAGE_TIME);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(now: number): void {
    this.#fade(now);
    if (this.still) return;
    const stood = now - this.#since;
    if (this.#wanted !== null && this.#bring(this.#wanted, now, stood)) return;
    if (this.#pages > 1 && stood >= this.#holds) this.#turn((this.page + 1) % this.#pages, PAGE_TIME);
  }

  /** Whether the page in front is spoken for by a new note. */
  #bring(wanted: { note: string; since: number }, now: number, stood: number): boolean {
    const page = this.find(wanted.note);
    if (page < 0) {
      if (now - wanted.since > WAIT_TIME) this.#wanted = null;
      return this.#wanted !== null;
    }
    if (page === this.page) {
      this.#holds = Math.max(this.#holds, Math.min(stood + FRESH_TIME, 2 * PAGE_TIME));
      this.#wanted = null;
      return false;
    }
    if (stood >= FRESH_TIME) {
      this.#wanted = null;
      this.#turn(page, FRESH_TIME);
    }
    return true;
  }

  #fade(now: number): void {
    const old = [...this.#marks].filter(([, at]) => now - at > MARK_TIME);
    if (old.length === 0) return;
    for (const [note] of old) this.#marks.delete(note);
    this.fresh = new Set(this.#marks.keys());
  }

  #turn(page: number, holds: number): void {
    this.page = page;
    this.#since = Date.now();
    this.#holds = holds;
  }
}
