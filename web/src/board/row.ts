import { rankBack, setBinned } from './bin.ts';
import type { Command } from './command.ts';
import type { Draft } from './draft.ts';
import { type Commands, type Item, Row } from './generated.ts';
import { isHidden } from './hidden.ts';
import { columnOf, type Level, levelOf, levelOn, sectionsOf, topLevel } from './kind.ts';
import { audienceAt, holderOf, type Signature, signed } from './note.ts';
import { makeFields } from './record.ts';
import { Refusal } from './refusal.ts';
import { binOf, rowsIn, type State } from './state.ts';
import { cell, checkCell } from './table.ts';

type NewRow = Commands['PasteRows']['rows'][number];
type RowMove = Commands['MoveRows']['moves'][number];

export function addRow(draft: Draft, { board, before, unsigned, ...row }: Commands['AddRow']): void {
  putRow(draft, board, row, before, unsigned);
}

export function pasteRows(draft: Draft, { board, rows, unsigned }: Commands['PasteRows']): void {
  draft.checkBatch(rows.length);
  for (const row of rows) putRow(draft, board, row, undefined, unsigned);
}

function putRow(draft: Draft, board: string, n: NewRow, before?: string, unsigned?: boolean): void {
  const { by, state } = draft;
  const { section, parent = '' } = n;
  const level = levelOn(state, board, n.level);
  if (state.of('board', board) === undefined) throw new Refusal('not_found');
  if (level === undefined) throw new Refusal('bad_value');
  const signature = { author: by.member, unsigned };
  const audience = audienceFor(draft, level, board, section, parent, signature);
  const above = state.get(parent);
  if (above !== undefined && isHidden(above) && above.audience !== holderOf(draft, signature)) {
    throw new Refusal('misplaced'); // it would tell who wrote the one without an author
  }
  draft.placing = audience;
  const rank = draft.rankFor(rowsIn(board, section, parent), before);
  draft.checkNewId(n.row);
  if (state.count('row') >= state.limits.maxRows) throw new Refusal('too_many');
  const cells: { [column: string]: string } = {};
  for (const { column, value } of n.cells) {
    checkCell(draft, columnOf(level, column), value);
    if (Object.hasOwn(cells, column)) throw new Refusal('bad_value');
    cells[column] = value;
  }
  const fields = makeFields({
    ...cells,
    author: signed(draft, signature),
    board,
    level: n.level,
    parent,
    rank,
    section,
  });
  draft.put({ id: n.row, kind: 'row', audience, fields });
}

/** Checks that a row of the level may stand there, and says whom a row of that signature would reach. */
function audienceFor(
  draft: Draft,
  level: Level,
  board: string,
  section: string,
  parent: string,
  by: Signature,
): string {
  const audience = audienceAt(draft, board, section, undefined, by);
  const above = parent === '' ? undefined : rowOf(draft.item(parent));
  if (above !== undefined && (above.board !== board || above.section !== section)) throw new Refusal('not_found');
  if (!level.under.includes(above?.level ?? topLevel(draft.state, board))) throw new Refusal('misplaced');
  return above !== undefined && isHidden(above) ? above.audience : audience;
}

/** The item as the row that it has to be. */
function rowOf(item: Item): Row {
  if (!(item instanceof Row)) throw new Refusal('not_found');
  return item;
}

export function setCell(draft: Draft, c: Commands['SetCell']): void {
  const row = rowOf(draft.item(c.row));
  const column = columnOf(levelOf(draft.state, row), c.column);
  if (column === 'text') throw new Refusal('bad_value'); // EditText merges what several people type
  checkCell(draft, column, c.value);
  const now = cell(row, c.column);
  if (now !== c.was && now !== c.value) throw new Refusal('overtaken');
  draft.set(row, { [c.column]: c.value });
}

/** The commands that give cells their present values. */
export function cellsBack(state: State, ids: readonly string[], { column, value }: Commands['SetCell']): Command[] {
  return ids.flatMap((id) => {
    const row = state.of('row', id);
    if (row === undefined) return [];
    return { do: 'SetCell' as const, with: { row: id, column, value: cell(row, column), was: value } };
  });
}

