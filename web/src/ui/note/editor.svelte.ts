import type NoteEditor from './NoteEditor.svelte';

let here = $state.raw<typeof NoteEditor>();

/** Fetches the editor of notes, which whoever comes to add some can do without. */
export async function fetchEditor(): Promise<void> {
  here = (await import('./NoteEditor.svelte')).default;
}

/** The editor of notes; undefined until it has come. */
export function editor(): typeof NoteEditor | undefined {
  return here;
}
