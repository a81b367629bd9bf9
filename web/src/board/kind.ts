import { type Act, acts, type Item, Row } from './generated.ts';
import { matrix } from './matrix.ts';
import { text } from './record.ts';
import type { State } from './state.ts';
import { swot } from './swot.ts';
import { vision } from './vision.ts';

/** A kind of records that stand in the sections of boards, each with a board, a section and a rank. */
export interface ItemKind {
  /** The fields with a text that several people may edit at once; people know an item by the first one. */
  readonly texts: readonly string[];
  /** The field that names what an item stands in or under within its section, '' when there is none. */
  readonly within: string;
}

/** One kind of the rows of a table. */
export interface Level {
  /** The levels under which its rows stand; that of the sections says that they stand in a section. */
  readonly under: readonly string[];
  /** The letter in the numbers of its rows, in Polish and in English. */
  readonly mark: readonly [string, string];
  /** What each column holds: the name of a type, or the list of its choices. */
  readonly columns: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * What one kind of board adds to the commands that all kinds share. A new kind is
 * one file that declares its BoardKind, and a row in boardKinds.
 */
export interface BoardKind {
  /** The acts that a phase may allow on it. */
  readonly acts: readonly Act[];
  /**
   * The keys of the sections of a board, in the order in which they are read. The key of a section is the same on every
   * copy of the board. A kind without sections has one, ''.
   */
  sections(state: State, board: string): readonly string[];
  /** What stands in the sections, by the kind of its records. */
  readonly items: Readonly<Record<string, ItemKind>>;
  /** The kind of the items that stand at a point of a plane instead of by rank, '' when there is none. */
  readonly plane: string;
  /** Whether its sections are areas. */
  readonly areas: boolean;
  /** The levels of a table, from that of its sections on. */
  readonly levels?: Readonly<Record<string, Level>>;
}

const boardKinds: ReadonlyMap<string, BoardKind> = new Map([
  ['swot', swot],
  ['vision', vision],
  ['matrix', matrix],
]);

/** The kinds of items on all kinds of boards, by the kind of their records. */
export const itemKinds: ReadonlyMap<string, ItemKind> = new Map(
  [...boardKinds.values()].flatMap(({ items }) => Object.entries(items)),
);

/** The kind of a board; undefined when the board does not exist or its kind is not known here. */
export function kindOf(state: State, board: string): BoardKind | undefined {
  return boardKinds.get(state.of('board', board)?.boardKind ?? '');
}

/** Whether the notes of a board stand at points of a plane instead of by rank. */
export function hasPlane(state: State, board: string): boolean {
  return kindOf(state, board)?.plane === 'note';
}

/** The keys of the sections of a board, in order. */
export function sectionsOf(state: State, board: string): readonly string[] {
  return kindOf(state, board)?.sections(state, board) ?? [];
}

/** What a phase may allow on one of the boards, in order. */
export function actsOn(state: State, boards: readonly string[]): Act[] {
  return acts.filter((act) => boards.some((board) => kindOf(state, board)?.acts.includes(act)));
}

/** The sections of a board that can be pointed at: none on a board of a kind without sections. */
export function namedSections(state: State, board: string): readonly string[] {
  return sectionsOf(state, board).filter((section) => section !== '');
}

/** A section of a board. */
export interface BoardSection {
  readonly board: string;
  readonly section: string;
}

/** The sections of several boards, each key once with the first board that has it. */
export function sectionsOn(state: State, boards: readonly string[]): BoardSection[] {
  const first = new Map<string, BoardSection>();
  for (const board of boards) {
    for (const section of sectionsOf(state, board)) if (!first.has(section)) first.set(section, { board, section });
  }
  return [...first.values()];
}

/** The text by which people know an item; '' when there is no such item. */
export function itemText(state: State, id: string): string {
  const record = state.get(id);
  const field = itemKinds.get(record?.kind ?? '')?.texts[0];
  return field === undefined ? '' : text(record, field);
}

/** The level of rows with the name, on a board; undefined when rows cannot have it. */
export function levelOn(state: State, board: string, name: string): Level | undefined {
  const levels = kindOf(state, board)?.levels ?? {};
  const level = Object.hasOwn(levels, name) ? levels[name] : undefined;
  return level !== undefined && level.under.length > 0 ? level : undefined;
}

/** The level of a row. */
export function levelOf(state: State, row: Row): Level | undefined {
  return levelOn(state, row.board, row.level);
}

/** The level of the sections of a table. */
export function topLevel(state: State, board: string): string {
  return Object.keys(kindOf(state, board)?.levels ?? {})[0] ?? '';
}

/** What a column holds: the name of a type, or the list of its choices. */
export function columnOf(level: Level | undefined, name: string): string | readonly string[] | undefined {
  return level !== undefined && Object.hasOwn(level.columns, name) ? level.columns[name] : undefined;
}

/** Whether several people may edit the field of an item at once. */
export function isText(state: State, item: Item, field: string): boolean {
  if (item instanceof Row) return columnOf(levelOf(state, item), field) === 'text';
  return itemKinds.get(item.kind)?.texts.includes(field) === true;
}
