import { tableRows } from '../../board/rows.ts';
import type { BoardUi } from '../boards.ts';
import { matrixLabel } from './label.ts';

/** A board of the strategic chain. */
export default {
  commands: tableRows,
  label: matrixLabel,
  entries: () => import('./entries.ts'),
  surface: () => import('./MatrixSurface.svelte'),
  wall: () => import('./MatrixWall.svelte'),
} satisfies BoardUi;
