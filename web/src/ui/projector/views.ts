import type { Component } from 'svelte';
import SwotWall from '../swot/SwotWall.svelte';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';

/** What a projector is given: the board, and the section or the note when just that is to be seen. */
export interface ProjectorViewProps {
  store: WorkshopStore;
  board: string;
  section?: string | undefined;
  note?: string | undefined;
}

/** How each kind of board is shown on the projector: a main part, and a foot that tells where in it one is. */
export const projectorViews: Readonly<Record<string, Component<ProjectorViewProps>>> = {
  swot: SwotWall,
};
