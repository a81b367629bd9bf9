import { tick, untrack } from 'svelte';
import { type Item, type Page, pageOf } from './pages.ts';
import { Show } from './show.svelte.ts';

/** Measured at most so often: a hall needs no more, and forty people write at once. */
const PAUSE = 500;

/** The heights of what lies in a gauge, by the names it is measured under. */
export type Heights = ReadonlyMap<string, number>;

/**
 * What does not fit on one screen, page by page. Everything is drawn once more in a gauge, unseen and as wide as a
 * column; there the heights are read, and the pages laid out anew.
 */
export class Pager<Of extends string = string> {
  pages: readonly Page<Of>[] = $state.raw([]);
  /** Whether all fits on one screen, so that nothing is paged. */
  whole = $state(true);
  readonly show: Show;
  readonly #lay: (heights: Heights) => { pages: readonly Page<Of>[]; whole: boolean };
  readonly #gauge: () => HTMLElement | undefined;
  #due: ReturnType<typeof setTimeout> | undefined;

  constructor(
    gauge: () => HTMLElement | undefined,
    lay: (heights: Heights) => { pages: readonly Page<Of>[]; whole: boolean },
  ) {
    this.#gauge = gauge;
    this.#lay = lay;
    this.show = new Show((item) => untrack(() => (this.whole ? -1 : pageOf(this.pages, item))));
  }

  /** The page in front; none while all fits on one screen. */
  get page(): Page<Of> | undefined {
    return this.whole ? undefined : this.pages[this.show.page];
  }

  /** Something that is shown has changed, or the room for it. */
  changed(): void {
    this.#due ??= setTimeout(() => this.#measure(), untrack(() => this.pages.length) === 0 ? 0 : PAUSE);
  }

  stop(): void {
    clearTimeout(this.#due);
    this.show.stop();
  }

  async #measure(): Promise<void> {
    this.#due = undefined;
    await tick();
    await document.fonts.ready;
    const gauge = this.#gauge();
    if (gauge === undefined || !gauge.isConnected) return;
    const measured = [...gauge.children] as HTMLElement[];
    const { pages, whole } = this.#lay(
      new Map(measured.map((child) => [child.dataset.measure ?? '', child.offsetHeight])),
    );
    this.pages = pages;
    this.whole = whole;
    this.show.has(whole ? 1 : pages.length);
  }
}

/** The items as pages are laid out of them. */
export function itemsOf(
  entries: readonly { id: string; head?: string | undefined; under?: string | undefined }[],
  heights: Heights,
): Item[] {
  return entries.map(({ id, head, under }) => ({
    id,
    height: heights.get(id) ?? 0,
    ...(head === undefined ? {} : { heads: id }),
    ...(under === undefined ? {} : { under }),
  }));
}
