import type { Component } from 'svelte';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import SwotProjector from './SwotProjector.svelte';

/** What a projector is given: the board, and the section or the note when just that is to be seen. */
export interface ProjectorViewProps {
  store: WorkshopStore;
  board: string;
  section?: string | undefined;
  note?: string | undefined;
}

/** How each kind of board is shown on the projector: a main part, and a foot that tells where in it one is. */
export const projectorViews: Readonly<Record<string, Component<ProjectorViewProps>>> = {
  swot: SwotProjector,
};
