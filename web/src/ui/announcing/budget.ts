import type { Spot } from '../../board/spot.ts';

/** Whose matter an announcement is: of those who moderate, of the person themself, or of the room. */
export type Matter = 'moderators' | 'mine' | 'room';

/** Something that others did and that is worth a word. */
export interface Told {
  /** What still waits under the same key is joined with it: counted where `say` counts, or else replaced. */
  readonly key: string;
  readonly of: Matter;
  /** For how many things it stands; 1 where nothing else is said. */
  readonly count?: number;
  /** Which thing it is about: what is told twice of one counts once. */
  readonly about?: string;
  /** What the first of them is called. */
  readonly first?: string;
  /** The place it speaks of. */
  readonly spot?: Spot | undefined;
  /** The sentence for so many; '' when there is nothing to say any more. It is asked for at the moment of saying. */
  readonly say: string | ((count: number, first: string) => string);
}

const MINUTE = 60_000;
/** Between two announcements there is at least so much time, in milliseconds. */
const GAP = 3_000;
/** After an answer to what the person did. */
const AFTER_ANSWER = 1_000;
/** So long something waits for more of its kind. */
const gathers: Readonly<Record<Matter, number>> = { moderators: 100, mine: 1_000, room: 1_000 };
/** So many announcements of a minute are kept free for what matters more. */
const reserved: Readonly<Record<Matter, number>> = { moderators: 0, mine: 1, room: 3 };
const order: readonly Matter[] = ['moderators', 'mine', 'room'];
/** So many sentences are said in one breath. */
const BREATH = 3;

/** The sentence for one thing alone. */
export function sentenceOf({ say, count = 1, first = '' }: Told): string {
  return typeof say === 'string' ? say : say(count, first);
}

interface Waiting {
  told: Told;
  readonly since: number;
  readonly first: string;
  count: number;
  readonly about: Set<string>;
}

/** What is said, and whose matter it is. */
export interface Said {
  readonly words: string;
  readonly of: Matter;
}

/**
 * Decides what is announced when. Never more than `most` times a minute, never twice within three seconds; what matters
 * more goes first, nothing is lost, and what is many of a kind is said as a number. Times are in milliseconds, by any clock.
 */
export class Budget {
  readonly #waiting = new Map<string, Waiting>();
  /** When something was announced, in the last minute. */
  #said: number[] = [];
  #lastOfRoom = Number.NEGATIVE_INFINITY;
  #answered = Number.NEGATIVE_INFINITY;

  constructor(private readonly most: number) {}

  add(told: Told, now: number): void {
    const { key, about = '', count = 1, first = '' } = told;
    const each = this.#waiting.get(key) ?? { told, since: now, first, count: 0, about: new Set() };
    each.told = told;
    if (!each.about.has(about)) each.count += count;
    if (about !== '') each.about.add(about);
    this.#waiting.set(key, each);
  }

  /** The person was answered: what others did waits a moment. */
  answered(now: number): void {
    this.#answered = now;
  }

  /** When `take` has something, if nothing else comes; Infinity while nothing waits. */
  due(): number {
    return Math.min(Number.POSITIVE_INFINITY, ...[...this.#waiting.values()].map((each) => this.#earliest(each)));
  }

  /**
   * What is to be said now, most important first; null while there is nothing, or no room for it. A sentence that is
   * `known` is left out.
   */
  take(now: number, known: (sentence: string) => boolean = () => false): Said | null {
    for (const matter of order) {
      const ready = this.#ready(matter, now);
      // What is the person's rides along with what comes from those who moderate, never the room.
      const along = matter === 'moderators' ? this.#ready('mine', now) : [];
      if (!ready.some((each) => this.#earliest(each) <= now)) continue;
      const words: string[] = [];
      for (const { told, count, first } of [...ready, ...along]) {
        if (words.length === BREATH) break;
        this.#waiting.delete(told.key);
        const sentence = typeof told.say === 'string' ? told.say : told.say(count, first);
        if (sentence !== '' && !words.includes(sentence) && !known(sentence)) words.push(sentence);
      }
      if (words.length === 0) continue;
      this.#said = [...this.#said.filter((at) => now - at < MINUTE), now];
      if (matter === 'room') this.#lastOfRoom = now;
      return { words: words.join(' '), of: matter };
    }
    return null;
  }

  #ready(matter: Matter, now: number): Waiting[] {
    return [...this.#waiting.values()]
      .filter(({ told, since }) => told.of === matter && since + gathers[matter] <= now)
      .sort((a, b) => a.since - b.since);
  }

  #earliest({ told, since }: Waiting): number {
    const room = this.most - reserved[told.of];
    // The one after which so many are left in the minute that there is room again.
    const last = this.#said.at(-room);
    return Math.max(
      since + gathers[told.of],
      (this.#said.at(-1) ?? Number.NEGATIVE_INFINITY) + GAP,
      this.#answered + AFTER_ANSWER,
      last === undefined ? Number.NEGATIVE_INFINITY : last + MINUTE,
      told.of === 'room' ? this.#lastOfRoom + Math.ceil(MINUTE / room) : Number.NEGATIVE_INFINITY,
    );
  }
}
