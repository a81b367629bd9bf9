import { addRows } from './board/registry.ts';
import { tableRows } from './board/rows.ts';
import { visionRows } from './board/visions.ts';

// The boards of tests are boards with notes, on a plane too, and tables.
addRows(visionRows);
addRows(tableRows);
