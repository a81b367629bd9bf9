import type { Component } from 'svelte';
import type { Live } from '../workshop/live.svelte.ts';
import SwotWall from './SwotWall.svelte';

/** How each kind of board is shown on the wall of the hall. */
export const walls: Readonly<Record<string, Component<{ live: Live; board: string }>>> = {
  swot: SwotWall,
};
