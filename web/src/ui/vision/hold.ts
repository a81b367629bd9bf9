import type { Point } from '../../board/plane.ts';
import { swallowClick } from '../parts/swallow-click.ts';
import type { Camera } from './camera.svelte.ts';

/** Something on the plane that a pointer took hold of. Distances are in units of the plane, from where it was taken. */
export interface Held {
  move(by: Point): void;
  drop(by: Point): void;
  giveUp(): void;
}

/** So far the pointer goes before a press becomes a drag, in pixels. */
const slack = 6;
/** Within so many pixels of the edge of the view the plane moves along. */
const edge = 40;

/**
 * Drags things on a plane with any pointer; `begin` says what is taken hold of where a press became a drag, and null
 * when nothing is. A finger takes a thing only by its handle. Escape gives up. Returns the way to stop.
 */
export function holding(
  view: HTMLElement,
  camera: Camera,
  begin: (pressed: Element, event: PointerEvent) => Held | null,
): () => void {
  let pressed: { element: Element; pointer: number; x: number; y: number; from: Point } | null = null;
  let held: Held | null = null;
  let at = { x: 0, y: 0 };
  let frame = 0;

  const inView = (): Point => {
    const { left, top } = view.getBoundingClientRect();
    return { x: at.x - left, y: at.y - top };
  };
  const by = (from: Point): Point => {
    const now = camera.toPlane(inView());
    return { x: now.x - from.x, y: now.y - from.y };
  };

  const down = (event: PointerEvent) => {
    if (event.button !== 0 || pressed !== null || !(event.target instanceof Element)) return;
    const element = event.target.closest('[data-note], [data-area-handle]');
    if (element === null || event.target.closest('[data-undraggable], textarea') !== null) return;
    if (event.pointerType === 'touch' && event.target.closest('[data-handle]') === null) return;
    at = { x: event.clientX, y: event.clientY };
    pressed = { element, pointer: event.pointerId, ...at, from: camera.toPlane(inView()) };
  };

  const move = (event: PointerEvent) => {
    if (pressed === null || event.pointerId !== pressed.pointer) return;
    at = { x: event.clientX, y: event.clientY };
    if (held === null) {
      if (Math.hypot(at.x - pressed.x, at.y - pressed.y) < slack) return;
      held = begin(pressed.element, event);
      if (held === null) return end();
      view.setPointerCapture(pressed.pointer);
      view.dataset.dragging = '';
      frame = requestAnimationFrame(follow);
    }
    event.preventDefault();
  };

  // Once a frame, however often the pointer tells where it is.
  function follow(): void {
    if (pressed === null || held === null) return;
    const { x, y } = inView();
    const pull = (where: number, length: number) => Math.max(0, edge - where) + Math.min(0, length - edge - where);
    const [dx, dy] = [pull(x, camera.width), pull(y, camera.height)];
    if (dx !== 0 || dy !== 0) camera.panBy(dx / 3, dy / 3);
    held.move(by(pressed.from));
    frame = requestAnimationFrame(follow);
  }

  const up = (event: PointerEvent) => {
    if (pressed === null || event.pointerId !== pressed.pointer) return;
    at = { x: event.clientX, y: event.clientY };
    const [dropped, distance] = [held, by(pressed.from)];
    held = null;
    end();
    if (dropped === null) return;
    swallowClick(view);
    dropped.drop(distance);
  };

  const key = (event: KeyboardEvent) => {
    if (held === null || event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    end();
  };

  function end(): void {
    cancelAnimationFrame(frame);
    held?.giveUp();
    held = null;
    pressed = null;
    delete view.dataset.dragging;
  }

  view.addEventListener('pointerdown', down);
  view.addEventListener('pointermove', move);
  view.addEventListener('pointerup', up);
  view.addEventListener('pointercancel', end);
  addEventListener('keydown', key, { capture: true });
  return () => {
    end();
    view.removeEventListener('pointerdown', down);
    view.removeEventListener('pointermove', move);
    view.removeEventListener('pointerup', up);
    view.removeEventListener('pointercancel', end);
    removeEventListener('keydown', key, { capture: true });
  };
}
