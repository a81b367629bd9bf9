/**
 * The keeper of the focus: whatever takes the focused element away, the keeper says where the focus goes next, so that
 * no key press falls on the page itself. In this order: the element, where it only stands elsewhere now; what bears its
 * id; the nearest that is left beside it, outwards step by step; for a dialog or menu, the place it was opened from; the
 * heading of the page.
 */

/** The way from a focused element to the page, or to the dialog or menu that it stands in. */
interface Trail {
  element: HTMLElement;
  /** What finds the same thing again when it was drawn anew. */
  same: string | undefined;
  steps: { child: Element; parent: Element; children: readonly Element[] }[];
  layer: Element | null;
  /** The place from which the dialog or menu was opened. */
  from: Trail | undefined;
}

const layers = 'dialog, [popover]';
const takers = 'a[href], button, input, select, textarea, summary, [data-face], [tabindex]:not([tabindex="-1"])';
const fields = 'textarea, input:not([type="checkbox"], [type="radio"]), [contenteditable]';

let kept = false;

/** Starts to keep the focus of the page, for as long as it lives. Whoever came from another page without it goes on. */
export function keepFocus(): void {
  if (kept) return;
  kept = true;
  let trail: Trail | undefined = trailOf(document.activeElement, undefined);
  let caret: Parameters<HTMLTextAreaElement['setSelectionRange']> | undefined;
  let pressed = false;
  let waiting: MutationObserver | undefined;

  const rest = () => {
    waiting?.disconnect();
    waiting = undefined;
  };

  // A press beside everything that takes the focus gives it up on purpose.
  addEventListener(
    'mousedown',
    () => {
      pressed = true;
      setTimeout(() => (pressed = false));
    },
    { capture: true },
  );
  document.addEventListener('focusin', ({ target }) => {
    rest();
    trail = trailOf(target, trail);
  });
  document.addEventListener('focusout', ({ target, relatedTarget }) => {
    if (relatedTarget !== null) return;
    caret = target instanceof HTMLTextAreaElement ? caretOf(target) : undefined;
    if (!pressed) setTimeout(mend);
  });

  if (hasMoved()) mend();

  function mend(): void {
    if (!isLost()) return;
    const next = (trail === undefined ? undefined : nextOf(trail)) ?? heading();
    if (next !== undefined) {
      const still = next === trail?.element;
      next.focus({ preventScroll: still });
      if (still && caret !== undefined) (next as HTMLTextAreaElement).setSelectionRange(...caret);
    } else if (waiting === undefined) {
      // The next page is on its way.
      waiting = new MutationObserver(mend);
      waiting.observe(document.body, { childList: true, subtree: true });
    }
  }
}

function caretOf(area: HTMLTextAreaElement): Parameters<HTMLTextAreaElement['setSelectionRange']> {
  return [area.selectionStart, area.selectionEnd, area.selectionDirection];
}

/** Whether the person has come to another page than the browser loaded, and not only an address was exchanged. */
function hasMoved(): boolean {
  if (!navigator.userActivation.hasBeenActive) return false;
  const [loaded] = performance.getEntriesByType('navigation');
  return loaded !== undefined && new URL(loaded.name).pathname !== location.pathname;
}

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function trailOf(target: EventTarget | null, last: Trail | undefined): Trail | undefined {
  if (!(target instanceof HTMLElement) || target === document.body) return undefined;
  const layer = target.closest(layers);
  const steps: Trail['steps'] = [];
  for (let child: Element = target; child !== layer && child.parentElement !== null; child = child.parentElement)
    steps.push({ child, parent: child.parentElement, children: [...child.parentElement.children] });
  return {
    element: target,
    same: sameAs(target),
    steps,
    layer,
    from: layer === null ? undefined : opener(layer, last),
  };
}

/** The place that a dialog or menu goes back to: where it was entered from, or what that goes back to. */
function opener(layer: Element, last: Trail | undefined): Trail | undefined {
  for (let trail = last; trail !== undefined; trail = trail.from) if (trail.layer === layer) return trail.from;
  return last;
}

function sameAs(element: HTMLElement): string | undefined {
  const note = element.matches('[data-face]') ? element.closest<HTMLElement>('[data-note]')?.dataset.note : undefined;
  if (note !== undefined) return `[data-note="${CSS.escape(note)}"] [data-face]`;
  return element.id === '' ? undefined : `#${CSS.escape(element.id)}`;
}

function nextOf({ element, same, steps, from }: Trail): HTMLElement | undefined {
  if (takes(element)) return element;
  const again = same === undefined ? null : document.querySelector<HTMLElement>(same);
  if (again !== null && takes(again)) return again;
  const words = element.matches(fields) || !matchMedia('(pointer: coarse)').matches;
  for (const { child, parent, children } of steps) {
    if (!parent.isConnected || parent.id === 'app' || parent === document.body) continue;
    const next = beside(child, parent, children, words);
    if (next !== undefined) return next;
  }
  return from === undefined ? undefined : nextOf(from);
}

/** The nearest that takes the focus where a child stood, first behind and then before it. */
function beside(
  child: Element,
  parent: Element,
  children: readonly Element[],
  words: boolean,
): HTMLElement | undefined {
  const before = children.slice(0, children.indexOf(child)).findLast((each) => each.parentNode === parent) ?? null;
  for (
    let at = before === null ? parent.firstElementChild : before.nextElementSibling;
    at;
    at = at.nextElementSibling
  ) {
    const next = taker(at, words, 0);
    if (next !== undefined) return next;
  }
  for (let at = before; at; at = at.previousElementSibling) {
    const next = taker(at, words, -1);
    if (next !== undefined) return next;
  }
  return undefined;
}

/** What takes the focus in an element: what is done there to one after the other, or what stands first or last. */
function taker(element: Element, words: boolean, at: 0 | -1): HTMLElement | undefined {
  const all = takersIn(element, words).filter(takes);
  return all.find((each) => each.matches('[data-again]')) ?? all.at(at);
}

/** What may take the focus in an element, itself included; without `words` no field, which would open a keyboard. */
export function takersIn(element: Element, words: boolean): HTMLElement[] {
  const all = [...element.querySelectorAll<HTMLElement>(takers)];
  if (element instanceof HTMLElement && element.matches(takers)) all.unshift(element);
  return words ? all : all.filter((each) => !each.matches(fields));
}

/** Whether an element can have the focus and be seen with it. */
export function takes(element: HTMLElement): boolean {
  const modal = [...document.querySelectorAll('dialog:modal')].at(-1);
  return (
    element.isConnected &&
    !element.matches(':disabled') &&
    element.closest('[inert]') === null &&
    (modal === undefined || modal.contains(element)) &&
    element.checkVisibility({ visibilityProperty: true }) &&
    element.getClientRects().length > 0
  );
}

/** The heading of what is open now, made ready to take the focus. */
function heading(): HTMLElement | undefined {
  const modal = [...document.querySelectorAll('dialog:modal')].at(-1);
  const found = (modal ?? document).querySelector<HTMLElement>(modal === undefined ? 'h1' : 'h2');
  if (found === null || !takes(found)) return undefined;
  found.tabIndex = -1;
  return found;
}
