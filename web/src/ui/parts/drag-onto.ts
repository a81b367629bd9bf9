import type { Attachment } from 'svelte/attachments';
import { swallowClick } from './swallow-click.ts';

/** What lies under the pointer: what is dragged would go before it, or into it. */
export interface Target {
  readonly element: HTMLElement;
  readonly id: string;
  readonly before: boolean;
}

/** What a drag asks of those who use it. */
export interface Dragging {
  /** Whether a press begins a drag. */
  begins(event: PointerEvent): boolean;
  /** What may be dropped on, of what lies under the pointer. */
  over(element: Element): Target | null;
  drop(target: Target): void;
}

/** So far a pointer moves before it drags. */
const threshold = 6;

/** Lets a thing be dragged onto others, which are marked meanwhile. Escape gives up. */
export function dragOnto(dragging: Dragging): Attachment<HTMLElement> {
  return (handle) => {
    let from: PointerEvent | null = null;
    let at: Element | null = null;
    let target: Target | null = null;

    const mark = (next: Target | null) => {
      target?.element.removeAttribute('data-drop');
      target = next;
      target?.element.setAttribute('data-drop', target.before ? 'before' : 'in');
    };
    const end = () => {
      mark(null);
      from = null;
      at = null;
      handle.removeAttribute('data-held');
      removeEventListener('keydown', key, { capture: true });
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      end();
    };
    const down = (event: PointerEvent) => {
      if (event.button !== 0 || !dragging.begins(event)) return;
      from = event;
      handle.setPointerCapture(event.pointerId);
    };
    const move = (event: PointerEvent) => {
      if (from === null) return;
      if (!handle.hasAttribute('data-held')) {
        if (Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) < threshold) return;
        handle.setAttribute('data-held', '');
        addEventListener('keydown', key, { capture: true });
      }
      const element = document.elementFromPoint(event.clientX, event.clientY);
      if (element === at) return;
      at = element;
      mark(element === null ? null : dragging.over(element));
    };
    const up = () => {
      const [dropped, held] = [target, handle.hasAttribute('data-held')];
      end();
      if (held) swallowClick(handle);
      if (dropped !== null) dragging.drop(dropped);
    };
    const listeners = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: end } as const;
    for (const [name, listener] of Object.entries(listeners)) handle.addEventListener(name, listener as EventListener);
    return () => {
      end();
      for (const [name, listener] of Object.entries(listeners)) {
        handle.removeEventListener(name, listener as EventListener);
      }
    };
  };
}
