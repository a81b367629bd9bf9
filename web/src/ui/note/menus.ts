import { noteColours } from '../../board/generated.ts';
import { allows } from '../../board/phase.ts';
import { boards } from '../../board/state.ts';
import { divided, type MenuItem } from '../parts/menu.ts';
import { language } from '../words/language.svelte.ts';
import type { Board } from './board.svelte.ts';
import { whyClosed } from './closed.ts';
import { copy } from './copy.ts';
import { lockItems, showItems } from './moderating.ts';
import { groupsOn, positionOf, shift } from './moves.ts';

/** What can be done with these notes; every drag has its twin here. What is asked for opens beside the anchor. */
export function noteItems(board: Board, ids: string[], anchor: DOMRect): MenuItem[] {
  const w = language.words.note;
  const { store } = board;
  const only = ids.length === 1 ? ids[0] : undefined;
  const may = allowing(board, ids);
  const first: MenuItem[] = [];
  if (only !== undefined && may('EditText'))
    first.push({ label: w.edit, icon: 'pencil', keys: 'Enter', run: () => board.edit(only) });
  first.push(...revealItems(board, ids));
  const canMove = may('MoveNotes') && (store.me.role === 'moderator' || allows(store.state, 'move'));
  const moves = canMove ? [...moveItems(board, ids)] : [];
  if (only !== undefined && canMove && board.kind.points === undefined) moves.push(...shiftItems(board, only));
  const colours = may('ColourNotes')
    ? [{ label: w.colour, icon: 'palette', items: colourItems(board, ids) } as const]
    : [];
  const bins: MenuItem[] = may('DeleteNotes')
    ? [{ label: w.bin, icon: 'trash-2', keys: 'Delete', danger: true, run: () => board.remove(ids) }]
    : [];
  const copies: MenuItem = { label: w.copy, icon: 'copy', run: () => void copyTexts(board, ids) };
  return divided(
    may('EditText') || may('MoveNotes') || may('GroupNotes') ? [] : reasonItems(board, ids),
    first,
    moves,
    [
      ...(may('GroupNotes') ? groupingItems(board, ids, anchor) : []),
      ...mergeItems(board, ids, may),
      ...colours,
      ...(board.kind.noteItems?.(board, ids) ?? []),
    ],
    only === undefined ? [] : linkItems(board, only),
    moderatorItems(board, ids, only),
    [copies, ...bins],
  );
}

/** Whether an act is open to the person on every one of these notes. */
function allowing(board: Board, ids: readonly string[]): (name: string) => boolean {
  return (name) => ids.every((item) => board.store.may(name, { board: board.id, item }));
}

function reasonItems(board: Board, ids: readonly string[]): MenuItem[] {
  const spot = { board: board.id, section: positionOf(board.columns, ids[0] ?? '')?.section, item: ids[0] };
  const why = whyClosed(board.store, 'EditText', spot) ?? 'other';
  return [{ label: language.words.surface.closed[why], icon: 'lock', disabled: true }];
}

function revealItems(board: Board, ids: readonly string[]): MenuItem[] {
  const own = board.ownHidden(ids);
  if (own.length === 0 || !board.store.may('ShowNotes')) return [];
  const w = language.words.surface;
  const label = ids.length === 1 ? w.reveal : w.revealMany(own.length);
  return [{ label, icon: 'eye', run: () => board.reveal(own) }];
}

function shiftItems(board: Board, note: string): MenuItem[] {
  const w = language.words.note;
  const item = (label: string, by: -1 | 1): MenuItem => ({
    label,
    icon: by < 0 ? 'arrow-up' : 'arrow-down',
    ...(board.lanes === 1 && { keys: by < 0 ? 'Alt+↑' : 'Alt+↓' }),
    divider: by < 0,
    disabled: !shift(board.columns, note, by),
    run: () => board.shift(note, by),
  });
  return [item(w.up, -1), item(w.down, 1)];
}

function mergeItems(board: Board, ids: string[], may: (name: string) => boolean): MenuItem[] {
  const own = board.ownHidden(ids).length;
  // Hidden notes and open ones do not go together: that would tell what is hidden.
  if (ids.length < 2 || !may('MergeNotes') || (own > 0 && own < ids.length)) return [];
  return [
    {
      label: language.words.surface.merge,
      icon: 'merge',
      run: () => {
        board.merging = ids;
      },
    },
  ];
}

