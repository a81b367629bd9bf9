import { untrack } from 'svelte';
import { focusOf } from '../../board/focus.ts';
import type { Spot } from '../../board/spot.ts';
import { boards } from '../../board/state.ts';
import { boardsBefore } from '../../board/team.ts';
import type { Look } from '../boards.ts';
import { remembered } from '../tab.ts';
import { language } from '../words/language.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import { Attention, type Call, type Origin } from './attention.svelte.ts';
import { InputMonitor } from './input-monitor.ts';
import { ShownBoard } from './shown-board.svelte.ts';
import { spotName } from './spot-names.ts';

/**
 * Keeps a person with the workshop: the board of the phase comes before them, and the moderators' focus takes them
 * along. Made while a component is set up; it ends with that component.
 */
export class Following {
  readonly shown: ShownBoard;
  readonly attention: Attention;
  readonly #store: WorkshopStore;
  /** The way to a spot of the board that is drawn, and where to go once another one is. */
  #look: { board: string; run: Look } | null = null;
  #next: Spot | null = null;

  constructor(store: WorkshopStore, workshop: string) {
    this.#store = store;
    const input = new InputMonitor();
    this.shown = new ShownBoard(workshop, input);
    this.attention = new Attention(workshop, input, {
      goTo: (spot) => this.goTo(spot),
      here: () => this.#here(),
      tell: (call) => this.#tell(call),
    });
    $effect(() => () => input.stop());
    $effect.pre(() => {
      const wanted = boardsBefore(store.state, store.me).map(({ id }) => id);
      const there = store.state.siblings(boards);
      untrack(() =>
        this.shown.settle(
          wanted,
          there.map(({ id }) => id),
        ),
      );
    });
    $effect(() => {
      const { board } = this.shown;
      // Whoever has gone on to another board since needs no way back from this one.
      untrack(() => this.attention.left(board));
    });
    $effect(() => {
      const focus = focusOf(store.state);
      const free = store.me.role === 'moderator';
      untrack(() => this.attention.hear(free ? undefined : focus));
    });
  }

  /** The surface of a board is drawn, and hands out the way to its spots. */
  drawn(board: string, run: Look): void {
    this.#look = { board, run };
    if (this.#next?.board !== board) return;
    const { section, item } = this.#next;
    this.#next = null;
    run(section, item);
  }

  /** Shows a spot, on another board if need be. */
  goTo(spot: Spot): void {
    // Whoever is brought along has finished their sentence: the surface need not wait for it.
    document.getElementById('board')?.focus({ preventScroll: true });
    if (this.#look?.board === spot.board && this.shown.board === spot.board) {
      this.#look.run(spot.section, spot.item);
      return;
    }
    if (this.#store.state.of('board', spot.board) === undefined) return;
    this.#next = spot;
    this.shown.show(spot.board);
  }

  #here(): Origin | undefined {
    const board = this.shown.board;
    if (board === undefined) return undefined;
    const element = document.activeElement;
    const section = element?.closest<HTMLElement>('#board [data-section]')?.dataset.section;
    return {
      board,
      section: section ?? remembered(`section.${board}`) ?? undefined,
      item: dataOf(element, 'note') ?? dataOf(element, 'row'),
      element: element?.closest('#board') ? element : null,
    };
  }

  #tell({ is, focus }: Call): void {
    const w = language.words.phase.call;
    const where = spotName(language.words, this.#store.state, focus);
    const words =
      is === 'asked' ? w.asks(this.#store.nameOf(focus.by), where) : is === 'waits' ? w.waits(where) : w.brought(where);
    const still = focus.mode === 'hold' ? `${w.held} ${words}` : words;
    this.#store.announcer.tell({ key: 'call', of: 'moderators', say: still });
  }
}

/** What stands in an attribute of the board's part around an element. */
function dataOf(element: Element | null, name: 'note' | 'row'): string | undefined {
  return element?.closest<HTMLElement>(`#board [data-${name}]`)?.dataset[name];
}
