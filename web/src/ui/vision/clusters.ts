import type { Column } from '../../board/columns.ts';
import type { Commands, Note } from '../../board/generated.ts';
import { type Box, boxOf, cornerOf, onPlane, type Point, sectionAt } from '../../board/plane.ts';
import type { State } from '../../board/state.ts';

/** What stays free between the notes of a cluster and its outline; above them, room for its name. */
const [aside, above] = [12, 44];

/** The outline of a cluster within its section: around its notes, with room for its name above them. */
export function outlineOf(notes: readonly Note[]): Box {
  const boxes = notes.map(boxOf);
  const left = Math.min(...boxes.map(({ x }) => x)) - aside;
  const top = Math.min(...boxes.map(({ y }) => y)) - above;
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + aside;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + aside;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Whether a point lies in a box. */
export function within({ x, y, width, height }: Box, at: Point): boolean {
  return at.x >= x && at.y >= y && at.x < x + width && at.y < y + height;
}

/** Whether two boxes have any part in common. */
export function meet(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** The box of a note on the whole plane. */
export function boxOnPlane(state: State, note: Note): Box {
  const corner = cornerOf(state, note.section);
  const box = boxOf(note);
  return { ...box, x: corner.x + box.x, y: corner.y + box.y };
}

/**
 * The moves of notes that were dragged together over the plane: each goes to the section in which its middle lies. It
 * joins the cluster in whose outline it was let go and leaves its own otherwise; clusters that are dragged whole stay.
 */
export function dropMoves(
  state: State,
  columns: readonly Column[],
  ids: readonly string[],
  by: Point,
): Commands['MoveNotes']['moves'] {
  const carried = new Set(ids);
  const whole = wholeClusters(columns, carried);
  return columns.flatMap(({ loose, groups }) =>
    [...loose, ...groups.flatMap(({ notes }) => notes)]
      .filter(({ id }) => carried.has(id))
      .map((note) => {
        const { x, y, width, height } = boxOnPlane(state, note);
        const middle = { x: x + by.x + width / 2, y: y + by.y + height / 2 };
        const at = sectionAt(state, note.board, middle);
        const point = onPlane({ x: at.x - width / 2, y: at.y - height / 2 });
        const group = whole.has(note.group) ? note.group : clusterAt(columns, at.section, at, carried);
        return { note: note.id, section: at.section, group: group || undefined, ...point };
      }),
  );
}

function wholeClusters(columns: readonly Column[], carried: ReadonlySet<string>): Set<string> {
  const whole = new Set<string>();
  const broken = new Set<string>();
  for (const { groups } of columns) {
    for (const { group, notes } of groups) {
      (notes.every(({ id }) => carried.has(id)) ? whole : broken).add(group.id);
    }
  }
  return new Set([...whole].filter((group) => !broken.has(group)));
}

/** The cluster in whose outline a point of a section lies, not counting the notes that are being dragged; '' for none. */
function clusterAt(columns: readonly Column[], section: string, at: Point, carried: ReadonlySet<string>): string {
  for (const { group, notes } of columns.find((column) => column.section === section)?.groups ?? []) {
    const staying = notes.filter(({ id }) => !carried.has(id));
    if (staying.length > 0 && within(outlineOf(staying), at)) return group.id;
  }
  return '';
}
