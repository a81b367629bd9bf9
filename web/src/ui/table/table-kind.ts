import type { Snippet } from 'svelte';
import type { MenuItem } from '../parts/menu.ts';
import type { Table } from './table.svelte.ts';

/** What one kind of tables adds to what all of them do. */
export interface TableKind {
  /** The columns that are left out until a person asks for them, each as its level and its name. */
  readonly quiet: readonly string[];
  /** What the menu of a row has besides. */
  rowItems?(table: Table, row: string): MenuItem[];
  /** What the menu of a section has besides. */
  sectionItems?(table: Table, section: string): MenuItem[];
  /** What stands under the name of a row, and of a section. */
  readonly marks?: Snippet<[Table, string]>;
}
