import { audienceOf } from './audience.ts';
import { openTo, setBinned } from './bin.ts';
import type { Command } from './command.ts';
import type { Draft } from './draft.ts';
import {
  type Area,
  type Commands,
  maxAreas,
  maxDefinitionLength,
  maxTitleLength,
  minAreaSize,
  noteColours,
  planeSize,
} from './generated.ts';
import { hasPlane, kindOf } from './kind.ts';
import { line, prose } from './limits.ts';
import { byteOrder, makeFields, Rec } from './record.ts';
import { Refusal } from './refusal.ts';
import { found, type Rows } from './registry.ts';
import { areasIn, type State } from './state.ts';

/** Where an area lies on the plane. */
type AreaPlace = Commands['PlaceAreas']['areas'][number];

function addArea(draft: Draft, c: Commands['AddArea']): void {
  const { area, board, before, title, definition = '', colour = '', ...place } = c;
  const { state } = draft;
  const record = state.of('board', board);
  if (record === undefined) throw new Refusal('not_found');
  if (record.team !== '' || !kindOf(state, board)?.areas) throw new Refusal('bad_value');
  draft.mayAt({ board });
  draft.checkNewId(area);
  if (state.siblings(areasIn(board)).length >= maxAreas) throw new Refusal('too_many');
  const onPlane = hasPlane(state, board);
  if (!onPlane && Object.values(place).some((n) => n)) throw new Refusal('bad_value');
  const lies = onPlane ? placed(place) : { rank: draft.rankFor(areasIn(board), before) };
  const name = line(title, maxTitleLength, true);
  prose(definition, maxDefinitionLength);
  if (colour !== '' && !noteColours.some((known) => known === colour)) throw new Refusal('bad_value');
  const fields = makeFields({ board, title: name, definition, colour, ...lies });
  draft.put({ id: area, kind: 'area', audience: record.audience, fields });
}

function placeAreas(draft: Draft, c: Commands['PlaceAreas']): void {
  draft.checkBatch(c.areas.length);
  for (const { area: id, ...place } of c.areas) {
    const area = draft.state.of('area', id);
    if (area === undefined) throw new Refusal('not_found');
    draft.mayAt({ board: area.board });
    if (!hasPlane(draft.state, area.board)) throw new Refusal('bad_value');
    draft.set(area, placed(place));
  }
}

/**
 * On a plane the notes stay where they are, from a table the rows go along. Those that others hide are moved by the server
 * alone.
 */
function removeArea(draft: Draft, c: Commands['RemoveArea']): void {
  const { state } = draft;
  const area = state.of('area', c.area);
  if (area === undefined) throw new Refusal('not_found');
  draft.mayAt({ board: area.board });
  if (area.deleted) return;
  if (!hasPlane(state, area.board)) {
    binArea(draft, area);
    return;
  }
  const inside = state.all('note').filter((note) => note.section === area.id);
  draft.takes(inside.length);
  for (const note of inside.sort((a, b) => byteOrder(a.id, b.id))) {
    const [x, y] = [Math.min(area.x + note.x, planeSize), Math.min(area.y + note.y, planeSize)];
    draft.set(note, { section: '', x, y });
  }
  draft.add({ remove: area.id });
}

function binArea(draft: Draft, area: Area): void {
  const inside = draft.state.all('row').filter((row) => row.section === area.id && !row.deleted);
  draft.takes(inside.length);
  for (const row of inside.sort((a, b) => byteOrder(a.id, b.id))) {
    setBinned(draft, row, true, { binnedWith: area.id });
  }
  const audience = openTo(audienceOf(draft.state, area.board), true);
  draft.put(new Rec(area.id, area.kind, audience, { ...area.fields, deleted: true }));
}

/** The place itself; refuses one that is not on the plane whole. */
function placed({ x = 0, y = 0, width = 0, height = 0 }: Omit<AreaPlace, 'area'>): Omit<AreaPlace, 'area'> {
  const fits = Math.min(x, y) >= 0 && Math.min(width, height) >= minAreaSize;
  if (!fits || x + width > planeSize || y + height > planeSize) throw new Refusal('bad_value');
  return { x, y, width, height };
}

/** The commands that give areas their present titles, definitions and colours. */
function areasAsSet(state: State, ids: readonly string[]): Command[] {
  return found(state, 'area', ids).map(({ id, title, definition, colour }) => ({
    do: 'SetArea',
    with: { area: id, title, definition: definition || undefined, colour: colour || undefined },
  }));
}

/** The commands that move areas to where they are now. */
function areasAsPlaced(state: State, ids: readonly string[]): Command[] {
  const placed = found(state, 'area', ids).map(({ id, x, y, width, height }) => ({ area: id, x, y, width, height }));
  return placed.length === 0 ? [] : [{ do: 'PlaceAreas', with: { areas: placed } }];
}

/** The commands that bring areas back as they are now, with what stands in them. */
function areasAgain(state: State, ids: readonly string[]): Command[] {
  const { maxBatch } = state.limits;
  return found(state, 'area', ids).flatMap(({ id, board, title, colour, x, y, width, height }): Command[] => {
    if (!hasPlane(state, board)) return [{ do: 'RestoreArea', with: { area: id } }];
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

/** The commands that take areas away again. */
const areasGone = (_state: State, ids: readonly string[]): Command[] =>
  ids.map((area) => ({ do: 'RemoveArea', with: { area } }));

const onArea = { records: (c: { readonly area: string }) => [c.area] };

/** The rows of the commands on areas. */
export const areaRows: Rows = {
  AddArea: { decide: addArea, ...onArea, guards: ['title', 'deleted'], inverse: areasGone },
  SetArea: { ...onArea, guards: ['title', 'definition', 'colour'], inverse: areasAsSet },
  MoveArea: {
    ...onArea,
    guards: ['rank'],
    inverse: (state, ids) =>
      found(state, 'area', ids).map((area) => {
        const all = state.siblings(areasIn(area.board));
        return { do: 'MoveArea', with: { area: area.id, before: all[all.indexOf(area) + 1]?.id } };
      }),
  },
  PlaceAreas: {
    decide: placeAreas,
    records: (c) => c.areas.map(({ area }) => area),
    guards: ['x', 'y', 'width', 'height'],
    inverse: areasAsPlaced,
  },
  RemoveArea: { decide: removeArea, ...onArea, guards: ['deleted'], inverse: areasAgain },
  RestoreArea: { ...onArea, guards: ['deleted'], inverse: areasGone },
};
