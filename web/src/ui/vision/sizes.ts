import type { NoteSize } from '../../board/plane.ts';
import type { Board } from '../note/board.svelte.ts';
import type { MenuItem } from '../parts/menu.ts';
import { words } from './words.ts';

/** The sizes that notes on a plane can be given. */
export function sizeItems({ store, id }: Board, notes: readonly string[]): MenuItem[] {
  if (!store.may('SizeNotes', { board: id })) return [];
  const w = words();
  const names: Record<NoteSize, string> = { small: w.sizes.small, '': w.sizes.usual, large: w.sizes.large };
  const now = new Set(notes.map((note) => store.state.of('note', note)?.size ?? ''));
  const items = (Object.keys(names) as NoteSize[]).map((size) => ({
    label: names[size],
    checked: now.size === 1 && now.has(size),
    run: () =>
      void store.run({ do: 'SizeNotes', with: { notes: [...notes], size: size || undefined } }, w.sized(names[size])),
  }));
  return [{ label: w.sizes.label, icon: 'square', items }];
}
