import type { Point } from '../../board/plane.ts';
import type { Board } from '../note/board.svelte.ts';
import { moved, place, resized } from './areas.ts';
import { dropMoves } from './clusters.ts';
import type { Held } from './hold.ts';

/** Takes hold of a note, and of all that are selected when it is one of them. Null when they are not to be moved. */
export function holdNotes(board: Board, view: HTMLElement, pressed: HTMLElement): Held | null {
  const id = pressed.dataset.note ?? '';
  if (!board.permits('MoveNotes', id)) return null;
  const ids = board.meant(id);
  const carried = new Set(ids);
  const elements = [...view.querySelectorAll<HTMLElement>('[data-note]')].filter((element) =>
    carried.has(element.dataset.note ?? ''),
  );
  for (const element of elements) {
    element.dataset.held = 'note';
    element.closest<HTMLElement>('[data-section]')?.setAttribute('data-holds', '');
  }
  board.store.here({ board: board.id, item: id, dragging: true });
  return {
    move: (by) => shift(elements, by),
    drop: (by) => {
      board.place(dropMoves(board.store.state, board.columns, ids, by));
      release(board, elements);
    },
    giveUp: () => release(board, elements),
  };
}

function release(board: Board, elements: readonly HTMLElement[]): void {
  board.store.here({ item: undefined, dragging: undefined });
  for (const element of elements) {
    element.style.transform = '';
    delete element.dataset.held;
    element.closest('[data-section]')?.removeAttribute('data-holds');
  }
}

/** Takes hold of an area by its heading, or of its corner to change its size. */
export function holdArea(board: Board, handle: HTMLElement): Held | null {
  const element = handle.closest<HTMLElement>('[data-section]');
  const area = board.store.state.of('area', element?.dataset.section ?? '');
  if (element === null || area === undefined) return null;
  const resizes = handle.dataset.areaHandle === 'resize';
  element.dataset.held = 'area';
  const end = () => {
    element.style.transform = '';
    delete element.dataset.held;
  };
  return {
    move: (by) => {
      if (!resizes) return shift([element], by);
      const { width, height } = resized(area, by);
      element.style.inlineSize = `${width}px`;
      element.style.blockSize = `${height}px`;
    },
    drop: (by) => {
      end();
      place(board, resizes ? resized(area, by) : moved(area, by));
    },
    giveUp: () => {
      end();
      element.style.inlineSize = `${area.width}px`;
      element.style.blockSize = `${area.height}px`;
    },
  };
}

function shift(elements: readonly HTMLElement[], { x, y }: Point): void {
  for (const element of elements) element.style.transform = `translate(${x}px, ${y}px)`;
}
