import { planeSize } from '../../board/generated.ts';
import type { Box, Point } from '../../board/plane.ts';

/** How small and how large a plane can be drawn, in pixels for one unit. */
const [smallest, largest] = [0.1, 2];
/** From this size on notes are easy to read, and their buttons large enough to press. */
export const readable = 0.75;
/** What stays free around a box that is shown whole, in pixels. */
const margin = 32;

/**
 * Which part of a plane a person sees: the point in the upper left corner of the view, and how large a unit is drawn.
 * The plane can be moved away only so far that some of it stays in view.
 */
export class Camera {
  #x = $state(0);
  #y = $state(0);
  #zoom = $state(1);
  /** The size of the view, in pixels. */
  width = $state(0);
  height = $state(0);
  /** How much of the view is covered at its lower edge, in pixels: what is to be seen stands above. */
  covered = $state(0);
  /** Whether the view moves just now. */
  moving = $state(false);
  #rest: ReturnType<typeof setTimeout> | undefined;

  get x(): number {
    return this.#x;
  }

  get y(): number {
    return this.#y;
  }

  get zoom(): number {
    return this.#zoom;
  }

  /** What is in view, in units of the plane. */
  get seen(): Box {
    return { x: this.#x, y: this.#y, width: this.width / this.#zoom, height: this.height / this.#zoom };
  }

  /** The point of the plane in the middle of the view. */
  get middle(): Point {
    return this.toPlane({ x: this.width / 2, y: (this.height - this.covered) / 2 });
  }

  /** The point of the plane under a point of the view, which is given in pixels from its upper left corner. */
  toPlane({ x, y }: Point): Point {
    return { x: this.#x + x / this.#zoom, y: this.#y + y / this.#zoom };
  }

  /** Moves the plane under the view, in pixels. */
  panBy(dx: number, dy: number): void {
    this.#put(this.#x - dx / this.#zoom, this.#y - dy / this.#zoom, this.#zoom);
  }

  /** Draws everything larger or smaller; the point of the view stays over the same point of the plane. */
  zoomBy(factor: number, at: Point = { x: this.width / 2, y: this.height / 2 }): void {
    const zoom = Math.min(largest, Math.max(smallest, this.#zoom * factor));
    const { x, y } = this.toPlane(at);
    this.#put(x - at.x / zoom, y - at.y / zoom, zoom);
  }

  /** Shows a box whole and in the middle, never larger than it is at full size. */
  show({ x, y, width, height }: Box): void {
    const open = this.height - this.covered;
    const fits = Math.min((this.width - 2 * margin) / width, (open - 2 * margin) / height, 1);
    const zoom = Math.min(largest, Math.max(smallest, fits));
    this.#put(x - (this.width / zoom - width) / 2, y - (open / zoom - height) / 2, zoom);
  }

  /** Shows the upper left corner of a box; as much of its width as can be read well. */
  begin({ x, y, width }: Box): void {
    const zoom = Math.min(1, Math.max(readable, (this.width - 2 * margin) / width));
    this.#put(x - margin / zoom, y - margin / zoom, zoom);
  }

  /** Moves the plane no further than needed to have a box in view. */
  uncover({ x, y, width, height }: Box): void {
    const gap = margin / this.#zoom;
    const seen = this.seen;
    const along = (from: number, length: number, start: number, size: number) => {
      if (size + 2 * gap > length || start - gap < from) return start - gap;
      return start + size + gap > from + length ? start + size + gap - length : from;
    };
    this.#put(
      along(seen.x, seen.width, x, width),
      along(seen.y, seen.height - this.covered / this.#zoom, y, height),
      this.#zoom,
    );
  }

  /** Goes to where the view was when `kept` was read. Anything else is ignored. */
  restore(kept: string | null): boolean {
    const numbers = (kept ?? '').split(' ').map(Number);
    const [x, y, zoom] = numbers;
    if (numbers.length !== 3 || x === undefined || y === undefined || zoom === undefined) return false;
    if (!numbers.every(Number.isFinite) || zoom < smallest || zoom > largest) return false;
    this.#put(x, y, zoom);
    return true;
  }

  /** Where the view is, to be restored. */
  get kept(): string {
    return `${Math.round(this.#x)} ${Math.round(this.#y)} ${this.#zoom.toFixed(3)}`;
  }

  #put(x: number, y: number, zoom: number): void {
    const within = (at: number, seen: number) => Math.min(Math.max(at, -seen / 2), planeSize - seen / 2);
    this.#x = within(x, this.width / zoom);
    this.#y = within(y, this.height / zoom);
    this.#zoom = zoom;
    // A layer of its own draws faster while the plane moves, and makes every edit dearer when it rests.
    this.moving = true;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.moving = false;
    }, 150);
  }
}
