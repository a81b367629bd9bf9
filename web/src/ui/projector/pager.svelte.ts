import { tick, untrack } from 'svelte';
import { type Item, type Page, pageOf } from './pages.ts';
import { screen } from './screen.svelte.ts';
import { Show } from './show.svelte.ts';

/** Measured at most so often: a hall needs no more, and forty people write at once. */
const PAUSE = 500;

/** The heights of what lies in a gauge, by the names it is measured under. */
export type Heights = ReadonlyMap<string, number>;

/** Lays out pages from the heights of the things and of the stage; `whole` when everything fits on one screen. */
type Lay<Of extends string> = (heights: Heights, height: number) => { pages: readonly Page<Of>[]; whole?: boolean };

/**
 * What does not fit on one screen, page by page. Everything is drawn once more in a gauge, unseen and as wide as a
 * column; there the heights are read, and the pages laid out anew whenever what `watch` reads has changed, or the
 * screen. Made while a component is set up; it ends with that component.
 */
export class Pager<Of extends string = string> {
  pages: readonly Page<Of>[] = $state.raw([]);
  /** Whether all fits on one screen, so that nothing is paged. */
  whole = $state(true);
  /** What is paged. */
  stage = $state<HTMLElement>();
  /** Everything once more, each child with the name under which it is measured. */
  gauge = $state<HTMLElement>();
  readonly show: Show;
  readonly #lay: Lay<Of>;
  #due: ReturnType<typeof setTimeout> | undefined;

  constructor(watch: () => unknown, lay: Lay<Of>) {
    this.#lay = lay;
    this.show = new Show((item) => untrack(() => (this.whole ? -1 : pageOf(this.pages, item))));
    $effect(() => {
      watch();
      screen.size;
      this.#due ??= setTimeout(() => this.#measure(), untrack(() => this.pages.length) === 0 ? 0 : PAUSE);
    });
    $effect(() => () => {
      clearTimeout(this.#due);
      this.show.stop();
    });
  }

  /** The page in front; none while all fits on one screen. */
  get page(): Page<Of> | undefined {
    return this.whole ? undefined : this.pages[this.show.page];
  }

  /** On how many screens it stands. */
  get count(): number {
    return this.whole ? 1 : this.pages.length;
  }

  async #measure(): Promise<void> {
    this.#due = undefined;
    await tick();
    await document.fonts.ready;
    const { gauge, stage } = this;
    if (!gauge?.isConnected || stage === undefined) return;
    const measured = [...gauge.children] as HTMLElement[];
    const heights = new Map(measured.map((child) => [child.dataset.measure ?? '', child.offsetHeight]));
    const { pages, whole = false } = this.#lay(heights, stage.clientHeight);
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
