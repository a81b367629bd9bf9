import { visionRows } from './board/area.ts';
import { addRows } from './board/registry.ts';

// The boards of tests are boards with notes, on a plane too.
addRows(visionRows);
