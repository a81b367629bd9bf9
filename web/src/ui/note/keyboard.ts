import { tick } from 'svelte';

import { isWriting, type Wish, wishOf } from '../keys.ts';
import { settings } from '../settings/settings.svelte.ts';
import { language } from '../words/language.svelte.ts';
import type { Board } from './board.svelte.ts';
import type { EarlyKeys } from './early-keys.ts';
import { reading } from './moves.ts';
import { arrive, type Box, type Direction, step } from './steps.ts';

/** What the keyboard can ask of the page around the board. */
export interface Around {
  help(): void;
  switchView(to: 'list' | 'overview'): void;
  find(): void;
}

/** Answers a key press anywhere on the page while a board is open. */
export function boardKey(event: KeyboardEvent, board: Board, around: Around): void {
  const target = event.target instanceof Element ? event.target : null;
  if (event.defaultPrevented || target?.closest('dialog, [popover]') != null) return;
  // A name is being asked for: its letters are no shortcuts, should they come before its field.
  if (board.naming !== null) return;
  const wish = wishOf(event, isWriting(event.target), settings.letters);
  if (wish === null || strays(wish, target, board)) return;
  const note = target?.matches('[data-face]') ? target.closest<HTMLElement>('[data-note]') : null;
  const done = (note !== null && onNote(wish, note, board)) || anywhere(wish, event, board, around);
  if (done) event.preventDefault();
}

/**
 * Presses once more, where the focus is by then, what was pressed before the keyboard or the editor had come: each key
 * after what the one before has done, letters into the note that it has opened.
 */
export async function playEarly(early: EarlyKeys): Promise<void> {
  if (early.playing) return;
  early.playing = true;
  // The focus moves on after the page was drawn.
  const drawn = () => new Promise((resume) => setTimeout(resume));
  for (;;) {
    await drawn();
    const event = early.opening ? undefined : early.held.shift();
    if (event === undefined) break;
    const target = document.activeElement ?? document.body;
    const answered = !target.dispatchEvent(new KeyboardEvent('keydown', event));
    if (!answered && isWriting(target) && event.key.length === 1) document.execCommand('insertText', false, event.key);
    // What comes after Enter is a text: where no note opens, or one was left, it is no shortcuts.
    if (!/^(Enter|F2)$/.test(event.key)) continue;
    await drawn();
    if (!early.opening && !isWriting(document.activeElement)) early.held.length = 0;
  }
  early.playing = false;
}

/** Copies the texts of the notes that are meant, unless words are selected. */
export function copyNotes(event: ClipboardEvent, board: Board): void {
  if (isWriting(event.target) || !getSelection()?.isCollapsed) return;
  const face = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-note]') : null;
  const note = face?.dataset.note;
  if (note === undefined || document.querySelector('dialog[open]')) return;
  event.preventDefault();
  event.clipboardData?.setData(
    'text/plain',
    board
      .meant(note)
      .map((n) => board.textOf(n))
      .join('\n'),
  );
  board.store.announcer.say(language.words.copied);
}

// Somebody binned the note in hand: the keys still meant for it are no shortcuts, until the person turns to the board.
function strays(wish: Wish, target: Element | null, board: Board): boolean {
  if (board.lost === null || wish.do === 'undo' || wish.do === 'redo') return false;
  return target?.closest('#board') == null;
}

function anywhere(wish: Wish, event: KeyboardEvent, board: Board, around: Around): boolean {
  const target = event.target instanceof Element ? event.target : null;
  switch (wish.do) {
    case 'undo':
    case 'redo':
      // A field undoes its own typing first, also when that was to empty it.
      if (isWriting(event.target) && hasOwn(event.target as HTMLTextAreaElement)) return false;
      if (wish.do === 'undo') board.store.undo();
      else board.store.redo();
      return true;
    case 'help':
      around.help();
      return true;
    case 'view':
      around.switchView(wish.to);
      return true;
    case 'find':
      if (wish.browser && isWhole(board)) return false;
      around.find();
      return true;
    case 'jump': {
      const section = board.sections[wish.to];
      if (section === undefined || !board.works) return false;
      board.jump(section);
      return true;
    }
    case 'go': {
      // Whoever comes to the board by no note yet begins with the first.
      const idle = target === null || target.matches('body, #board, [data-head]');
      const section = sectionAt(target);
      const notes = board.columns.filter((column) => section === undefined || column.section === section);
      const [first] = reading(notes.filter((column) => board.wide || column.section === board.active));
      if (!idle || first === undefined) return false;
      void board.focusNote(first);
      return true;
    }
    case 'enlarge':
      if (!board.roomy) return false;
      void board.enlarge(sectionAt(target) ?? board.active);
      return true;
    case 'clear':
      if (board.selected.size === 0) return false;
      board.clearSelection();
      return true;
    default:
      return false;
  }
}

