import { visionRows } from '../../board/visions.ts';
import type { BoardUi } from '../boards.ts';
import { visionLabel } from './label.ts';

/** A vision board. */
export default {
  commands: visionRows,
  label: visionLabel,
  entries: () => import('./entries.ts'),
  surface: () => import('./VisionSurface.svelte'),
  wall: () => import('./VisionWall.svelte'),
} satisfies BoardUi;
