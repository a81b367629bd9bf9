import { Budget, type Matter, type Told } from './budget.ts';

/** So long the same sentence is not said again, in milliseconds: whoever did something has been answered already. */
const ONCE = 10_000;

/** Whose announcements somebody wants to hear. */
export type Hears = 'all' | 'mine' | 'moderators';

const hearing: Readonly<Record<Hears, readonly Matter[]>> = {
  all: ['moderators', 'mine', 'room'],
  mine: ['moderators', 'mine'],
  moderators: ['moderators'],
};

/** The one voice of a page: answers the person at once, and tells within its budget what others did. */
export class Voice {
  readonly #budget: Budget;
  readonly #lately = new Map<string, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    most: number,
    private readonly hears: () => Hears,
    private readonly say: (words: string, of: Matter | 'answer') => void,
    /** Keeps what is told, to be read later: whether it is to be heard or not. */
    private readonly keep: (told: Told) => void = () => {},
  ) {
    this.#budget = new Budget(most);
  }

  /** Answers what the person did. */
  answer(words: string): void {
    this.#budget.answered(Date.now());
    this.#lately.set(words, Date.now());
    this.say(words, 'answer');
  }

  /** Tells what others did, when there is room for it. */
  tell(told: Told): void {
    if (told.of !== 'room') this.keep(told);
    if (!hearing[this.hears()].includes(told.of)) return;
    this.#budget.add(told, Date.now());
    this.#wait();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const due = this.#budget.due();
    if (due < Number.POSITIVE_INFINITY) this.#timer = setTimeout(() => this.#look(), Math.max(0, due - Date.now()));
  }

  #look(): void {
    const now = Date.now();
    for (const [words, at] of this.#lately) if (now - at > ONCE) this.#lately.delete(words);
    const said = this.#budget.take(now, (sentence) => this.#lately.has(sentence));
    if (said !== null) {
      // The room is many small things: what is kept is the number.
      if (said.of === 'room') this.keep({ key: 'room', of: 'room', say: said.words });
      this.say(said.words, said.of);
    }
    this.#wait();
  }
}