export function moveRows(draft: Draft, c: Commands['MoveRows']): void {
  draft.checkBatch(c.moves.length);
  for (const { row: id, section, parent = '', before } of c.moves) {
    const row = rowOf(draft.item(id));
    const level = levelOf(draft.state, row);
    if (level === undefined) throw new Refusal('not_found');
    audienceFor(draft, level, row.board, section, parent, { author: draft.by.member });
    const above = draft.state.get(parent);
    if (above !== undefined && isHidden(above) && above.audience !== row.audience) throw new Refusal('not_found');
    draft.placing = row.audience;
    const rank = draft.rankIn(rowsIn(row.board, section, parent), before, id);
    if (rank === undefined) continue;
    if (section !== row.section) {
      const below = under(draft.state, row);
      draft.takes(below.length);
      for (const child of below) draft.set(child, { section });
    }
    draft.set(row, { section, parent, rank });
  }
}

/** What stands under a row, each after what it stands under: what is open before what is hidden. */
export function under(state: State, { board, section, id }: Row): Row[] {
  const children = state.siblings(rowsIn(board, section, id));
  const hidden = children.filter(isHidden).sort((a, b) => (a.id < b.id ? -1 : 1));
  const all = [...children.filter((row) => !isHidden(row)), ...hidden];
  return [...all, ...all.flatMap((row) => under(state, row))];
}

/**
 * The command that moves rows to where they stand now: each level from the top one on, and there from the last to the
 * first, so that each finds what it stood under and before in its place already.
 */
export function moveRowsBack(state: State, ids: readonly string[]): Command[] {
  const rows = ids.flatMap((id) => state.of('row', id) ?? []);
  rows.sort((a, b) => depthOf(state, a) - depthOf(state, b));
  const places = new Set(rows.map(({ board, section, parent }) => rowsIn(board, section, parent)));
  const moves: RowMove[] = [];
  for (const place of places) {
    let before: string | undefined;
    for (const { id, section, parent } of [...state.siblings(place)].reverse()) {
      if (ids.includes(id)) moves.push({ row: id, section, parent: parent || undefined, before });
      before = id;
    }
  }
  return moves.length === 0 ? [] : [{ do: 'MoveRows', with: { moves } }];
}

function depthOf(state: State, row: Row): number {
  const above = state.of('row', row.parent);
  return above === undefined ? 0 : 1 + depthOf(state, above);
}

export function removeRows(draft: Draft, c: Commands['RemoveRows']): void {
  draft.checkBatch(c.rows.length);
  for (const id of c.rows) {
    const row = rowOf(draft.anyItem(id));
    if (row.deleted) continue;
    const below = under(draft.state, row);
    draft.takes(below.length);
    for (const { id: item, board, section } of below) draft.mayAt({ board, section, item });
    for (const child of below) setBinned(draft, child, true, { binnedWith: id });
    setBinned(draft, row, true);
  }
}

export function restoreRows(draft: Draft, c: Commands['RestoreRows']): void {
  draft.checkBatch(c.rows.length);
  const { state } = draft;
  for (const id of c.rows) {
    const row = rowOf(draft.anyItem(id));
    if (!row.deleted) continue;
    const above = row.parent === '' ? undefined : state.of('row', row.parent);
    const stands = row.parent === '' || above?.deleted === false;
    // What it stands under may have gone to another section meanwhile.
    const section = above?.section ?? row.section;
    if (row.binnedWith !== '' || !stands || !sectionsOf(state, row.board).includes(section)) {
      throw new Refusal('deleted');
    }
    const moved = new Row(id, row.kind, row.audience, { ...row.fields, section });
    setBinned(draft, row, false, { section, rank: rankBack(state, moved) });
    for (const other of binnedWith(state, row.board, id))
      setBinned(draft, other, false, { section, binnedWith: undefined });
    if (state.count('row') > state.limits.maxRows) throw new Refusal('too_many');
  }
}

/** The rows of a board that went into the bin together with a row. */
export function binnedWith(state: State, board: string, id: string): Row[] {
  const rows = state
    .siblings(binOf(board))
    .filter((item): item is Row => item instanceof Row && item.binnedWith === id);
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The command that takes those of the rows out of the bin that do not lie there now. */
export function rowsBackFromBin(state: State, ids: readonly string[]): Command[] {
  const rows = ids.filter((id) => state.of('row', id)?.deleted === false);
  return rows.length === 0 ? [] : [{ do: 'RestoreRows', with: { rows } }];
}
