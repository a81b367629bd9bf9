import { noteColours } from '../../board/note.ts';
import { text } from '../../board/record.ts';
import { quadrants } from '../../board/swot.ts';
import type { MenuItem } from '../parts/menu.ts';
import { language } from '../words/language.svelte.ts';
import type { Live } from '../workshop/live.svelte.ts';
import type { Board, OpenMenu } from './board.svelte.ts';
import { groupsOn, shift, spotOf } from './moves.ts';

/** The entries of the menu that is open. Every drag has its twin here. */
export function itemsOf(board: Board, menu: OpenMenu): MenuItem[] {
  switch (menu.kind) {
    case 'note':
      return noteItems(board, menu);
    case 'group':
      return groupItems(board, menu);
    case 'move':
      return quadrantItems(board, menu.ids);
    case 'colour':
      return colourItems(board, menu.ids);
  }
}

function noteItems(board: Board, menu: OpenMenu): MenuItem[] {
  const w = language.words.note;
  const { ids } = menu;
  const only = ids.length === 1 ? ids[0] : undefined;
  const items: MenuItem[] = [];
  if (only !== undefined) items.push({ label: w.edit, icon: 'pencil', keys: 'Enter', run: () => board.edit(only) });
  items.push(...quadrantItems(board, ids).map((item, i) => ({ ...item, section: i === 0 && items.length > 0 })));
  if (only !== undefined) {
    items.push(
      {
        label: w.up,
        icon: 'arrow-up',
        keys: 'Alt+↑',
        section: true,
        disabled: !shift(board.columns, only, -1),
        run: () => board.shift(only, -1),
      },
      {
        label: w.down,
        icon: 'arrow-down',
        keys: 'Alt+↓',
        disabled: !shift(board.columns, only, 1),
        run: () => board.shift(only, 1),
      },
    );
  }
  items.push(...groupingItems(board, menu), {
    label: w.colour,
    icon: 'palette',
    items: colourItems(board, ids),
  });
  items.push(
    { label: w.copy, icon: 'copy', section: true, run: () => copyTexts(board, ids) },
    { label: w.bin, icon: 'trash-2', keys: 'Delete', grave: true, run: () => board.remove(ids) },
  );
  return items;
}

function quadrantItems(board: Board, ids: string[]): MenuItem[] {
  const here = new Set(ids.map((id) => spotOf(board.columns, id)?.quadrant));
  return quadrants
    .filter((quadrant) => here.size > 1 || !here.has(quadrant))
    .map((quadrant) => ({
      label: language.words.note.moveTo(board.quadrantName(quadrant)),
      sign: quadrant,
      run: () => board.moveTo(ids, quadrant),
    }));
}

function groupingItems(board: Board, { ids, anchor }: OpenMenu): MenuItem[] {
  const w = language.words.note;
  const inGroups = new Set(ids.map((id) => spotOf(board.columns, id)?.group ?? ''));
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
        label: text(group, 'name') || language.words.group.unnamed,
        icon: 'folder',
        run: () => board.moveToGroup(ids, group.id),
      }),
    );
    items.push({ label: w.toGroup, icon: 'folder', section: true, items: [...groups, { ...fresh, section: true }] });
  } else items.push({ ...fresh, section: true });
  if ([...inGroups].some((group) => group !== ''))
    items.push({ label: w.ungroup, icon: 'folder-minus', run: () => board.moveToGroup(ids) });
  return items;
}

function colourItems(board: Board, ids: string[]): MenuItem[] {
  const w = language.words.note;
  const now = new Set(ids.map((id) => text(board.live.state.of('note', id), 'colour')));
  const is = (colour: string) => now.size === 1 && now.has(colour);
  return [
    ...noteColours.map((colour) => ({
      label: w.colours[colour],
      mark: colour,
      checked: is(colour),
      run: () => board.colour(ids, colour),
    })),
    { label: w.noColour, checked: is(''), section: true, run: () => board.colour(ids) },
  ];
}

function groupItems(board: Board, { ids: [group = ''], place }: OpenMenu): MenuItem[] {
  const w = language.words.group;
  const groups = groupsOn(board.columns);
  const at = groups.findIndex(({ id }) => id === group);
  return [
    {
      label: w.rename,
      icon: 'pencil',
      keys: 'F2',
      run: () => {
        board.renaming = { group, place };
      },
    },
    {
      label: w.up,
      icon: 'arrow-up',
      section: true,
      disabled: at <= 0,
      run: () => board.moveGroup(group, groups[at - 1]?.id),
    },
    {
      label: w.down,
      icon: 'arrow-down',
      disabled: at < 0 || at >= groups.length - 1,
      run: () => board.moveGroup(group, groups[at + 2]?.id),
    },
    { label: w.dissolve, icon: 'folder-minus', section: true, run: () => board.dissolve(group) },
  ];
}

/** Puts the texts of the notes on the clipboard, one a line. */
export function copyTexts(board: Board, ids: string[]): Promise<void> {
  return copy(board.live, ids.map((id) => board.textOf(id)).join('\n'));
}

/** Puts a text on the clipboard and says so. */
export async function copy(live: Live, words: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(words);
    live.announcer.say(language.words.copied);
  } catch {
    live.tell(language.words.copyFailed);
  }
}
