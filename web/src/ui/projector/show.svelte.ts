/** How long a page stands before the next one, in milliseconds. */
const PAGE_TIME = 12_000;
/** How long the page of a new note stays in front at least. */
const FRESH_TIME = 7_000;
/** How long a new note is marked. */
const MARK_TIME = 20_000;

/**
 * Which page of the projector shows. Pages follow each other calmly; a new note brings its page forward, but never
 * sooner than the page in front has had time to be read.
 */
export class Show {
  /** The page in front, counted from 0. */
  page = $state(0);
  /** Notes that arrived a moment ago. */
  fresh: ReadonlySet<string> = $state.raw(new Set());
  #pages = 1;
  #since = Date.now();
  #holds = PAGE_TIME;
  #wanted: string | null = null;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #marks = new Map<string, number>();

  /** `find` gives the page of a note, -1 when no page shows it. */
  constructor(private readonly find: (note: string) => number) {
    this.#timer = setInterval(() => this.#tick(Date.now()), 500);
  }

  /** The number of pages changed. */
  has(pages: number): void {
    this.#pages = Math.max(1, pages);
    if (this.page >= this.#pages) this.#turn(0, PAGE_TIME);
  }

  /** These notes are new; the last one is brought forward. */
  arrived(notes: readonly string[]): void {
    const now = Date.now();
    for (const note of notes) this.#marks.set(note, now);
    this.fresh = new Set(this.#marks.keys());
    this.#wanted = notes.at(-1) ?? this.#wanted;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(now: number): void {
    const old = [...this.#marks].filter(([, at]) => now - at > MARK_TIME);
    for (const [note] of old) this.#marks.delete(note);
    if (old.length > 0) this.fresh = new Set(this.#marks.keys());

    const stood = now - this.#since;
    if (this.#wanted !== null) {
      const page = this.find(this.#wanted);
      if (page < 0 || page === this.page) {
        if (page === this.page) this.#holds = Math.max(this.#holds, Math.min(stood + FRESH_TIME, 2 * PAGE_TIME));
        this.#wanted = null;
      } else if (stood >= Math.min(this.#holds, FRESH_TIME)) {
        this.#wanted = null;
        this.#turn(page, FRESH_TIME);
      }
      return;
    }
    if (this.#pages > 1 && stood >= this.#holds) this.#turn((this.page + 1) % this.#pages, PAGE_TIME);
  }

  #turn(page: number, holds: number): void {
    this.page = page;
    this.#since = Date.now();
    this.#holds = holds;
  }
}
