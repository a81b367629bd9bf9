/**
 * Makes a toolbar one stop of Tab: arrows, Home and End go along its buttons, and Tab comes back to the one that had the
 * focus last.
 */
export function roving(bar: HTMLElement): () => void {
  let last: Element | null = null;
  const enabled = () =>
    [...bar.querySelectorAll<HTMLElement>('button:not(:disabled)')].filter(
      (each) => each.closest('[popover]') === null,
    );
  const buttons = () => enabled().filter((each) => each.checkVisibility());

  function settle() {
    const all = buttons();
    const stop = all.find((each) => each === last) ?? all[0];
    for (const each of all) each.tabIndex = each === stop ? 0 : -1;
  }

  function focused({ target }: FocusEvent) {
    if (buttons().some((each) => each === target)) last = target as Element;
    settle();
  }

  function key(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const all = buttons();
    const to = along(event.key, all.indexOf(document.activeElement as HTMLElement), all.length);
    if (to === null || !all.includes(document.activeElement as HTMLElement)) return;
    event.preventDefault();
    event.stopPropagation();
    all[to]?.focus();
  }

  // To ask whether a button shows makes the browser work out the whole page: only where there are others than before,
  // and when that is done for the frame anyway.
  let known = enabled();
  let asked = 0;
  const changes = new MutationObserver(() => {
    const now = enabled();
    if (now.length === known.length && now.every((each, i) => each === known[i])) return;
    known = now;
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(settle);
  });
  changes.observe(bar, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
  bar.addEventListener('focusin', focused);
  bar.addEventListener('keydown', key);
  // Where there is less room some buttons hide.
  addEventListener('resize', settle);
  settle();
  return () => {
    changes.disconnect();
    cancelAnimationFrame(asked);
    bar.removeEventListener('focusin', focused);
    bar.removeEventListener('keydown', key);
    removeEventListener('resize', settle);
  };
}

/** The place to go to from one of so many in a row; null when the key does not go anywhere. */
export function along(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return at <= 0 ? count - 1 : at - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
  }
  return null;
}
