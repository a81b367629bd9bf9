import { besides } from './menu.ts';

/**
 * Opens a box over everything, beside its anchor, and closes it on a press elsewhere or on Escape. The browser's own
 * light dismissal would close what a press has just opened, so the box is a manual popover. Returns the way to end it,
 * which gives the focus back to the element that had it, unless it was put elsewhere meanwhile.
 */
export function openPopover(box: HTMLElement, anchor: DOMRect, close: () => void): () => void {
  const from = document.activeElement;
  box.showPopover();
  settle(box, anchor);
  const press = (event: Event) => {
    if (!(event.target instanceof Node) || !box.contains(event.target)) close();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    close();
  };
  addEventListener('pointerdown', press, { capture: true });
  addEventListener('keydown', key);
  addEventListener('resize', close);
  // A box in something that others move is closed by the browser on the way, without a word: it goes on where it is.
  const moved = new MutationObserver(() => {
    if (box.isConnected && !box.matches(':popover-open')) box.showPopover();
  });
  moved.observe(document.body, { childList: true, subtree: true });
  return () => {
    moved.disconnect();
    removeEventListener('pointerdown', press, { capture: true });
    removeEventListener('keydown', key);
    removeEventListener('resize', close);
    if (document.activeElement !== document.body && !box.contains(document.activeElement)) return;
    if (from instanceof HTMLElement && from.isConnected) from.focus();
  };
}

/** Puts the box beside its anchor, wholly on the screen. */
export function settle(box: HTMLElement, anchor: DOMRect): void {
  const size = { width: box.offsetWidth, height: box.offsetHeight };
  const screen = { width: document.documentElement.clientWidth, height: window.innerHeight };
  const { left, top } = besides(anchor, size, screen);
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
}
