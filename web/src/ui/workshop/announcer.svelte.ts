/** The shortest time between two reports of what others did, in milliseconds. */
const PAUSE = 10_000;
/** How long words stay to be seen. */
const STAY = 10_000;

/**
 * The one voice of the page. What the person did is said at once; what others did is counted and said at most every
 * ten seconds, so that forty people writing stay a room at work and not noise.
 */
export class Announcer {
  /** What the live region holds now. */
  words = $state('');
  /** The same for the eye: what the person did or what came from others, not what is written elsewhere already. */
  shown = $state('');
  #counted = 0;
  #phrase: ((n: number) => string) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = 0;
  #flip = false;
  #fading: ReturnType<typeof setTimeout> | undefined;

  /** Says it now; with seen false to the ear only. */
  say(words: string, seen = true): void {
    // The same words twice are read twice only when the text differs.
    this.#flip = !this.#flip;
    this.words = this.#flip ? words : `${words}\u200b`;
    if (seen) this.shown = words;
    clearTimeout(this.#fading);
    this.#fading = setTimeout(() => {
      this.words = '';
      this.shown = '';
    }, STAY);
  }

  /** Counts n things that others did; phrase turns the sum into words. */
  count(n: number, phrase: (n: number) => string): void {
    this.#counted += n;
    this.#phrase = phrase;
    if (this.#timer !== undefined) return;
    const wait = Math.max(1000, this.#last + PAUSE - Date.now());
    this.#timer = setTimeout(() => this.#report(), wait);
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#fading);
  }

  #report(): void {
    this.#timer = undefined;
    this.#last = Date.now();
    if (this.#phrase !== null && this.#counted > 0) this.say(this.#phrase(this.#counted));
    this.#counted = 0;
  }
}
