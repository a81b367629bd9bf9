// Fetched as one, after the first paint: how notes are taken in hand, and how they travel.
export { dragging } from './drag.ts';
export { moves, rectsOf, travel } from './travel.ts';
