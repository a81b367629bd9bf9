import { likeness } from './travel.ts';

/** Where dragged notes would land. */
export type Target =
  | { to: 'note'; note: string; side: 'before' | 'after' | 'onto' }
  | { to: 'group'; group: string; section: string }
  | { to: 'section'; section: string };

/** What a drag asks of the board. */
export interface Hooks {
  /** The notes that move along with this one; none when it is not to be moved. */
  carried(note: string): string[];
  /** A finger has rested on a note: what can be done with it is to open there. */
  menu(note: string, at: DOMRect): void;
  drop(notes: string[], target: Target, at: DOMRect): void;
}

/** So far the pointer goes before a press becomes a drag, in pixels. */
const SLACK = 6;
/** So long a finger rests on a note before its menu opens, in milliseconds. */
const REST = 500;
/** Within so many pixels of an edge the list scrolls along. */
const EDGE = 48;

/**
 * Drags notes with any pointer. A mouse or pen takes a note anywhere; a finger only by its handle, so that a swipe still
 * scrolls, and elsewhere it opens the menu by resting, which not every browser does by itself. Escape gives up. The listeners sit on the board; nothing is drawn by the framework while something is held.
 */
export function dragging(root: HTMLElement, hooks: Hooks): () => void {
  let pressed: { note: HTMLElement; id: string; x: number; y: number; pointer: number } | null = null;
  let held: Held | null = null;
  let resting: ReturnType<typeof setTimeout> | undefined;

  const down = (event: PointerEvent) => {
    if (event.button !== 0 || pressed !== null || !(event.target instanceof Element)) return;
    const note = event.target.closest<HTMLElement>('[data-note]');
    if (note === null || event.target.closest('[data-undraggable]') !== null) return;
    if (event.pointerType === 'touch' && event.target.closest('[data-handle]') === null) {
      if (event.target.closest('[data-face]') === null) return;
      resting = setTimeout(rest, REST);
    }
    pressed = {
      note,
      id: note.dataset.note as string,
      x: event.clientX,
      y: event.clientY,
      pointer: event.pointerId,
    };
  };

  const move = (event: PointerEvent) => {
    if (pressed === null || event.pointerId !== pressed.pointer) return;
    if (held === null) {
      if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < SLACK) return;
      if (resting !== undefined) return end();
      const carried = hooks.carried(pressed.id);
      if (carried.length === 0) return end();
      root.setPointerCapture(pressed.pointer);
      held = new Held(root, pressed.note, carried, pressed.x, pressed.y);
    }
    event.preventDefault();
    held.move(event.clientX, event.clientY);
  };

  const up = (event: PointerEvent) => {
    if (pressed === null || event.pointerId !== pressed.pointer) return;
    held?.settle();
    const target = held?.target ?? null;
    const ids = held?.ids ?? [];
    const at = new DOMRect(event.clientX, event.clientY, 0, 0);
    const dragged = held !== null;
    end();
    if (dragged) swallowClick();
    if (target !== null) hooks.drop(ids, target, at);
  };

  const cancel = () => end();
  const key = (event: KeyboardEvent) => {
    if (held === null || event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    end();
  };

  function rest() {
    if (pressed === null) return;
    const { id, x, y } = pressed;
    end();
    hooks.menu(id, new DOMRect(x, y, 0, 0));
    // Some browsers take the end of a long press for a click, a moment later.
    addEventListener('pointerup', () => swallowClick(REST), { capture: true, once: true });
  }

  function end() {
    clearTimeout(resting);
    resting = undefined;
    held?.release();
    held = null;
    pressed = null;
  }

  // The press that ends a drag would also be a click on whatever lies below.
  function swallowClick(millis = 0) {
    const swallow = (event: Event) => {
      event.preventDefault();
      event.stopPropagation();
    };
    for (const type of ['click', 'contextmenu']) {
      root.addEventListener(type, swallow, { capture: true, once: true });
      setTimeout(() => root.removeEventListener(type, swallow, { capture: true }), millis);
    }
  }

  root.addEventListener('pointerdown', down);
  root.addEventListener('pointermove', move);
  root.addEventListener('pointerup', up);
  root.addEventListener('pointercancel', cancel);
  root.addEventListener('contextmenu', cancel);
  addEventListener('keydown', key, { capture: true });
  return () => {
    end();
    root.removeEventListener('pointerdown', down);
    root.removeEventListener('pointermove', move);
    root.removeEventListener('pointerup', up);
    root.removeEventListener('pointercancel', cancel);
    root.removeEventListener('contextmenu', cancel);
    removeEventListener('keydown', key, { capture: true });
  };
}

