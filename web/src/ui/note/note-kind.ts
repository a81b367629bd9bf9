import type { Snippet } from 'svelte';
import type { Point } from '../../board/plane.ts';
import type { IconName } from '../parts/drawing.svelte.ts';
import type { MenuItem } from '../parts/menu.ts';
import type { Board } from './board.svelte.ts';
import type { Direction } from './steps.ts';

/** How a board is looked at: its sheet, its list, all its notes at once, or what stands on it beside them. */
export type View = 'board' | 'list' | 'overview' | 'beside';

/** What stands on a board beside its notes, and the name of the tool that shows it. */
export interface Beside {
  readonly name: string;
  readonly icon: IconName;
  readonly body: Snippet<[Board]>;
}

/** What one kind of boards with notes adds to what all of them do. */
export interface NoteKind {
  /** The section that lies next to another one. */
  neighbour(board: Board, section: string, where: Direction): string | undefined;
  /** What the menu of a section has besides. */
  sectionItems?(board: Board, section: string): MenuItem[];
  /** What the menu of notes has besides. */
  noteItems?(board: Board, notes: readonly string[]): MenuItem[];
  /** Free points for notes of these sizes, where notes stand at points of their section instead of by rank. */
  points?(board: Board, section: string, sizes: readonly string[]): Point[];
  /** Moves notes a little in a direction, where they stand at points. */
  nudge?(board: Board, notes: readonly string[], where: Direction): void;
}
