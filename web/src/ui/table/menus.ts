import type { Mode } from '../../board/focus.ts';
import { hiddenAt, hiddenCountAt, isHidden } from '../../board/hidden.ts';
import { leftHidden } from '../moderating/hidden-boards.ts';
import { divided, type MenuItem } from '../parts/menu.ts';
import { language } from '../words/language.svelte.ts';
import { copyRow } from './copy.ts';
import { indented, shifted } from './moves.ts';
import type { Table } from './table.svelte.ts';
import { words } from './words.ts';

/** What can be done with a row; every drag and every shortcut has its twin here. */
export function rowItems(table: Table, id: string): MenuItem[] {
  const row = table.row(id);
  if (row === undefined) return [];
  const w = words();
  const { store } = table;
  const may = (name: string) => store.may(name, { board: row.board, section: row.section, item: id });
  const adds: MenuItem[] = [];
  if (may('AddRow')) {
    adds.push(
      ...table.under(row.level).map(
        (level): MenuItem => ({
          label: w.add(table.levelTitle(level)),
          icon: 'plus',
          run: () => table.add(level, id),
        }),
      ),
      { label: w.addBelow, icon: 'plus', keys: 'Ctrl+Enter', run: () => table.addBelow(id) },
    );
  }
  const first: MenuItem[] = may('EditText')
    ? [{ label: w.edit, icon: 'pencil', keys: 'F2', run: () => table.edit(id, 'name') }]
    : [];
  if (isHidden(row) && store.may('ShowNotes')) {
    const run = () => void store.run({ do: 'ShowNotes', with: { notes: [id] } });
    first.push({ label: w.reveal, icon: 'eye', run });
  }
  const looks: MenuItem[] = [
    { label: w.only(table.nameOf(id)), icon: 'eye', run: () => look(table, { of: 'one', id }) },
    { label: w.chain, icon: 'list-ordered', run: () => look(table, { of: 'chain', id }) },
  ];
  return divided(
    first,
    adds,
    may('MoveRows') ? [{ label: w.move, icon: 'arrow-right-left', items: moveItems(table, id) }] : [],
    table.kind.rowItems?.(table, id) ?? [],
    looks,
    isHidden(row) ? [] : [...showItems(table, row.board, row.section, id), ...lockItems(table, row.board, id)],
    [
      { label: w.copy, icon: 'copy', run: () => void copyRow(table, id) },
      ...(may('RemoveRows')
        ? [
            {
              label: w.remove,
              icon: 'trash-2',
              keys: 'Ctrl+Delete',
              danger: true,
              run: () => void table.remove(id),
            } as const,
          ]
        : []),
    ],
  );
}

function look(table: Table, part: Table['part']): void {
  table.part = part;
  if (part.of !== 'whole') void table.go({ key: part.id, cell: 'name' });
}

function moveItems(table: Table, id: string): MenuItem[] {
  const row = table.row(id);
  if (row === undefined) return [];
  const w = words();
  const { state } = table.store;
  return [
    {
      label: w.up,
      icon: 'arrow-up',
      keys: 'Alt+Shift+↑',
      disabled: shifted(state, table.outline, row, -1) === null,
      run: () => void table.shift(id, -1),
    },
    {
      label: w.down,
      icon: 'arrow-down',
      keys: 'Alt+Shift+↓',
      disabled: shifted(state, table.outline, row, 1) === null,
      run: () => void table.shift(id, 1),
    },
    {
      label: w.inward,
      icon: 'arrow-right',
      keys: 'Alt+Shift+→',
      disabled: indented(state, row, 1) === null,
      run: () => void table.indent(id, 1),
    },
    {
      label: w.outward,
      icon: 'arrow-left',
      keys: 'Alt+Shift+←',
      disabled: indented(state, row, -1) === null,
      run: () => void table.indent(id, -1),
    },
    {
      label: w.moveTo,
      icon: 'arrow-right-left',
      divider: true,
      run: () => {
        table.moving = id;
      },
    },
  ];
}

/** Shows a row or a section to everybody, in three strengths. None when the person may not. */
function showItems(table: Table, board: string, section: string, item?: string): MenuItem[] {
  const { store } = table;
  if (!store.may('SetFocus')) return [];
  const w = language.words.surface;
  const what = table.nameOf(item ?? section);
  const show = (name: keyof typeof w.mode, mode?: Mode): MenuItem => ({
    label: w.mode[name],
    icon: mode === undefined ? 'presentation' : mode === 'ask' ? 'megaphone' : 'users',
    run: () => void store.run({ do: 'SetFocus', with: { board, section, item, mode } }, w.focused[name](what)),
  });
  return [{ label: w.showAll, icon: 'eye', items: [show('none'), show('ask', 'ask'), show('bring', 'bring')] }];
}

function lockItems(table: Table, board: string, item: string): MenuItem[] {
  const { store } = table;
  if (!store.may('SetLock')) return [];
  const on = store.state.item(item)?.locked !== true;
  const w = language.words.surface;
  return [
    {
      label: on ? words().lock : words().unlock,
      icon: on ? 'lock' : 'lock-open',
      run: () =>
        void store.run({ do: 'SetLock', with: { board, item, on } }, (on ? w.locked : w.unlocked)(table.nameOf(item))),
    },
  ];
}

/** What can be done with a section. */
export function sectionItems(table: Table, section: string): MenuItem[] {
  const { store, id: board } = table;
  const w = language.words.surface;
  const t = words();
  const level = table.levels[0] ?? '';
  const adds = table
    .adds(level, section)
    .map(
      (each): MenuItem => ({ label: t.add(table.levelTitle(each)), icon: 'plus', run: () => table.add(each, section) }),
    );
  const reveals: MenuItem[] = [];
  if (
    store.may('Reveal') &&
    (hiddenAt(store.state, board, section) || hiddenCountAt(store.state, board, section) > 0)
  ) {
    const left = leftHidden(store.state, board, section);
    const reveal = () => void store.runWhole({ do: 'Reveal', with: { board, section } }, left);
    reveals.push({ label: w.revealSection, icon: 'eye', run: reveal });
  }
  const locks: MenuItem[] = [];
  if (store.may('SetLock')) {
    const record = store.state.of('board', board);
    const lock = (on: boolean, what: string, section?: string) =>
      void store.run({ do: 'SetLock', with: { board, section, on } }, (on ? w.locked : w.unlocked)(what));
    const locked = record?.lockedSections.includes(section) === true;
    locks.push(
      {
        label: locked ? w.unlock.section : w.lock.section,
        icon: locked ? 'lock-open' : 'lock',
        run: () => lock(!locked, table.nameOf(section), section),
      },
      {
        label: table.locked ? w.unlock.board : w.lock.board,
        icon: table.locked ? 'lock-open' : 'lock',
        run: () => lock(!table.locked, w.wholeBoard),
      },
    );
  }
  return divided(
    adds,
    [{ label: t.only(table.nameOf(section)), icon: 'eye', run: () => look(table, { of: 'one', id: section }) }],
    table.kind.sectionItems?.(table, section) ?? [],
    showItems(table, board, section),
    reveals,
    locks,
  );
}
