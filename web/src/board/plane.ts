import { areasOf } from './areas.ts';
import { columns } from './columns.ts';
import {
  type Area,
  areaHead,
  type Commands,
  looseWidth,
  type Note,
  noteBoxes,
  noteGap,
  planeSize,
} from './generated.ts';
import type { State } from './state.ts';

// A note on a plane stands at a point relative to the corner of its area; in section '', relative to that of the plane.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** The name of a size of notes; '' is the usual one. */
export type NoteSize = keyof typeof noteBoxes;

/** The box that a note takes within its section. */
export function boxOf({ x, y, size }: Note): Box {
  return { x, y, ...sizeBox(size) };
}

/** The box of the size of that name; of a size that is not known here, the usual one. */
export function sizeBox(size: string): { readonly width: number; readonly height: number } {
  return noteBoxes[Object.hasOwn(noteBoxes, size) ? (size as NoteSize) : ''];
}

/** The point of the plane from which the notes of a section are measured. */
export function cornerOf(state: State, section: string): Point {
  return state.of('area', section) ?? { x: 0, y: 0 };
}

/** The section at a point of the plane and the point within it: the smallest area there, or the plane around the areas. */
export function sectionAt(state: State, board: string, { x, y }: Point): Point & { readonly section: string } {
  let found: Area | undefined;
  for (const area of areasOf(state, board)) {
    const inside = x >= area.x && y >= area.y && x < area.x + area.width && y < area.y + area.height;
    if (inside && (found === undefined || area.width * area.height < found.width * found.height)) found = area;
  }
  return { section: found?.id ?? '', x: x - (found?.x ?? 0), y: y - (found?.y ?? 0) };
}

/** The point itself, or the nearest one of the plane, in whole numbers; 0 for what is no number. */
export function onPlane({ x, y }: Point): Point {
  const within = (n: number) => Math.round(Math.min(Math.max(n || 0, 0), planeSize));
  return { x: within(x), y: within(y) };
}

/** The notes of a section as they are read: those without a group, then group by group, each from top to bottom. */
function clusters(state: State, board: string, section: string): (readonly Note[])[] {
  const column = columns(state, board).find((each) => each.section === section);
  return column === undefined ? [] : [column.loose, ...column.groups.map(({ notes }) => notes)];
}

/** Where the rows of a section begin and how wide they are: under its title, or on the plane under all areas. */
function rowsOf(state: State, board: string, section: string): { readonly top: number; readonly width: number } {
  const area = state.of('area', section);
  if (area !== undefined) return { top: areaHead, width: area.width };
  const under = areasOf(state, board).map(({ y, height }) => y + height + noteGap);
  return { top: Math.max(noteGap, ...under), width: looseWidth };
}

/** What a row of a cluster keeps free above it, for the name of the cluster. */
const clusterHead = 44;

/** The moves that put the notes of a section in rows as they are read, each group in rows of its own. */
export function tidyMoves(state: State, board: string, section: string): Commands['MoveNotes']['moves'] {
  const { top, width } = rowsOf(state, board, section);
  const moves: Commands['MoveNotes']['moves'][number][] = [];
  let y = top;
  for (const notes of clusters(state, board, section)) {
    if (notes[0]?.group && y > top) y += clusterHead;
    let x = noteGap;
    let height = 0;
    for (const note of notes) {
      const box = boxOf(note);
      if (x > noteGap && x + box.width + noteGap > width) [x, y, height] = [noteGap, y + height + noteGap, 0];
      const to = onPlane({ x, y });
      if (to.x !== note.x || to.y !== note.y) {
        moves.push({ note: note.id, section, group: note.group || undefined, ...to });
      }
      x += box.width + noteGap;
      height = Math.max(height, box.height);
    }
    if (height > 0) y += height + noteGap;
  }
  return moves;
}

/**
 * Points for new notes in a section, one for each size, as near to a point of the section as it goes and never upon
 * another note or, around the areas, upon an area. When an area is full, beneath its notes.
 */
export function freePoints(
  state: State,
  board: string,
  section: string,
  near: Point,
  sizes: readonly string[] = [''],
): Point[] {
  const taken = new Taken();
  const area = state.of('area', section);
  if (area === undefined) for (const each of areasOf(state, board)) taken.add(each);
  let bottom = area === undefined ? noteGap : areaHead;
  for (const note of clusters(state, board, section).flat()) {
    const box = boxOf(note);
    taken.add(box);
    bottom = Math.max(bottom, box.y + box.height + noteGap);
  }
  const room: Room = area
    ? { left: noteGap, top: areaHead, right: area.width - noteGap, bottom: area.height - noteGap }
    : { left: noteGap, top: noteGap, right: planeSize, bottom: planeSize };
  return sizes.map((size) => {
    const box = sizeBox(size);
    const found = nearest(taken, room, near, box);
    const point = onPlane(found ?? { x: noteGap, y: bottom });
    bottom = Math.max(bottom, point.y + box.height + noteGap);
    taken.add({ ...point, ...box });
    return point;
  });
}

/** Where boxes may lie. */
interface Room {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The free place for a box nearest to a point, ring by ring, to the right and down first. */
function nearest(taken: Taken, room: Room, near: Point, box: Omit<Box, keyof Point>): Point | undefined {
  const { left, top } = room;
  const [right, bottom] = [room.right - box.width, room.bottom - box.height];
  if (right < left || bottom < top) return undefined;
  const from = onPlane({ x: Math.min(Math.max(near.x, left), right), y: Math.min(Math.max(near.y, top), bottom) });
  const [stepX, stepY] = [box.width + noteGap, box.height + noteGap];
  const rings = Math.ceil(Math.max((right - left) / stepX, (bottom - top) / stepY));
  for (let ring = 0; ring <= rings; ring++) {
    for (const row of outwards(ring)) {
      for (const column of Math.abs(row) === ring ? outwards(ring) : [ring, -ring]) {
        const at = { x: from.x + column * stepX, y: from.y + row * stepY };
        const inside = at.x >= left && at.y >= top && at.x <= right && at.y <= bottom;
        if (inside && !taken.meets({ ...at, ...box })) return at;
      }
    }
  }
  return undefined;
}

/** 0, 1, -1, 2, -2 and so on up to a distance. */
function outwards(distance: number): number[] {
  return [0, ...Array.from({ length: 2 * distance }, (_, i) => (i % 2 === 0 ? i / 2 + 1 : -(i + 1) / 2))];
}

/** Boxes that are taken, kept by the cells of a grid that they touch. */
class Taken {
  private readonly cells = new Map<string, Box[]>();

  add(box: Box): void {
    for (const cell of cellsOf(box)) {
      const boxes = this.cells.get(cell);
      if (boxes === undefined) this.cells.set(cell, [box]);
      else boxes.push(box);
    }
  }

  /** Whether a box would lie upon one of them. */
  meets({ x, y, width, height }: Box): boolean {
    return cellsOf({ x, y, width, height }).some((cell) =>
      (this.cells.get(cell) ?? []).some(
        (other) =>
          x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height,
      ),
    );
  }
}

const cellSize = 400;

function cellsOf({ x, y, width, height }: Box): string[] {
  const cells: string[] = [];
  for (let row = Math.floor(y / cellSize); row <= (y + height) / cellSize; row++) {
    for (let column = Math.floor(x / cellSize); column <= (x + width) / cellSize; column++)
      cells.push(`${column} ${row}`);
  }
  return cells;
}
