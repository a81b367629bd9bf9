import { areasOf } from '../../board/areas.ts';
import { placement } from '../../board/outline.ts';
import { divided, type MenuItem } from '../parts/menu.ts';
import type { Table } from '../table/table.svelte.ts';
import { words } from './words.ts';

/** What can be done with an area besides what goes for every section; `edit` opens its name. */
export function areaItems(table: Table, section: string, edit: () => void): MenuItem[] {
  const { store } = table;
  if (!store.may('SetArea', { board: table.id })) return [];
  const w = words().area;
  const areas = areasOf(store.state, table.id).map(({ id }) => id);
  const at = areas.indexOf(section);
  const name = store.state.of('area', section)?.title ?? '';
  const move = (before: string | undefined) =>
    void store.run({ do: 'MoveArea', with: { area: section, before } }, w.moved(name));
  return divided(
    [{ label: w.edit, icon: 'pencil', run: edit }],
    [
      { label: w.up, icon: 'arrow-up', disabled: at <= 0, run: () => move(areas[at - 1]) },
      { label: w.down, icon: 'arrow-down', disabled: at >= areas.length - 1, run: () => move(areas[at + 2]) },
    ],
    [
      {
        label: w.remove,
        icon: 'trash-2',
        danger: true,
        run: () => void store.run({ do: 'RemoveArea', with: { area: section } }, w.removed(name)),
      },
    ],
  );
}

/** Where a goal of a team can stand in the table that joins those of all teams; on the team's own board it stays. */
export function placeItems(table: Table, row: string): MenuItem[] {
  const { store } = table;
  const record = table.row(row);
  if (record === undefined || record.parent !== '' || table.boards.length < 2 || !store.may('PlaceGoal')) return [];
  const w = words().joint;
  const now = placement(store.state, row) || record.section;
  return [
    {
      label: w.place,
      icon: 'arrow-right-left',
      items: areasOf(store.state, table.id).map(({ id, title }) => ({
        label: title,
        checked: id === now,
        run: () => void store.run({ do: 'PlaceGoal', with: { row, section: id } }, w.placed(title)),
      })),
    },
  ];
}
