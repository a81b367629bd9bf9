import { takersIn, takes } from '../focus.ts';

export const regions = '.workshop > header, .workshop section[aria-label], main [role="toolbar"], #board';
/** Where the focus was in each. */
const last = new WeakMap<Element, HTMLElement>();

/** Takes the focus to the next part of the page, or the one before; there to where it was last, or to what is meant first. */
export function goRound(back: boolean): void {
  const all = [...document.querySelectorAll<HTMLElement>(regions)].filter(
    (each, _, parts) => !parts.some((part) => part !== each && part.contains(each)) && entry(each) !== undefined,
  );
  const now = document.activeElement;
  const at = all.findIndex((part) => part.contains(now));
  const here = all[at];
  if (here !== undefined && now instanceof HTMLElement) last.set(here, now);
  const next = at < 0 ? (back ? all.length - 1 : 0) : (at + (back ? -1 : 1) + all.length) % all.length;
  const part = all[next];
  if (part !== undefined) entry(part)?.focus();
}

function entry(part: HTMLElement): HTMLElement | undefined {
  const before = last.get(part);
  if (before !== undefined && part.contains(before) && takes(before)) return before;
  const first = part.querySelector<HTMLElement>('[data-first], [data-face][tabindex="0"]');
  if (first !== null && takes(first)) return first;
  return part.id === 'board' ? part : takersIn(part, true).find(takes);
}
