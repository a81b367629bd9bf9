import type { Component } from 'svelte';
import type { Board } from '../board/generated.ts';
import type { State } from '../board/state.ts';
import type { Sign } from './parts/sign.ts';
import { swotLabel } from './swot/label.ts';
import type { Words } from './words/pl.ts';
import type { WorkshopStore } from './workshop/workshop-store.svelte.ts';

/** Brings a place of a board into view and puts the focus there: a section, an item, or without either the board. */
export type Look = (section?: string, item?: string) => void;

/** What a surface is given; `onlook` receives the way to bring a place of it into view. */
export type SurfaceProps = {
  store: WorkshopStore;
  board: string;
  onlook?: (look: Look) => void;
};

/** What a wall is given: the board, and the section or the item when only that is to be seen. */
export type WallProps = {
  store: WorkshopStore;
  board: string;
  section?: string | undefined;
  item?: string | undefined;
};

/** What people read of a section, and the sign beside its name when it has one. */
export interface SectionLabel {
  readonly name: string;
  /** A few words beside the name. */
  readonly aside: string;
  /** The name of the field that adds something to it. */
  readonly add: string;
  /** The question that stands in it while it is empty. */
  readonly empty: string;
  readonly sign?: Sign | undefined;
}

/** How people see one kind of board. */
export interface BoardUi {
  /** The name of a board that has no title. */
  title(words: Words): string;
  /** The label of a section; undefined when the board has no section with this key. */
  label(words: Words, section: string, state: State, board: string): SectionLabel | undefined;
  /** The component on which people work: its tools and its views. */
  surface(): Promise<{ default: Component<SurfaceProps> }>;
  /** The component that the projector shows: a main part, and a foot that tells where in it one is. */
  wall(): Promise<{ default: Component<WallProps> }>;
}

/**
 * What people see of each kind of board. A new kind is a row here; the page around a board (title, saving, people,
 * invitations) is the same for all.
 */
export const boardUis = {
  swot: {
    title: (words) => words.swot.title,
    label: swotLabel,
    surface: () => import('./swot/SwotSurface.svelte'),
    wall: () => import('./swot/SwotWall.svelte'),
  },
} satisfies Readonly<Record<string, BoardUi>>;

/** A kind of boards that people know how to see. */
export type BoardKindName = keyof typeof boardUis;

/** The row of a board; undefined when the board does not exist or its kind is not known here. */
export function uiOf(state: State, board: string): BoardUi | undefined {
  const kind = state.of('board', board)?.boardKind ?? '';
  return Object.hasOwn(boardUis, kind) ? boardUis[kind as BoardKindName] : undefined;
}

/** The title of a board; one without a title is called what its kind is called. */
export function boardTitle(words: Words, state: State, board: Board | undefined): string {
  return board?.title || (uiOf(state, board?.id ?? '')?.title(words) ?? '');
}

/** The label of a section of a board; without words when the board has no section with this key. */
export function sectionLabel(words: Words, state: State, board: string, section: string): SectionLabel {
  return uiOf(state, board)?.label(words, section, state, board) ?? { name: '', aside: '', add: '', empty: '' };
}

/** The name of a section of a board, '' when the board has no section with this key. */
export function sectionName(words: Words, state: State, board: string, section: string): string {
  return sectionLabel(words, state, board, section).name;
}
