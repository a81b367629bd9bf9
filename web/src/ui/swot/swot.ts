import { noteRows } from '../../board/notes.ts';
import { sections } from '../../board/swot.ts';
import type { BoardUi } from '../boards.ts';
import { swotLabel } from './label.ts';

/** A SWOT board. */
export default {
  commands: noteRows,
  label: swotLabel,
  example: (words) => sections.flatMap((section) => swotLabel(words, section) ?? []),
  headings: () => import('./headings.ts'),
  entries: () => import('../note/entries.ts'),
  surface: () => import('./SwotSurface.svelte'),
  wall: () => import('../note/NoteWall.svelte'),
} satisfies BoardUi;
