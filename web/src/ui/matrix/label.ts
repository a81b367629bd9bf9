import { areasOf } from '../../board/areas.ts';
import type { State } from '../../board/state.ts';
import type { SectionLabel } from '../boards.ts';
import type { Words } from '../words/pl.ts';

/** The label of a priority area. */
export function matrixLabel(_: Words, section: string, state: State, board: string): SectionLabel | undefined {
  const area = areasOf(state, board).find(({ id }) => id === section);
  return area && { name: area.title, aside: '', add: '', empty: '' };
}
