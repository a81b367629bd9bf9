/** One thing on the projector, with its height in pixels: a note, or the heading of a group. */
export interface Item {
  id: string;
  height: number;
  /** A heading: it never stands last on a page, and is repeated where its group goes on. */
  heads?: string;
  /** The heading under which a note stands. */
  under?: string;
}

/** A thing at its place. A heading that is repeated is `continued`. */
export interface Placed {
  id: string;
  continued: boolean;
}

/** Things that stand together, as on a board: perhaps a heading across, and below it columns. */
export interface Block {
  head?: Placed;
  columns: Placed[][];
}

/** One screen: what it is of, such as a section, and its blocks one below the other. */
export interface Page<Of extends string = string> {
  of: Of;
  blocks: Block[];
}

/** The size of one page, in pixels. */
export interface PageSize {
  height: number;
  columns: number;
  gap: number;
}

/**
 * Lays the items of a section, or of another part, out over as many pages as they need, never smaller. They are read as
 * on the board: row by row, each in the column that is shortest so far, so that all columns are about equally long.
 * Headings keep at least one note with them and return on the next page of their group. Something taller than a page has
 * one of its own.
 */
export function paginate<Of extends string>(of: Of, items: readonly Item[], size: PageSize): Page<Of>[] {
  const heads = new Map(items.filter(({ heads }) => heads !== undefined).map((item) => [item.heads as string, item]));
  const pages: Page<Of>[] = [];
  /** How far each column reaches down, and how far the page did before the block that is filled. */
  let reach: number[] = [];
  let top = 0;
  let block: Block | undefined;
  let under: string | undefined;

  const below = (y: number, height: number) => y + (y > 0 ? size.gap : 0) + height;
  const bottom = () => Math.max(0, ...reach);
  const begin = (head: Item | undefined, continued = false) => {
    top = head === undefined ? bottom() : below(bottom(), head.height);
    reach = Array.from({ length: size.columns }, () => top);
    block = { columns: reach.map(() => []), ...(head === undefined ? {} : { head: { id: head.id, continued } }) };
    under = head?.id;
    pages.at(-1)?.blocks.push(block);
  };
  const turn = () => {
    pages.push({ of, blocks: [] });
    reach = [];
    block = undefined;
  };

  items.forEach((item, at) => {
    if (pages.length === 0) turn();
    if (item.heads !== undefined) {
      const first = items[at + 1]?.height ?? 0;
      if (bottom() > 0 && below(below(bottom(), item.height), first) > size.height) turn();
      begin(item);
      return;
    }
    if (block === undefined || item.under !== under) begin(undefined);
    const least = Math.min(...reach);
    const alone = pages.at(-1)?.blocks.length === 1 && block?.columns.every((column) => column.length === 0);
    if (!alone && below(least, item.height) > size.height) {
      if (block?.columns.every((column) => column.length === 0)) pages.at(-1)?.blocks.pop();
      turn();
      begin(item.under === undefined ? undefined : heads.get(item.under), true);
    }
    const column = reach.indexOf(Math.min(...reach));
    block?.columns[column]?.push({ id: item.id, continued: false });
    reach[column] = below(reach[column] ?? 0, item.height);
  });
  return pages;
}

/** The total height of items one below the other. */
export function stacked(items: readonly Item[], gap: number): number {
  return items.reduce((sum, { height }, at) => sum + height + (at > 0 ? gap : 0), 0);
}

/** All that stands on a page, as it is read where it has one column. */
export function placedOn(page: Page | undefined): Placed[] {
  return (page?.blocks ?? []).flatMap(({ head, columns }) => [
    ...(head === undefined ? [] : [head]),
    ...columns.flat(),
  ]);
}

/** The page that shows the item, or -1. */
export function pageOf(pages: readonly Page[], id: string): number {
  return pages.findIndex((page) => placedOn(page).some((item) => item.id === id));
}