/** The links of a note, where there are matrices whose goals may answer it, or links already. */
function linkItems(board: Board, note: string): MenuItem[] {
  const { state } = board.store;
  const chained = state.siblings(boards).some(({ boardKind }) => boardKind === 'matrix');
  if (!chained || board.ownHidden([note]).length > 0) return [];
  const run = () => {
    board.linking = note;
  };
  return [{ label: language.words.note.links, icon: 'link', run }];
}

function moderatorItems(board: Board, ids: readonly string[], only: string | undefined): MenuItem[] {
  const section = only === undefined ? undefined : positionOf(board.columns, only)?.section;
  if (board.ownHidden(ids).length > 0) return [];
  const shows = only === undefined || section === undefined ? [] : showItems(board, section, only);
  return [...shows, ...lockItems(board, ids)];
}

/** Where notes can be moved. */
export function moveItems(board: Board, ids: string[]): MenuItem[] {
  const here = new Set(ids.map((id) => positionOf(board.columns, id)?.section));
  return board.sections
    .filter((section) => here.size > 1 || !here.has(section))
    .map((section) => ({
      label: language.words.note.moveTo(board.section(section).name),
      sign: board.section(section).sign,
      run: () => board.moveTo(ids, section),
    }));
}

function groupingItems(board: Board, ids: string[], anchor: DOMRect): MenuItem[] {
  const w = language.words.note;
  const inGroups = new Set(ids.map((id) => positionOf(board.columns, id)?.group ?? ''));
  const others = groupsOn(board.columns).filter(({ id }) => inGroups.size > 1 || !inGroups.has(id));
  const fresh: MenuItem = {
    label: w.newGroup,
    icon: 'folder-plus',
    keys: 'G',
    run: () => {
      board.naming = { notes: ids, anchor };
    },
  };
  const items: MenuItem[] = [];
  if (others.length > 0) {
    const groups = others.map(
      (group): MenuItem => ({
        label: group.name || language.words.group.unnamed,
        icon: 'folder',
        run: () => board.moveToGroup(ids, group.id),
      }),
    );
    items.push({ label: w.toGroup, icon: 'folder', items: [...groups, { ...fresh, divider: true }] });
  } else items.push(fresh);
  if ([...inGroups].some((group) => group !== ''))
    items.push({ label: w.ungroup, icon: 'folder-minus', run: () => board.moveToGroup(ids) });
  return items;
}

/** The marks that notes can be given. */
export function colourItems(board: Board, ids: string[]): MenuItem[] {
  const w = language.words.note;
  const now = new Set(ids.map((id) => board.store.state.of('note', id)?.colour ?? ''));
  const is = (colour: string) => now.size === 1 && now.has(colour);
  return [
    ...noteColours.map((colour) => ({
      label: w.colours[colour],
      mark: colour,
      checked: is(colour),
      run: () => board.colour(ids, colour),
    })),
    { label: w.noColour, checked: is(''), divider: true, run: () => board.colour(ids) },
  ];
}

/** What can be done with a group, from its heading in a section. */
export function groupItems(board: Board, group: string, section: string): MenuItem[] {
  const w = language.words.group;
  const groups = groupsOn(board.columns);
  const at = groups.findIndex(({ id }) => id === group);
  return [
    {
      label: w.rename,
      icon: 'pencil',
      keys: 'F2',
      run: () => {
        board.renaming = { group, section };
      },
    },
    {
      label: w.up,
      icon: 'arrow-up',
      divider: true,
      disabled: at <= 0,
      run: () => board.moveGroup(group, groups[at - 1]?.id),
    },
    {
      label: w.down,
      icon: 'arrow-down',
      disabled: at < 0 || at >= groups.length - 1,
      run: () => board.moveGroup(group, groups[at + 2]?.id),
    },
    { label: w.dissolve, icon: 'folder-minus', divider: true, run: () => board.dissolve(group) },
  ];
}

/** Puts the texts of the notes on the clipboard, one a line. */
export function copyTexts(board: Board, ids: string[]): Promise<void> {
  return copy(board.store, ids.map((id) => board.textOf(id)).join('\n'));
}
