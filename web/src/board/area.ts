import { areasIn } from './areas.ts';
import type { Command } from './command.ts';
import type { Draft } from './draft.ts';
import { type Commands, maxAreas, maxTitleLength, minAreaSize, noteColours, planeSize } from './generated.ts';
import { line } from './limits.ts';
import { linkRows } from './link.ts';
import { sizeBack, sizeNotes } from './note.ts';
import { noteRows, onNotes } from './notes.ts';
import { byteOrder, makeFields } from './record.ts';
import { Refusal } from './refusal.ts';
import { found, type Rows } from './registry.ts';
import type { State } from './state.ts';
import { statementRows } from './statement.ts';

/** Where an area lies on the plane. */
type AreaPlace = Commands['PlaceAreas']['areas'][number];

function addArea(draft: Draft, { area, board, title, colour = '', ...place }: Commands['AddArea']): void {
  const { state } = draft;
  const record = state.of('board', board);
  if (record === undefined) throw new Refusal('not_found');
  if (record.team !== '' || record.boardKind !== 'vision') throw new Refusal('bad_value');
  draft.mayAt({ board });
  draft.checkNewId(area);
  if (state.siblings(areasIn(board)).length >= maxAreas) throw new Refusal('too_many');
  const lies = placed(place);
  const question = line(title, maxTitleLength, true);
  if (colour !== '' && !noteColours.some((known) => known === colour)) throw new Refusal('bad_value');
  const fields = makeFields({ board, title: question, colour, ...lies });
  draft.put({ id: area, kind: 'area', audience: record.audience, fields });
}

function placeAreas(draft: Draft, c: Commands['PlaceAreas']): void {
  draft.checkBatch(c.areas.length);
  for (const { area: id, ...place } of c.areas) {
    const area = draft.state.of('area', id);
    if (area === undefined) throw new Refusal('not_found');
    draft.mayAt({ board: area.board });
    draft.set(area, placed(place));
  }
}

/** Its notes stay where they are on the plane. Those that others hide are moved by the server alone. */
function removeArea(draft: Draft, c: Commands['RemoveArea']): void {
  const { state } = draft;
  const area = state.of('area', c.area);
  if (area === undefined) throw new Refusal('not_found');
  draft.mayAt({ board: area.board });
  const inside = state.all('note').filter((note) => note.section === area.id);
  for (const note of inside.sort((a, b) => byteOrder(a.id, b.id))) {
    const [x, y] = [Math.min(area.x + note.x, planeSize), Math.min(area.y + note.y, planeSize)];
    draft.set(note, { section: '', x, y });
  }
  draft.add({ remove: area.id });
}

/** The place itself; refuses one that is not on the plane whole. */
function placed({ x, y, width, height }: Omit<AreaPlace, 'area'>): Omit<AreaPlace, 'area'> {
  const fits = Math.min(x, y) >= 0 && Math.min(width, height) >= minAreaSize;
  if (!fits || x + width > planeSize || y + height > planeSize) throw new Refusal('bad_value');
  return { x, y, width, height };
}

/** The commands that give areas their present questions and colours. */
function areasAsSet(state: State, ids: readonly string[]): Command[] {
  return found(state, 'area', ids).map(({ id, title, colour }) => ({
    do: 'SetArea',
    with: { area: id, title, colour: colour || undefined },
  }));
}

/** The commands that move areas to where they are now. */
function areasAsPlaced(state: State, ids: readonly string[]): Command[] {
  const placed = found(state, 'area', ids).map(({ id, x, y, width, height }) => ({ area: id, x, y, width, height }));
  return placed.length === 0 ? [] : [{ do: 'PlaceAreas', with: { areas: placed } }];
}

/** The commands that add areas again as they are now, and take the notes that stand in them back. */
function areasAgain(state: State, ids: readonly string[]): Command[] {
  const { maxBatch } = state.limits;
  return found(state, 'area', ids).flatMap(({ id, board, title, colour, x, y, width, height }): Command[] => {
    const moves = state
      .all('note')
      .filter((note) => note.section === id && !note.deleted)
      .map((note) => ({ note: note.id, section: id, group: note.group || undefined, x: note.x, y: note.y }));
    const back: Command[] = [];
    for (let i = 0; i < moves.length; i += maxBatch) {
      back.push({ do: 'MoveNotes', with: { moves: moves.slice(i, i + maxBatch) } });
    }
    const place = { area: id, x, y, width, height };
    return [{ do: 'AddArea', with: { board, ...place, title, colour: colour || undefined } }, ...back];
  });
}

const onArea = { records: (c: { readonly area: string }) => [c.area] };

/** The rows of the commands of a vision board. */
export const visionRows: Rows = {
  ...noteRows,
  ...statementRows,
  ...linkRows,
  SizeNotes: { decide: sizeNotes, ...onNotes, guards: ['size', 'deleted'], inverse: sizeBack },
  AddArea: {
    decide: addArea,
    ...onArea,
    guards: ['title'],
    inverse: (_state, ids) => ids.map((area) => ({ do: 'RemoveArea', with: { area } })),
  },
  SetArea: { ...onArea, guards: ['title', 'colour'], inverse: areasAsSet },
  PlaceAreas: {
    decide: placeAreas,
    records: (c) => c.areas.map(({ area }) => area),
    guards: ['x', 'y', 'width', 'height'],
    inverse: areasAsPlaced,
  },
  RemoveArea: { decide: removeArea, ...onArea, inverse: areasAgain },
};
