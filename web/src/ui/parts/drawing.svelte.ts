import { icons } from './icons.ts';
import type { moreIcons } from './more-icons.ts';
import { withRetry } from './with-retry.ts';

/** The name of an icon. */
export type IconName = keyof typeof icons | keyof typeof moreIcons;

let more = $state.raw<Partial<Record<string, string>>>({});
let asked = false;

/** Fetches the icons that the first pages do without. */
export async function fetchIcons(): Promise<void> {
  asked = true;
  more = (await import('./more-icons.ts')).moreIcons;
}

/** The path that draws an icon; undefined until it has come. */
export function drawing(name: IconName): string | undefined {
  if (Object.hasOwn(icons, name)) return icons[name as keyof typeof icons];
  if (!asked) void withRetry(fetchIcons);
  return more[name];
}
