import type { Box } from '../../board/plane.ts';
import { meet } from './clusters.ts';

/** So many notes come, or go, within one frame: more of them would hold it up. */
const SOME = 8;

/** A note and the box that it takes on the plane. */
export interface Placed {
  readonly id: string;
  readonly box: Box;
}

/**
 * Which notes of a full plane are drawn: those near the view. What comes near is drawn from the middle of the view
 * outwards, some in each frame, and what is far goes when nothing waits.
 */
export class Nearby {
  #drawn: ReadonlySet<string> = $state.raw(new Set());
  #near: Box | undefined;
  /** The notes to draw, the most urgent last. */
  #coming: string[] = [];
  #going: string[] = [];
  #frame = 0;

  /** The notes that are drawn. */
  get drawn(): ReadonlySet<string> {
    return this.#drawn;
  }

  /** The view has moved: what meets this box is near now. All of it is drawn at once the first time. */
  look(near: Box, notes: readonly Placed[]): void {
    const first = this.#near === undefined;
    this.#near = near;
    const there = notes.filter(({ box }) => meet(near, box));
    const ids = new Set(there.map(({ id }) => id));
    this.#going = [...this.#drawn].filter((id) => !ids.has(id));
    this.#coming = there
      .filter(({ id }) => !this.#drawn.has(id))
      .sort((a, b) => distance(b.box, near) - distance(a.box, near))
      .map(({ id }) => id);
    this.#draw(first ? this.#coming.length : SOME);
  }

  /** A note is new or has moved: it is drawn with the next when it is near. */
  moved({ id, box }: Placed): void {
    if (this.#near === undefined || this.#drawn.has(id) || !meet(this.#near, box)) return;
    this.#coming.push(id);
    this.#goOn();
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
  }

  #draw(count: number): void {
    const going = this.#coming.length === 0 ? this.#going.splice(-count) : [];
    const coming = count === 0 ? [] : this.#coming.splice(-count);
    if (coming.length + going.length === 0) return;
    const drawn = new Set([...this.#drawn, ...coming]);
    for (const id of going) drawn.delete(id);
    this.#drawn = drawn;
    this.#goOn();
  }

  #goOn(): void {
    if (this.#frame !== 0 || this.#coming.length + this.#going.length === 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw(SOME);
    });
  }
}

/** How far the middles of two boxes are apart. */
function distance(a: Box, b: Box): number {
  return Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2);
}