function sectionAt(target: Element | null): string | undefined {
  return target?.closest<HTMLElement>('[data-section]')?.dataset.section;
}

/** Whether every note of the board is drawn. */
function isWhole(board: Board): boolean {
  const all = board.sections.reduce((sum, section) => sum + board.section(section).count, 0);
  return document.querySelectorAll('#board [data-note]').length >= all;
}

function isDrawn(note: string): boolean {
  return document.querySelector(`#board [data-note="${CSS.escape(note)}"]`) !== null;
}

function hasOwn({ value, dataset }: HTMLTextAreaElement): boolean {
  return value !== '' || dataset.typed !== undefined;
}

function onNote(wish: Wish, element: HTMLElement, board: Board): boolean {
  const note = element.dataset.note as string;
  if (wish.do === 'go') {
    go(element, wish.where, board);
    return true;
  }
  if (!board.works) return false;
  switch (wish.do) {
    case 'edit':
      board.edit(note);
      return true;
    case 'select':
      board.select(note, { more: true });
      return true;
    case 'menu':
      board.menu = { ids: board.meant(note), anchor: element.getBoundingClientRect() };
      return true;
    case 'bin':
      if (board.permits('DeleteNotes', note)) board.remove(board.meant(note));
      return true;
    case 'group':
      if (board.permits('GroupNotes', note))
        board.naming = { notes: board.meant(note), anchor: element.getBoundingClientRect() };
      return true;
    case 'move':
      if (!board.permits('MoveNotes', note)) return true;
      if (board.kind.nudge !== undefined) board.kind.nudge(board, board.meant(note), wish.where);
      else move(element, wish.where, board);
      return true;
    default:
      return false;
  }
}

function boxesOf(section: Element | null): Box[] {
  return [...(section?.querySelectorAll<HTMLElement>('[data-note]') ?? [])].map((note) => {
    const { left, top, right, bottom } = note.getBoundingClientRect();
    return { id: note.dataset.note as string, left, top, right, bottom };
  });
}

/** The section that lies in a direction; in the list sections stand one below the other. */
function neighbour(element: HTMLElement, where: Direction, board: Board): string | undefined {
  const section = element.closest<HTMLElement>('[data-section]')?.dataset.section ?? '';
  if (element.closest('[data-reading]') === null) return board.kind.neighbour(board, section, where);
  const by = { up: -1, down: 1, left: undefined, right: undefined }[where];
  return by === undefined ? undefined : board.sections[board.sections.indexOf(section) + by];
}

// A note goes where the arrow leads: past the note that lies there, or into the section.
function move(element: HTMLElement, where: Direction, board: Board): void {
  const note = element.dataset.note as string;
  const next = step(boxesOf(element.closest('[data-section]')), note, where);
  if (next !== null) board.pass(note, next, where === 'up' || where === 'left');
  else {
    const section = neighbour(element, where, board);
    if (section !== undefined) board.moveTo([note], section);
  }
}

async function go(element: HTMLElement, where: Direction, board: Board): Promise<void> {
  const note = element.dataset.note as string;
  const here = element.closest<HTMLElement>('[data-section]');
  const boxes = boxesOf(here);
  const within = step(boxes, note, where);
  if (within !== null) return board.focusNote(within);
  const next = neighbour(element, where, board);
  const from = boxes.find(({ id }) => id === note);
  if (next === undefined || from === undefined) return;
  if (!board.wide) {
    board.show(next);
    await tick();
  }
  const last = reading(board.openColumns.filter((column) => column.section === next)).at(-1);
  // Whoever comes from below to a section that is long arrives at its end, which may be far from the view.
  if (where === 'up' && last !== undefined && !isDrawn(last)) return board.focusNote(last);
  const there = boxesOf(document.querySelector(`section[data-section="${CSS.escape(next)}"]`));
  const arrived = arrive(there, from, where);
  if (arrived !== null) board.focusNote(arrived);
}
