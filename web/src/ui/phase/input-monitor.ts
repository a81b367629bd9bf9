import { isWriting } from '../keys.ts';

/** So long after the last letter a person still types. */
const PAUSE = 1_500;
/** So long a sentence may be thought over before it counts as left. */
const THOUGHT = 4_000;
const LOOK = 250;

/** Whether so much quiet after the last letter means that somebody has stopped: with an unfinished sentence it takes longer. */
export function stopped(quiet: number, unfinished: boolean): boolean {
  return quiet >= (unfinished ? THOUGHT : PAUSE);
}

/**
 * What the person's hands do on this page, so that nobody is pulled away from a sentence, a dialog or a note in the
 * hand. It listens until it is stopped.
 */
export class InputMonitor {
  #last = Number.NEGATIVE_INFINITY;
  #composing = false;
  readonly #end = new AbortController();

  constructor() {
    const { signal } = this.#end;
    const options = { capture: true, signal };
    const typed = (event: Event) => {
      if (isWriting(event.target)) this.#last = performance.now();
    };
    document.addEventListener('input', typed, options);
    document.addEventListener('compositionstart', () => (this.#composing = true), options);
    document.addEventListener('compositionend', () => (this.#composing = false), options);
  }

  /** Whether they type this moment. */
  get typing(): boolean {
    return this.#composing || !stopped(performance.now() - this.#last, false);
  }

  /** Whether they are in the middle of something: a sentence, a dialog, a menu, a note that is held. */
  get busy(): boolean {
    if (this.typing || !stopped(performance.now() - this.#last, unfinished())) return true;
    return document.querySelector('dialog[open], [popover]:popover-open, [data-dragging]') !== null;
  }

  /** Runs it as soon as the test says so; asks a few times a second. Returns the way to give up. */
  when(free: () => boolean, run: () => void): () => void {
    const timer = setInterval(() => {
      if (!free()) return;
      clearInterval(timer);
      run();
    }, LOOK);
    const stop = () => clearInterval(timer);
    this.#end.signal.addEventListener('abort', stop, { once: true });
    return stop;
  }

  stop(): void {
    this.#end.abort();
  }
}

function unfinished(): boolean {
  const field = document.activeElement;
  return field instanceof HTMLTextAreaElement && !field.readOnly && field.value.trim() !== '';
}
