import type { Component } from 'svelte';
import SwotSurface from './swot/SwotSurface.svelte';
import type { Live } from './workshop/live.svelte.ts';

/**
 * How each kind of board is worked on. A new kind is one component that draws its tools and its views, and a row here;
 * the page around it (title, saving, people, invitations) is the same for all.
 */
export const surfaces: Readonly<Record<string, Component<{ live: Live; board: string }>>> = {
  swot: SwotSurface,
};
