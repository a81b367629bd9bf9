import { carry, remember, remembered, rememberedUnder } from '../tab.ts';
import type { InputMonitor } from './input-monitor.ts';

/**
 * Which board is before this person. The workshop says on which ones they work; somebody who is in the middle of a
 * sentence finishes it first, and whoever was taken away, or went away, can go back.
 */
export class ShownBoard {
  /** The board that is shown. */
  board = $state<string | undefined>();
  /** The board that comes once the person has finished what they do. */
  coming = $state<string | null>(null);
  /** The board on which a sentence was left when another came. */
  left = $state<string | null>(null);
  /** The boards on which the workshop wants this person to work. */
  wanted = $state.raw<readonly string[]>([]);
  #cancel = () => {};
  readonly #input: Pick<InputMonitor, 'busy' | 'when'>;
  readonly #key: string;

  constructor(workshop: string, input: Pick<InputMonitor, 'busy' | 'when'>) {
    this.#input = input;
    this.#key = `board.${workshop}`;
  }

  /**
   * The workshop puts these boards before the person (none: any), out of those they can see. Called whenever that may
   * have changed.
   */
  settle(wanted: readonly string[], there: readonly string[]): void {
    const asked = wanted.join(' ') !== this.wanted.join(' ');
    if (asked) this.wanted = wanted;
    if (this.board === undefined) {
      const kept = remembered(this.#key);
      const all = wanted.length > 0 ? wanted : there;
      this.#put(all.find((board) => board === kept) ?? all[0]);
    } else if (!there.includes(this.board)) {
      // The person was taken out of its team: what stood in its fields goes along.
      const next = wanted[0] ?? there[0];
      if (next !== undefined) carry(`draft.${this.board}.`, `draft.${next}.`);
      this.#put(next);
    } else if (asked) this.#ask(wanted);
    if (this.left !== null && !there.includes(this.left)) this.left = null;
  }

  /** The person, or somebody they follow, wants another board. */
  show(board: string): void {
    this.#put(board);
  }

  /** Takes the person to a board of the running phase, now. */
  go(): void {
    const board = this.coming ?? this.wanted[0];
    const left = this.board;
    if (board === undefined) return;
    this.#put(board);
    if (left !== undefined && left !== board && rememberedUnder(`draft.${left}.`)) this.left = left;
  }

  /** The unfinished sentence on the other board is known. */
  forgetLeft(): void {
    this.left = null;
  }

  #ask(wanted: readonly string[]): void {
    this.#drop();
    const [first] = wanted;
    if (first === undefined || (this.board !== undefined && wanted.includes(this.board))) return;
    if (!this.#input.busy) {
      this.go();
      return;
    }
    this.coming = first;
    this.#cancel = this.#input.when(
      () => !this.#input.busy,
      () => this.go(),
    );
  }

  #put(board: string | undefined): void {
    this.#drop();
    this.left = null;
    this.board = board;
    remember(this.#key, board ?? null);
  }

  #drop(): void {
    this.#cancel();
    this.coming = null;
  }
}
