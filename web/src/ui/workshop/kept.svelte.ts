import type { Live } from './live.svelte.ts';

/**
 * One thing for each open workshop, made when it is first asked for and the same for all who ask. Its effects are not
 * those of whoever happened to ask first, so they do not end with them.
 */
export function kept<T extends object>(make: (live: Live) => T): (live: Live) => T {
  const all = new WeakMap<Live, T>();
  return (live) => {
    let thing = all.get(live);
    if (thing !== undefined) return thing;
    $effect.root(() => {
      thing = make(live);
    });
    all.set(live, thing as unknown as T);
    return thing as unknown as T;
  };
}
