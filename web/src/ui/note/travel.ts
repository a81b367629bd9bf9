import type { News } from './news.ts';

const DURATION = 180;
const EASE = 'cubic-bezier(0.2, 0.7, 0.2, 1)';
/** Above so many notes that move at once, motion explains nothing and costs much. */
const MOST = 80;

/** Where each note was on the screen before a redraw. */
export type Rects = Map<string, DOMRect>;

/** Whether the person wants to see motion, and there is any that explains something: a paste of hundreds is just there. */
export function moves({ fresh, moved }: News): boolean {
  return fresh.size + moved.size <= MOST && !matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Takes down where the notes in view are, and those that move from out of view if they are few. */
export function rectsOf(root: HTMLElement, moved: ReadonlySet<string>): Rects {
  const found: Rects = new Map();
  for (const note of inView(root)) found.set(note.dataset.note as string, note.getBoundingClientRect());
  if (moved.size > MOST) return found;
  for (const id of moved) {
    const note = found.has(id) ? null : root.querySelector<HTMLElement>(`[data-note="${CSS.escape(id)}"]`);
    if (note !== null) found.set(id, note.getBoundingClientRect());
  }
  return found;
}

/** The notes that show, of all that lie in what scrolls. To measure all would cost more than to draw them. */
function inView(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-list]')].flatMap((list) => {
    const { top, bottom } = (list.closest('[data-scroller]') ?? root).getBoundingClientRect();
    const [above, below] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
    const notes = list.children;
    const shown: HTMLElement[] = [];
    for (let i = firstBelow(notes, above); i < notes.length; i++) {
      const note = notes[i] as HTMLElement;
      if (note.getBoundingClientRect().top > below) break;
      shown.push(note);
    }
    return shown;
  });
}

/** The index of the first note that reaches below the line; they lie from top to bottom. */
function firstBelow(notes: HTMLCollection, line: number): number {
  let low = 0;
  let high = notes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((notes[middle] as HTMLElement).getBoundingClientRect().bottom < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * After a redraw: a note that moved travels from where it was, one that is new fades in once, and what is revealed
 * turns together. Within a list the note itself moves; between lists, which cut what leaves them, a copy crosses over
 * them.
 */
export function travel(root: HTMLElement, before: Rects, { fresh, turned }: News): void {
  const moved: [HTMLElement, DOMRect, DOMRect][] = [];
  for (const note of inView(root)) {
    const id = note.dataset.note as string;
    if (turned.has(id)) {
      turn(note);
      continue;
    }
    const was = before.get(id);
    if (was === undefined) {
      if (fresh.has(id)) note.animate({ opacity: [0, 1] }, { duration: DURATION, easing: 'ease-out' });
      continue;
    }
    const is = note.getBoundingClientRect();
    if (Math.abs(was.left - is.left) > 1 || Math.abs(was.top - is.top) > 1) moved.push([note, was, is]);
  }
  if (moved.length > MOST) return;
  for (const [note, was, is] of moved) {
    const frame = note.closest('[data-list], [data-section]')?.getBoundingClientRect();
    if (frame !== undefined && !overlaps(was, frame)) cross(note, was, is);
    else slide(note, was, is);
  }
}

// A card that lies face down is turned over its upright middle.
function turn(note: HTMLElement): void {
  note.animate(
    { transform: ['perspective(60rem) rotateY(90deg)', 'perspective(60rem) rotateY(0)'], opacity: [0.4, 1] },
    { duration: DURATION, easing: EASE },
  );
}

function slide(note: HTMLElement, was: DOMRect, is: DOMRect): void {
  note.animate(
    { transform: [`translate(${was.left - is.left}px, ${was.top - is.top}px)`, 'none'] },
    { duration: DURATION, easing: EASE },
  );
}

function cross(note: HTMLElement, was: DOMRect, is: DOMRect): void {
  const copy = likeness(note, is);
  document.body.append(copy);
  const unseen = note.animate({ opacity: [0, 0] }, { duration: DURATION });
  const away = copy.animate(
    { transform: [`translate(${was.left - is.left}px, ${was.top - is.top}px)`, 'none'] },
    { duration: DURATION, easing: EASE },
  );
  const end = () => {
    copy.remove();
    unseen.cancel();
  };
  away.addEventListener('finish', end);
  away.addEventListener('cancel', end);
}

/** A copy of a note that lies over the page and takes part in nothing. */
export function likeness(note: HTMLElement, at: DOMRect): HTMLElement {
  const copy = note.cloneNode(true) as HTMLElement;
  for (const part of [copy, ...copy.querySelectorAll<HTMLElement>('*')]) {
    for (const name of ['id', 'data-note', 'data-face', 'data-held', 'data-drop']) part.removeAttribute(name);
  }
  copy.inert = true;
  copy.setAttribute('aria-hidden', 'true');
  copy.dataset.likeness = '';
  Object.assign(copy.style, {
    position: 'fixed',
    left: `${at.left}px`,
    top: `${at.top}px`,
    width: `${at.width}px`,
    height: `${at.height}px`,
    margin: '0',
    zIndex: '10',
    pointerEvents: 'none',
  });
  return copy;
}

function overlaps(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
