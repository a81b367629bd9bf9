import type { Component } from 'svelte';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import SwotWall from './SwotWall.svelte';

/** What a wall is given: the board, and the quadrant or the note when just that is to be seen. */
export interface WallProps {
  store: WorkshopStore;
  board: string;
  quadrant?: string | undefined;
  note?: string | undefined;
}

/** How each kind of board is shown on the wall of the hall: a main part, and a foot that tells where in it one is. */
export const walls: Readonly<Record<string, Component<WallProps>>> = {
  swot: SwotWall,
};
