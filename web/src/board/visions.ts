import { areaRows } from './area.ts';
import { linkRows } from './link.ts';
import { sizeBack, sizeNotes } from './note.ts';
import { noteRows, onNotes } from './notes.ts';
import type { Rows } from './registry.ts';
import { statementRows } from './statement.ts';

/** The rows of the commands of a vision board. */
export const visionRows: Rows = {
  ...noteRows,
  ...areaRows,
  ...statementRows,
  ...linkRows,
  SizeNotes: { decide: sizeNotes, ...onNotes, guards: ['size', 'deleted'], inverse: sizeBack },
};