/** What is in the hand: a likeness that follows the pointer, and a mark where it would land. */
class Held {
  target: Target | null = null;
  #marked: HTMLElement | null = null;
  readonly #copy: HTMLElement;
  readonly #from: { x: number; y: number };
  #at = { x: 0, y: 0 };
  #stale = false;
  #list: HTMLElement | null = null;
  #frame = 0;

  constructor(
    private readonly root: HTMLElement,
    note: HTMLElement,
    readonly ids: string[],
    x: number,
    y: number,
  ) {
    this.#from = { x, y };
    this.#at = { x, y };
    this.#copy = likeness(note, note.getBoundingClientRect());
    this.#copy.dataset.held = 'copy';
    if (ids.length > 1) this.#copy.dataset.many = String(ids.length);
    document.body.append(this.#copy);
    this.#each((held) => held.setAttribute('data-held', 'origin'));
    root.dataset.dragging = '';
    this.#frame = requestAnimationFrame(() => this.#tick());
  }

  move(x: number, y: number): void {
    this.#at = { x, y };
    this.#stale = true;
  }

  /** Looks once more where the pointer is; a quick hand lets go between two frames. */
  settle(): void {
    if (this.#stale) this.#follow();
  }

  release(): void {
    cancelAnimationFrame(this.#frame);
    this.#copy.remove();
    this.#mark(null, '');
    this.#each((held) => held.removeAttribute('data-held'));
    delete this.root.dataset.dragging;
  }

  #each(act: (note: HTMLElement) => void): void {
    for (const id of this.ids) {
      for (const note of this.root.querySelectorAll<HTMLElement>(`[data-note="${CSS.escape(id)}"]`)) act(note);
    }
  }

  #aim(): void {
    const below = document.elementFromPoint(this.#at.x, this.#at.y);
    this.#list = below?.closest<HTMLElement>('[data-scroller]') ?? null;
    const note = below?.closest<HTMLElement>('[data-note]') ?? null;
    const group = below?.closest<HTMLElement>('[data-group]') ?? null;
    const section = below?.closest<HTMLElement>('[data-section]') ?? null;
    const name = section?.dataset.section;
    if (note !== null && this.ids.includes(note.dataset.note as string)) {
      this.target = null;
      this.#mark(null, '');
    } else if (note !== null) {
      const side = sideOf(note.getBoundingClientRect(), this.#at.y);
      this.target = { to: 'note', note: note.dataset.note as string, side };
      this.#mark(note, side);
    } else if (group !== null && name !== undefined) {
      this.target = { to: 'group', group: group.dataset.group as string, section: name };
      this.#mark(group, 'into');
    } else if (name !== undefined) {
      this.target = { to: 'section', section: name };
      this.#mark(section, 'into');
    } else {
      this.target = null;
      this.#mark(null, '');
    }
  }

  #mark(element: HTMLElement | null, how: string): void {
    if (this.#marked !== element) this.#marked?.removeAttribute('data-drop');
    element?.setAttribute('data-drop', how);
    this.#marked = element;
  }

  // Once a frame: asking the browser what lies below is dear on a full board.
  #tick(): void {
    if (this.#stale) this.#follow();
    this.#scroll();
    this.#frame = requestAnimationFrame(() => this.#tick());
  }

  #follow(): void {
    this.#stale = false;
    this.#copy.style.transform = `translate(${this.#at.x - this.#from.x}px, ${this.#at.y - this.#from.y}px)`;
    this.#aim();
  }

  // Near the upper or lower edge of a list the list moves along.
  #scroll(): void {
    if (this.#list === null) return;
    const { top, bottom } = this.#list.getBoundingClientRect();
    const over = Math.min(0, this.#at.y - top - EDGE) + Math.max(0, this.#at.y - bottom + EDGE);
    if (over === 0) return;
    const was = this.#list.scrollTop;
    this.#list.scrollBy(0, Math.sign(over) * Math.min(14, Math.abs(over) / 3));
    if (this.#list.scrollTop !== was) this.#stale = true;
  }
}

/** Which side of a note the pointer means: its outer quarters are before and after it, the middle is the note itself. */
export function sideOf(note: { top: number; height: number }, y: number): 'before' | 'after' | 'onto' {
  const part = (y - note.top) / note.height;
  if (part < 0.28) return 'before';
  return part > 0.72 ? 'after' : 'onto';
}
