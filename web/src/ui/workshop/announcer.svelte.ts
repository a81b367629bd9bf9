import { untrack } from 'svelte';
import type { Told } from '../announcing/budget.ts';
import type { Logged } from '../announcing/log.ts';
import type { Voice } from '../announcing/voice.ts';

/** How long words stay to be seen, in milliseconds. */
const STAY = 10_000;

/** What is announced. The voice comes after the first paint; what is said before waits for it. */
export class Announcer {
  /** What the person did or what came from others, for the eye; not what is written elsewhere already. */
  shown = $state('');
  /** What was announced, and what was done to the person's own notes: the newest last. */
  log: readonly Logged[] = $state.raw([]);
  #voice: Voice | undefined;
  #early: ((voice: Voice) => void)[] = [];
  #fading: ReturnType<typeof setTimeout> | undefined;

  /** From now on this voice speaks. Returns the way to take it away. */
  give(voice: Voice): () => void {
    this.#voice = voice;
    for (const speak of this.#early.splice(0)) speak(voice);
    return () => {
      voice.stop();
      this.#voice = undefined;
    };
  }

  /** Answers what the person did; with seen false to the ear only. */
  say(words: string, seen = true): void {
    if (seen) this.show(words);
    this.#do((voice) => voice.answer(words));
  }

  /** Tells what others did, when there is room for it. */
  tell(told: Told): void {
    this.#do((voice) => voice.tell(told));
  }

  /** Counts n things that others did; phrase turns the sum into words. */
  count(n: number, say: (n: number) => string): void {
    this.tell({ key: 'count', of: 'room', count: n, say });
  }

  show(words: string): void {
    this.shown = words;
    clearTimeout(this.#fading);
    this.#fading = setTimeout(() => (this.shown = ''), STAY);
  }

  // Whoever announces follows nothing of what the voice reads and writes.
  #do(speak: (voice: Voice) => void): void {
    const voice = this.#voice;
    if (voice === undefined) this.#early.push(speak);
    else untrack(() => speak(voice));
  }
}
