import type { Component } from 'svelte';
import NoteSurface from './note/NoteSurface.svelte';
import type { WorkshopStore } from './workshop/workshop-store.svelte.ts';

/** Brings a place of a board into view and puts the focus there: a section, a note, or without either the board. */
export type Look = (section?: string, note?: string) => void;

/** What a surface is given; `onlook` receives the way to bring a place of it into view. */
export interface SurfaceProps {
  store: WorkshopStore;
  board: string;
  onlook?: (look: Look) => void;
}

/**
 * How each kind of board is worked on. A new kind is one component that draws its tools and its views, and a row here;
 * the page around it (title, saving, people, invitations) is the same for all.
 */
export const surfaces: Readonly<Record<string, Component<SurfaceProps>>> = {
  swot: NoteSurface,
};
