import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';

/**
 * A board, results or an agenda as they leave the workshop: on paper and as Markdown. All that is in it its reader sees
 * on the screen as well; what is hidden or in the bin is not in it.
 */
export interface Document {
  readonly title: string;
  /** What stands under the title: the workshop, the date, the step. */
  readonly facts: readonly string[];
  readonly blocks: readonly Block[];
}

/** A part of a document. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string; readonly aside: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly { readonly text: string; readonly aside: string }[] }
  | { readonly kind: 'table'; readonly table: Table };

/** A table whose rows have a cell for each column. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** One thing that stands on a board, with what people read beside it. What there is none of is ''. */
export interface Entry {
  /** The name of its section. */
  readonly section: string;
  /** The name of what it stands in within its section. */
  readonly group: string;
  readonly text: string;
  readonly author: string;
  /** The teams that wrote it. */
  readonly team: string;
  /** What it got in the last vote; null without one. */
  readonly points: number | null;
}

/** What stands on a board of one kind, in reading order, as the person sees it; [] when there is no such board. */
export type EntriesOf = (store: WorkshopStore, board: string) => Entry[];
