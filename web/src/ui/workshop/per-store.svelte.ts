import type { WorkshopStore } from './workshop-store.svelte.ts';

/**
 * One thing for each open workshop, made when it is first asked for and the same for all who ask. Its effects are not
 * those of whoever happened to ask first, so they do not end with them.
 */
export function perStore<T extends object>(make: (store: WorkshopStore) => T): (store: WorkshopStore) => T {
  const all = new WeakMap<WorkshopStore, T>();
  return (store) => {
    let thing = all.get(store);
    if (thing !== undefined) return thing;
    $effect.root(() => {
      thing = make(store);
    });
    all.set(store, thing as unknown as T);
    return thing as unknown as T;
  };
}
