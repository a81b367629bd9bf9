import { SvelteMap } from 'svelte/reactivity';
import type { Statement } from '../../board/generated.ts';

/** How long what changed stays marked, in milliseconds. */
const markMillis = 6_000;

/** A text in three parts: what changed a moment ago, and what stands before and after it. */
export interface Marked {
  readonly before: string;
  readonly changed: string;
  readonly after: string;
}

/** What is new in a text, as whole words; `changed` is empty when only something went. */
export function change(from: string, to: string): Marked {
  const [old, now] = [pieces(from), pieces(to)];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start++;
  let end = 0;
  const most = Math.min(old.length, now.length) - start;
  while (end < most && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  return {
    before: now.slice(0, start).join(''),
    changed: now.slice(start, now.length - end).join(''),
    after: now.slice(now.length - end).join(''),
  };
}

const pieces = (text: string): string[] => text.match(/\s+|\S+/g) ?? [];

/** Remembers the texts of statements, and which words of them changed a moment ago. */
export class Changes {
  readonly #texts = new Map<string, string>();
  readonly #marks = new SvelteMap<string, Marked>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** Compares the statements with what was seen of them before. */
  saw(statements: readonly Statement[]): void {
    for (const { id, text } of statements) {
      const was = this.#texts.get(id);
      this.#texts.set(id, text);
      if (was === undefined || was === text) continue;
      this.#marks.set(id, change(was, text));
      clearTimeout(this.#timers.get(id));
      this.#timers.set(
        id,
        setTimeout(() => this.#marks.delete(id), markMillis),
      );
    }
  }

  /** The text of a statement with the words that changed last. */
  of({ id, text }: Statement): Marked {
    const mark = this.#marks.get(id);
    const whole = mark === undefined ? '' : mark.before + mark.changed + mark.after;
    return mark !== undefined && whole === text ? mark : { before: text, changed: '', after: '' };
  }
}
