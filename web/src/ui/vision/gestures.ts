import type { Point } from '../../board/plane.ts';
import type { Camera } from './camera.svelte.ts';

/** What the gestures on a plane ask of it. Points are in pixels from the upper left corner of the view. */
export interface Hooks {
  /** Whether a press on the plane begins a frame instead of moving the plane. */
  frames(event: PointerEvent): boolean;
  /** A frame is drawn from one corner to the other; `done` when it is let go, which may be without any size. */
  frame(from: Point, to: Point, done: boolean): void;
  /** The frame was given up. */
  unframe(): void;
  /** The plane itself was pressed and let go in one place. */
  press(at: Point): void;
}

/** So far the pointer goes before a press becomes a movement, in pixels. */
const slack = 5;
/** What a press on it means itself, so that it never moves the plane. */
const own = 'button, a, textarea, input, select, [data-note], [data-area-handle], [data-over-plane]';

/**
 * Moves the view over a plane: the wheel and a finger or mouse that pulls the plane pan it, the wheel with Ctrl and two
 * fingers zoom it, with Shift a mouse draws a frame. Returns the way to stop.
 */
export function gestures(view: HTMLElement, camera: Camera, hooks: Hooks): () => void {
  const fingers = new Map<number, Point>();
  let pulled: { pointer: number; from: Point; last: Point; moved: boolean; frame: boolean } | null = null;

  const at = (event: MouseEvent): Point => {
    const { left, top } = view.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  const wheel = (event: WheelEvent) => {
    if (event.target instanceof Element && event.target.closest('[data-over-plane]') !== null) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
    if (event.ctrlKey || event.metaKey) camera.zoomBy(Math.exp(-event.deltaY * lines * 0.002), at(event));
    else if (event.shiftKey && event.deltaX === 0) camera.panBy(-event.deltaY * lines, 0);
    else camera.panBy(-event.deltaX * lines, -event.deltaY * lines);
  };

  const down = (event: PointerEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    const middle = event.button === 1;
    if (event.button !== 0 && !middle) return;
    const touch = event.pointerType === 'touch';
    // A finger pulls the plane wherever it is put down, but for the handles by which things are dragged.
    const claimed = touch ? target?.closest('[data-handle], textarea, [data-over-plane]') : target?.closest(own);
    if (claimed != null && !middle) return;
    if (middle) event.preventDefault();
    const point = at(event);
    if (touch) fingers.set(event.pointerId, point);
    if (fingers.size > 1) pulled = null;
    else
      pulled = {
        pointer: event.pointerId,
        from: point,
        last: point,
        moved: false,
        frame: !middle && hooks.frames(event),
      };
  };

  const move = (event: PointerEvent) => {
    const point = at(event);
    if (fingers.has(event.pointerId) && fingers.size === 2) {
      pinch(event.pointerId, point);
      return;
    }
    if (pulled === null || pulled.pointer !== event.pointerId) return;
    if (!pulled.moved) {
      if (Math.hypot(point.x - pulled.from.x, point.y - pulled.from.y) < slack) return;
      pulled.moved = true;
      view.setPointerCapture(event.pointerId);
    }
    if (pulled.frame) hooks.frame(pulled.from, point, false);
    else camera.panBy(point.x - pulled.last.x, point.y - pulled.last.y);
    pulled.last = point;
  };

  function pinch(moved: number, to: Point): void {
    const other = [...fingers].find(([id]) => id !== moved)?.[1];
    const from = fingers.get(moved);
    if (other === undefined || from === undefined) return;
    const apart = (a: Point) => Math.max(1, Math.hypot(a.x - other.x, a.y - other.y));
    camera.panBy((to.x - from.x) / 2, (to.y - from.y) / 2);
    camera.zoomBy(apart(to) / apart(from), { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 });
    fingers.set(moved, to);
  }

  const up = (event: PointerEvent) => {
    fingers.delete(event.pointerId);
    if (pulled === null || pulled.pointer !== event.pointerId) return;
    const { from, moved, frame } = pulled;
    pulled = null;
    const bare = event.target instanceof Element && event.target.closest(own) === null;
    if (frame) hooks.frame(from, at(event), true);
    else if (!moved && bare) hooks.press(from);
  };

  const cancel = (event: PointerEvent) => {
    fingers.delete(event.pointerId);
    if (pulled?.pointer === event.pointerId) giveUp();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && pulled?.moved && pulled.frame) {
      event.preventDefault();
      giveUp();
    }
  };

  function giveUp(): void {
    if (pulled?.frame) hooks.unframe();
    pulled = null;
  }

  view.addEventListener('wheel', wheel, { passive: false });
  view.addEventListener('pointerdown', down);
  view.addEventListener('pointermove', move);
  view.addEventListener('pointerup', up);
  view.addEventListener('pointercancel', cancel);
  addEventListener('keydown', key, { capture: true });
  return () => {
    view.removeEventListener('wheel', wheel);
    view.removeEventListener('pointerdown', down);
    view.removeEventListener('pointermove', move);
    view.removeEventListener('pointerup', up);
    view.removeEventListener('pointercancel', cancel);
    removeEventListener('keydown', key, { capture: true });
  };
}
