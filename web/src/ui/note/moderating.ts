import type { Mode } from '../../board/focus.ts';
import { leftHidden } from '../moderating/hidden-boards.ts';
import type { MenuItem } from '../parts/menu.ts';
import { language } from '../words/language.svelte.ts';
import type { Board } from './board.svelte.ts';

// What moderators find in the menus of a board: to show, to lock and to reveal.

/** Shows a note or a section to everybody, in three strengths. None when the person may not. */
export function showItems(board: Board, section: string, note?: string): MenuItem[] {
  if (!board.store.may('SetFocus')) return [];
  const w = language.words.surface;
  const what = note === undefined ? board.section(section).name : board.quote(note, 80);
  const show = (name: keyof typeof w.mode, mode?: Mode): MenuItem => ({
    label: w.mode[name],
    icon: mode === undefined ? 'presentation' : mode === 'ask' ? 'megaphone' : 'users',
    run: () =>
      void board.store.run(
        { do: 'SetFocus', with: { board: board.id, section, item: note, mode } },
        w.focused[name](what),
      ),
  });
  return [{ label: w.showAll, icon: 'eye', items: [show('none'), show('ask', 'ask'), show('bring', 'bring')] }];
}

/** Locks notes, or unlocks them when all are locked. */
export function lockItems(board: Board, notes: readonly string[]): MenuItem[] {
  if (!board.store.may('SetLock')) return [];
  const w = language.words.surface;
  const locked = (id: string) => board.store.state.item(id)?.locked === true;
  const on = !notes.every(locked);
  const change = notes.filter((note) => locked(note) !== on);
  const what = language.words.note.count(change.length);
  return [
    {
      label: on ? w.lock.note : w.unlock.note,
      icon: on ? 'lock' : 'lock-open',
      run: () => {
        for (const item of change) {
          if (
            !board.store.run({ do: 'SetLock', with: { board: board.id, item, on } }, (on ? w.locked : w.unlocked)(what))
          )
            return;
        }
      },
    },
  ];
}

/** The menu at the head of a section. */
export function sectionItems(board: Board, section: string): MenuItem[] {
  const { store } = board;
  const w = language.words.surface;
  const status = board.section(section);
  const name = board.section(section).name;
  const items = showItems(board, section);
  if (store.may('Reveal') && (status.hides || status.hiddenCount > 0)) {
    const spot = { board: board.id, section };
    items.push(
      {
        label: w.revealSection,
        icon: 'eye',
        divider: true,
        run: () => void store.runWhole({ do: 'Reveal', with: spot }, leftHidden(store.state, board.id, section)),
      },
      {
        label: w.revealNext,
        icon: 'eye',
        run: () => void store.run({ do: 'Reveal', with: { ...spot, next: true } }),
      },
    );
  }
  if (store.may('SetLock')) {
    const lock = (on: boolean, whole: boolean, what: string) =>
      store.run(
        { do: 'SetLock', with: { board: board.id, section: whole ? undefined : section, on } },
        (on ? w.locked : w.unlocked)(what),
      );
    items.push(
      {
        label: status.locked ? w.unlock.section : w.lock.section,
        icon: status.locked ? 'lock-open' : 'lock',
        divider: true,
        run: () => void lock(!status.locked, false, name),
      },
      {
        label: board.locked ? w.unlock.board : w.lock.board,
        icon: board.locked ? 'lock-open' : 'lock',
        run: () => void lock(!board.locked, true, w.wholeBoard),
      },
    );
  }
  return items;
}
