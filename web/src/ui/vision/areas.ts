import { areasOf } from '../../board/areas.ts';
import {
  type Area,
  areaHeight,
  areaWidth,
  type Commands,
  minAreaSize,
  type Note,
  noteGap,
  planeSize,
} from '../../board/generated.ts';
import { type Box, onPlane, type Point, tidyMoves } from '../../board/plane.ts';
import type { State } from '../../board/state.ts';
import type { Board } from '../note/board.svelte.ts';
import { type Direction, step as nextTo } from '../note/steps.ts';
import { divided, type MenuItem } from '../parts/menu.ts';
import { boxOnPlane } from './clusters.ts';
import { words } from './words.ts';

type AreaPlace = Commands['PlaceAreas']['areas'][number];

/** So far a step of a menu or of a key moves or widens an area. */
const step = 80;

const directions = {
  left: { x: -step, y: 0 },
  right: { x: step, y: 0 },
  up: { x: 0, y: -step },
  down: { x: 0, y: step },
};

/** The place of an area that was moved so far, whole on the plane. */
export function moved({ id, x, y, width, height }: Area, by: Point): AreaPlace {
  const to = onPlane({ x: x + by.x, y: y + by.y });
  return { area: id, x: Math.min(to.x, planeSize - width), y: Math.min(to.y, planeSize - height), width, height };
}

/** The place of an area whose lower right corner was moved so far. */
export function resized({ id, x, y, width, height }: Area, by: Point): AreaPlace {
  const size = (now: number, change: number, from: number) =>
    Math.round(Math.min(Math.max(now + change, minAreaSize), planeSize - from));
  return { area: id, x, y, width: size(width, by.x, x), height: size(height, by.y, y) };
}

/** Moves or resizes an area; its notes go with it. */
export function place(board: Board, to: AreaPlace): void {
  board.store.run({ do: 'PlaceAreas', with: { areas: [to] } }, words().area.placed(board.section(to.area).name));
}

/** The place of a new area: to the right of the last one, or under all when there is no room. */
export function freePlace(state: State, board: string): Omit<AreaPlace, 'area'> {
  const gap = 3 * noteGap;
  const areas = areasOf(state, board);
  const size = { width: areaWidth, height: areaHeight };
  const right = Math.max(0, ...areas.map(({ x, width }) => x + width)) + gap;
  const top = areas.length === 0 ? gap : Math.min(...areas.map(({ y }) => y));
  if (right + size.width <= planeSize && top + size.height <= planeSize) return { x: right, y: top, ...size };
  const under = Math.max(...areas.map(({ y, height }) => y + height)) + gap;
  return { x: gap, y: Math.min(under, planeSize - size.height), ...size };
}

/** The notes that stand on the plane of a board. */
export function notesOn(state: State, board: string): Note[] {
  return state.all('note').filter((note) => note.board === board && !note.deleted);
}

/** What there is to see on the plane of a board: its areas and its notes. */
export function boundsOf(state: State, board: string): Box {
  const boxes = [...areasOf(state, board), ...notesOn(state, board).map((note) => boxOnPlane(state, note))];
  if (boxes.length === 0) return { x: 0, y: 0, width: areaWidth, height: areaHeight };
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** What can be done with an area besides what goes for every section; `edit` opens its question. */
export function areaItems(board: Board, section: string, edit: (section: string) => void): MenuItem[] {
  const { store } = board;
  const w = words().area;
  const area = store.state.of('area', section);
  const some = board.section(section).count > 0;
  const hands: MenuItem[] = [];
  if (board.works && some) {
    hands.push({
      label: w.select,
      icon: 'check',
      run: () => {
        board.clearSelection();
        for (const note of notesOn(store.state, board.id)) if (note.section === section) board.selected.add(note.id);
      },
    });
  }
  if (store.may('MoveNotes', { board: board.id, section }) && some) {
    hands.push({ label: w.tidy, icon: 'layout-grid', run: () => tidy(board, section) });
  }
  if (area === undefined || !store.may('PlaceAreas', { board: board.id })) return hands;
  const steps = (
    names: Record<keyof typeof directions, string>,
    to: (area: Area, by: Point) => AreaPlace,
  ): MenuItem[] =>
    (Object.keys(names) as (keyof typeof directions)[]).map((where) => ({
      label: names[where],
      run: () => place(board, to(area, directions[where])),
    }));
  return divided(hands, [
    { label: w.edit, icon: 'pencil', run: () => edit(section) },
    { label: w.move, icon: 'arrow-right-left', items: steps(w.moveTo, moved) },
    { label: w.resize, icon: 'square', items: steps(w.resizeTo, resized) },
    {
      label: w.remove,
      icon: 'trash-2',
      danger: true,
      run: () => void store.run({ do: 'RemoveArea', with: { area: section } }, w.removed(board.section(section).name)),
    },
  ]);
}

/** So far a key moves notes. */
const nudged = 16;

/** Moves notes a little; none leaves its area. */
export function nudge(board: Board, notes: readonly string[], where: Direction): void {
  const { x, y } = directions[where];
  const by = { x: (x / step) * nudged, y: (y / step) * nudged };
  const moves = notes.flatMap((id) => {
    const note = board.store.state.of('note', id);
    if (note === undefined) return [];
    const to = onPlane({ x: note.x + by.x, y: note.y + by.y });
    return { note: id, section: note.section, group: note.group || undefined, ...to };
  });
  if (board.place(moves) && notes[0] !== undefined) board.uncover?.(undefined, notes[0]);
}

/** The area that lies next to another one in a direction. */
export function neighbourOf(board: Board, section: string, where: Direction): string | undefined {
  const { state } = board.store;
  const areas = areasOf(state, board.id).map(({ id, x, y, width, height }) => ({
    id,
    left: x,
    top: y,
    right: x + width,
    bottom: y + height,
  }));
  return nextTo(areas, section, where) ?? undefined;
}

/** Sets the notes of an area in rows; one undo takes it back. */
function tidy(board: Board, section: string): void {
  const moves = tidyMoves(board.store.state, board.id, section);
  if (moves.length === 0) board.store.announcer.say(words().area.tidy0);
  else board.place(moves, words().area.tidied(moves.length));
}
