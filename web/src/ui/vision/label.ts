import { areasOf } from '../../board/areas.ts';
import type { State } from '../../board/state.ts';
import type { SectionLabel } from '../boards.ts';
import type { Sign } from '../parts/sign.ts';
import type { Words } from '../words/pl.ts';
import { words } from './words.ts';

/** A sticky note with a folded corner. */
const sign: Sign = { tint: 'plane', shape: 'M3 3h18v12l-6 6H3zM14 20v-6h6' };

/** The label of an area of a board, or of the plane around its areas. */
export function visionLabel(_: Words, section: string, state: State, board: string): SectionLabel | undefined {
  const w = words();
  if (section === '') return { name: w.around, aside: '', add: w.add, empty: w.emptyAround, sign };
  const area = areasOf(state, board).find(({ id }) => id === section);
  return area && { name: area.title, aside: '', add: w.add, empty: w.empty, sign };
}
