import type { Component } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { Board } from '../board/generated.ts';
import { addRows, type Rows } from '../board/registry.ts';
import type { Spot } from '../board/spot.ts';
import type { State } from '../board/state.ts';
import type { EntriesOf } from './document/document.ts';
import type { Sign } from './parts/sign.ts';
import { withRetry } from './parts/with-retry.ts';
import type { Target } from './paste/names.ts';
import { language } from './words/language.svelte.ts';
import type { Words } from './words/pl.ts';
import type { WorkshopStore } from './workshop/workshop-store.svelte.ts';

/** Brings a place of a board into view and puts the focus there: a section, an item, or without either the board. */
export type Look = (section?: string, item?: string) => void;

/**
 * What a surface is given; `onlook` receives the way to bring a place of it into view, and `ongo` shows a place of any
 * board.
 */
export type SurfaceProps = {
  store: WorkshopStore;
  board: string;
  onlook?: (look: Look) => void;
  ongo?: (spot: Spot) => void;
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

/** How people see one kind of board, and what the browser predicts on it. */
export interface BoardUi {
  /** The rows of its commands. */
  readonly commands: Rows;
  /** The label of a section; undefined when the board has no section with this key. */
  label(words: Words, section: string, state: State, board: string): SectionLabel | undefined;
  /** The labels of a board as an example, where nobody has one yet. */
  example?(words: Words): readonly SectionLabel[];
  /** What people call the sections besides their labels, where headings of what they paste name them. */
  headings?(): Promise<{ default: readonly Target[] }>;
  /** What stands on a board, for paper and files. */
  entries(): Promise<{ default: EntriesOf }>;
  /** The component on which people work: its tools and its views. */
  surface(): Promise<{ default: Component<SurfaceProps> }>;
  /** The component that the projector shows: a main part, and a foot that tells where in it one is. */
  wall(): Promise<{ default: Component<WallProps> }>;
}

/**
 * How each kind of board is fetched: when a workshop has a board of it. A new kind is a row here, and its name in the
 * words; the page around a board (title, saving, people, invitations) is the same for all.
 */
const fetches = {
  swot: () => import('./swot/swot.ts'),
  vision: () => import('./vision/vision.ts'),
  matrix: () => import('./matrix/matrix.ts'),
} satisfies Readonly<Record<string, () => Promise<{ default: BoardUi }>>>;

/** A kind of boards that people know how to see. */
export type BoardKindName = keyof typeof fetches;

/** The kinds of boards that people know how to see, in the order in which they are offered. */
export const boardKindNames = Object.keys(fetches) as BoardKindName[];

const here = new SvelteMap<string, BoardUi>();
const asked = new Set<string>();

/** Fetches what the given kinds of boards bring; a kind that is not known here brings nothing. */
export async function fetchKinds(kinds: readonly string[]): Promise<void> {
  await Promise.all(kinds.map(fetchKind));
}

async function fetchKind(kind: string): Promise<void> {
  if (here.has(kind) || !isKnown(kind)) return;
  const { default: ui } = await language.with(fetches[kind]);
  addRows(ui.commands);
  here.set(kind, ui);
}

function isKnown(kind: string): kind is BoardKindName {
  return Object.hasOwn(fetches, kind);
}

/** What people see of a kind of boards; undefined until it has come, and when the kind is not known here. */
export function uiOfKind(kind: string): BoardUi | undefined {
  const ui = here.get(kind);
  if (ui === undefined && isKnown(kind) && !asked.has(kind)) {
    asked.add(kind);
    void withRetry(() => fetchKind(kind));
  }
  return ui;
}

/** The kind of a board; undefined when the board does not exist or its kind is not known here. */
export function kindName(state: State, board: string): BoardKindName | undefined {
  const kind = state.of('board', board)?.boardKind ?? '';
  return isKnown(kind) ? kind : undefined;
}

/** What people see of the kind of a board; undefined as uiOfKind. */
export function uiOf(state: State, board: string): BoardUi | undefined {
  return uiOfKind(state.of('board', board)?.boardKind ?? '');
}

/** The title of a board; one without a title is called what its kind is called. */
export function boardTitle(words: Words, state: State, board: Board | undefined): string {
  const kind = kindName(state, board?.id ?? '');
  return board?.title || (kind === undefined ? '' : words.kinds[kind]);
}

/** The label of a section of a board; without words when the board has no section with this key. */
export function sectionLabel(words: Words, state: State, board: string, section: string): SectionLabel {
  return uiOf(state, board)?.label(words, section, state, board) ?? { name: '', aside: '', add: '', empty: '' };
}

/** The name of a section of a board, '' when the board has no section with this key. */
export function sectionName(words: Words, state: State, board: string, section: string): string {
  return sectionLabel(words, state, board, section).name;
}
