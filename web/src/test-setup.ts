import { noteRows } from './board/notes.ts';
import { addRows } from './board/registry.ts';

// The boards of tests are boards with notes.
addRows(noteRows);
