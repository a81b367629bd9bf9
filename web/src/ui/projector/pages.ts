/** One thing on the projector, with its height in pixels: a note, or the heading of a group. */
export interface Item {
  id: string;
  height: number;
  /** A heading: it never stands last in a column, and is repeated where its group goes on. */
  heads?: string;
  /** The heading under which a note stands. */
  under?: string;
}

/** One screen: what it is of, such as a section, and its columns of item ids. A repeated heading is `continued`. */
export interface Page<Of extends string = string> {
  of: Of;
  columns: { id: string; continued: boolean }[][];
}

/** The size of one page, in pixels. */
export interface PageSize {
  height: number;
  columns: number;
  gap: number;
}

/**
 * Lays the items of a section, or of another part, out over as many pages as they need, never smaller. Headings keep at least one note with
 * them and return at the top of the next column of their group. Something taller than a column gets one of its own.
 */
export function paginate<Of extends string>(of: Of, items: readonly Item[], size: PageSize): Page<Of>[] {
  const heads = new Map(items.filter(({ heads }) => heads !== undefined).map((item) => [item.heads as string, item]));
  const pages: Page<Of>[] = [];
  let column: { id: string; continued: boolean }[] = [];
  let used = 0;

  const close = () => {
    if (column.length === 0) return;
    const page = pages.at(-1);
    if (page === undefined || page.columns.length === size.columns) pages.push({ of, columns: [column] });
    else page.columns.push(column);
    column = [];
    used = 0;
  };
  const put = (item: Item, continued = false) => {
    column.push({ id: item.id, continued });
    used += item.height + (used > 0 ? size.gap : 0);
  };
  const fits = (height: number) => used === 0 || used + size.gap + height <= size.height;

  items.forEach((item, at) => {
    if (item.heads !== undefined) {
      const first = items[at + 1];
      if (!fits(item.height + (first === undefined ? 0 : size.gap + first.height))) close();
      put(item);
      return;
    }
    const head = item.under === undefined ? undefined : heads.get(item.under);
    const onlyHead = head !== undefined && column.length === 1 && column[0]?.id === head.id;
    if (!fits(item.height) && !onlyHead) {
      close();
      if (head !== undefined) put(head, true);
    }
    put(item);
  });
  close();
  return pages;
}

/** Like paginate, but what fits on one page is spread over its columns evenly instead of filling the first. */
export function spread<Of extends string>(of: Of, items: readonly Item[], size: PageSize): Page<Of>[] {
  const full = paginate(of, items, size);
  if (full.length !== 1) return full;
  let least = Math.ceil(Math.max(...items.map(({ height }) => height)));
  let perItem = Math.ceil(size.height);
  while (least < perItem) {
    const middle = Math.floor((least + perItem) / 2);
    if (paginate(of, items, { ...size, height: middle }).length === 1) perItem = middle;
    else least = middle + 1;
  }
  const even = paginate(of, items, { ...size, height: perItem });
  return even.length === 1 ? even : full;
}

/** The total height of items one below the other. */
export function stacked(items: readonly Item[], gap: number): number {
  return items.reduce((sum, { height }, at) => sum + height + (at > 0 ? gap : 0), 0);
}

/** The page that shows the item, or -1. */
export function pageOf(pages: readonly Page[], id: string): number {
  return pages.findIndex(({ columns }) => columns.some((column) => column.some((item) => item.id === id)));
}
