import { isAltGr, wishOf } from '../keys.ts';
import { settings } from '../settings/settings.svelte.ts';
import type { Board } from './board.svelte.ts';
import { editor } from './editor.svelte.ts';

/** So many key presses wait; what is pressed then is lost. */
const most = 20;

/**
 * Key presses that wait for what answers them and comes after the first paint: the keyboard, and the editor of notes.
 * They are dropped when the person turns to something else.
 */
export class EarlyKeys {
  readonly held: KeyboardEvent[] = [];
  /** They are being answered, and what is pressed meanwhile comes after them. */
  playing = false;

  constructor(private readonly board: Board) {}

  /** Whether a note opens as soon as the editor has come. */
  get opening(): boolean {
    return this.board.editing !== null && editor() === undefined;
  }

  hold(event: KeyboardEvent): void {
    // Whatever else has the focus answers by itself.
    if (!(event.target as Element).matches('body, #board, [data-face]')) return;
    const letter = event.key.length === 1 && (!(event.ctrlKey || event.metaKey) || isAltGr(event));
    if (!letter && wishOf(event, false, settings.letters) === null) return;
    event.preventDefault();
    if (this.held.length < most) this.held.push(event);
  }

  /** The person turns to something. */
  turned({ type, target }: Event): void {
    if (target === this.held[0]?.target || (this.playing && type === 'focusin')) return;
    const at = target instanceof Element ? target.closest<HTMLElement>('[data-note], [data-item]')?.dataset : undefined;
    if (this.board.editing !== null && this.board.editing === (at?.note ?? at?.item)) return;
    this.held.length = 0;
    if (this.opening) this.board.editing = null;
  }
}
