import type { Focus } from '../../board/generated.ts';
import type { Spot } from '../../board/spot.ts';
import { remember, remembered } from '../tab.ts';
import type { InputMonitor } from './input-monitor.ts';

/** A call that stands over the board: one may follow it, it waits for the hands to rest, or one was brought along. */
export interface Call {
  readonly is: 'asked' | 'waits' | 'brought';
  readonly focus: Focus;
}

/** Where somebody was before they were brought elsewhere. */
export interface Origin extends Spot {
  /** What had the keyboard. */
  readonly element: Element | null;
}

/** What attention needs of the page. */
export interface Page {
  /** Shows a spot and puts the focus there. */
  goTo(spot: Spot): void;
  /** Where the person is. */
  here(): Origin | undefined;
  /** Says that a call is there, or what became of it. */
  tell(call: Call): void;
}

/**
 * How a person answers the moderators' focus. An invitation can be declined; who is brought somewhere can go back;
 * nobody is taken out of a sentence they write. A call counts once: not again after a reload.
 */
export class Attention {
  call: Call | null = $state.raw(null);
  #handled: string | null;
  #origin: Origin | undefined;
  #cancel = () => {};
  readonly #key: string;
  readonly #input: Pick<InputMonitor, 'busy' | 'when'>;
  readonly #page: Page;

  constructor(workshop: string, input: Pick<InputMonitor, 'busy' | 'when'>, page: Page) {
    this.#key = `focus.${workshop}`;
    this.#input = input;
    this.#page = page;
    this.#handled = remembered(this.#key);
  }

  /** The focus as it is now; called whenever it may have changed. */
  hear(focus: Focus | undefined): void {
    if (focus === undefined) {
      this.dismiss();
      return;
    }
    if (focus.mode === '') {
      if (this.call !== null && this.call.is !== 'brought') this.dismiss();
      return;
    }
    const since = String(focus.since);
    if (since === this.#handled) return;
    this.#handled = since;
    remember(this.#key, since);
    this.#cancel();
    if (focus.mode === 'ask') this.#set('asked', focus);
    else if (!this.#input.busy) this.#bring(focus);
    else {
      this.#set('waits', focus);
      this.#cancel = this.#input.when(
        () => !this.#input.busy,
        () => this.#bring(focus),
      );
    }
  }

  /** Follows the call that stands there. */
  follow(): void {
    if (this.call !== null && this.call.is !== 'brought') this.#bring(this.call.focus);
  }

  /** Declines an invitation, or puts the words away. */
  dismiss(): void {
    this.#cancel();
    this.call = null;
  }

  /** The person has another board before them now: whoever was brought elsewhere has moved on. */
  left(board: string | undefined): void {
    if (this.call?.is === 'brought' && this.call.focus.board !== board) this.dismiss();
  }

  /** Goes back to where the person was before they were brought along. */
  back(): void {
    const origin = this.#origin;
    this.dismiss();
    if (origin === undefined) return;
    if (origin.element?.isConnected && origin.element instanceof HTMLElement) origin.element.focus();
    else this.#page.goTo(origin);
  }

  /** Whether there is a way back. */
  get canReturn(): boolean {
    return this.#origin !== undefined;
  }

  #bring(focus: Focus): void {
    this.#cancel();
    this.#origin = this.#page.here();
    this.#page.goTo(focus);
    this.#set('brought', focus);
  }

  #set(is: Call['is'], focus: Focus): void {
    this.call = { is, focus };
    this.#page.tell(this.call);
  }
}
