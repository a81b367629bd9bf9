import type { IconName } from './drawing.svelte.ts';
import type { Sign } from './sign.ts';

/** One entry of a menu: it runs something, or leads to further entries. */
export interface MenuItem {
  label: string;
  icon?: IconName;
  /** A sign or a colour mark instead of an icon. */
  sign?: Sign | undefined;
  mark?: string;
  /** The shortcut, as it is shown. */
  keys?: string;
  run?: () => void;
  items?: MenuItem[];
  checked?: boolean;
  disabled?: boolean;
  danger?: boolean;
  /** A line stands above it. */
  divider?: boolean;
}

/** Where a menu of this size stands beside its anchor: below it, or above, and never off the screen. */
export function besides(
  anchor: { left: number; right: number; top: number; bottom: number },
  size: { width: number; height: number },
  screen: { width: number; height: number },
): { left: number; top: number } {
  const gap = 4;
  const margin = 8;
  const below = anchor.bottom + gap;
  const above = anchor.top - gap - size.height;
  const top =
    below + size.height <= screen.height - margin
      ? below
      : above >= margin
        ? above
        : screen.height - margin - size.height;
  const left = Math.min(anchor.left, screen.width - margin - size.width);
  return { left: Math.max(margin, left), top: Math.max(margin, top) };
}

/** Joins lists of entries with a line between them; an empty list leaves no trace. */
export function divided(...lists: readonly (readonly MenuItem[])[]): MenuItem[] {
  return lists
    .filter((list) => list.length > 0)
    .flatMap((list, at) => list.map((item, i) => (i === 0 && at > 0 ? { ...item, divider: true } : item)));
}
