import { innerHeight, innerWidth } from 'svelte/reactivity/window';
import { unit } from './entries.ts';

/** The screen of the hall: its unit of all sizes in pixels, and how many columns stand side by side. */
export const screen = {
  get size(): { width: number; height: number } {
    return { width: innerWidth.current ?? 1920, height: innerHeight.current ?? 1080 };
  },
  get unit(): number {
    return unit(this.size);
  },
  get across(): 1 | 2 {
    return this.size.width < this.size.height ? 1 : 2;
  },
};
