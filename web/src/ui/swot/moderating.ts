import type { Pull } from '../../board/focus.ts';
import { flag } from '../../board/record.ts';
import type { Quadrant } from '../../board/swot.ts';
import type { MenuItem } from '../parts/menu.ts';
import { language } from '../words/language.svelte.ts';
import type { Board } from './board.svelte.ts';

// What moderators find in the menus of a board: to show, to lock and to reveal.

/** Shows a note or a quadrant to everybody, in three strengths. None when the person may not. */
export function showItems(board: Board, quadrant: Quadrant, note?: string): MenuItem[] {
  if (!board.store.may('SetFocus')) return [];
  const w = language.words.surface;
  const what = note === undefined ? board.quadrantName(quadrant) : board.textOf(note).slice(0, 80);
  const show = (name: keyof typeof w.pull, pull?: Pull): MenuItem => ({
    label: w.pull[name],
    icon: pull === undefined ? 'presentation' : pull === 'ask' ? 'megaphone' : 'users',
    run: () =>
      void board.store.run({ do: 'SetFocus', with: { board: board.id, quadrant, note, pull } }, w.pulled[name](what)),
  });
  return [{ label: w.showAll, icon: 'eye', items: [show('none'), show('ask', 'ask'), show('bring', 'bring')] }];
}

/** Locks notes, or unlocks them when all are locked. */
export function lockItems(board: Board, notes: readonly string[]): MenuItem[] {
  if (!board.store.may('SetLock')) return [];
  const w = language.words.surface;
  const locked = (id: string) => {
    const note = board.store.state.of('note', id);
    return note !== undefined && flag(note, 'locked');
  };
  const on = !notes.every(locked);
  const change = notes.filter((note) => locked(note) !== on);
  const what = language.words.swot.count(change.length);
  return [
    {
      label: on ? w.lock.note : w.unlock.note,
      icon: on ? 'lock' : 'lock-open',
      run: () => {
        for (const record of change) {
          if (!board.store.run({ do: 'SetLock', with: { record, on } }, (on ? w.locked : w.unlocked)(what))) return;
        }
      },
    },
  ];
}

/** The menu at the head of a quadrant. */
export function quadrantItems(board: Board, quadrant: Quadrant): MenuItem[] {
  const { store } = board;
  const w = language.words.surface;
  const section = board.sections[quadrant];
  const name = board.quadrantName(quadrant);
  const items = showItems(board, quadrant);
  if (store.may('Reveal') && (section.hides || section.blanks > 0)) {
    const reveal = (next?: true) => store.run({ do: 'Reveal', with: { board: board.id, quadrant, next } });
    items.push(
      { label: w.revealQuadrant, icon: 'eye', divider: true, run: () => void reveal() },
      { label: w.revealNext, icon: 'eye', run: () => void reveal(true) },
    );
  }
  if (store.may('SetLock')) {
    const lock = (on: boolean, whole: boolean, what: string) =>
      store.run(
        { do: 'SetLock', with: { record: board.id, quadrant: whole ? undefined : quadrant, on } },
        (on ? w.locked : w.unlocked)(what),
      );
    items.push(
      {
        label: section.locked ? w.unlock.quadrant : w.lock.quadrant,
        icon: section.locked ? 'lock-open' : 'lock',
        divider: true,
        run: () => void lock(!section.locked, false, name),
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
