import { columns } from '../../board/columns.ts';
import type { Item } from '../../board/generated.ts';
import { kindOf } from '../../board/kind.ts';
import { fieldsThatDiffer, type Rec } from '../../board/record.ts';
import type { Spot } from '../../board/spot.ts';
import { boards, bySiblingOrder, type State } from '../../board/state.ts';

/** An item that is new, or other than it was. */
export interface ItemChange {
  readonly spot: Spot & { readonly item: string };
  readonly fresh: boolean;
}

/** What people do to an item without changing what it says. */
const places: ReadonlySet<string> = new Set(['rank', 'x', 'y', 'size', 'locked']);

/** The items that are new or changed since the past records, board by board in the order of reading. */
export function changesSince(past: readonly Rec[], state: State): ItemChange[] {
  const then = new Map(past.map((record) => [record.id, record]));
  return state.siblings(boards).flatMap((board) =>
    itemsOf(state, board.id).flatMap(({ id, section }) => {
      const old = then.get(id);
      const now = state.get(id);
      const others = old && now ? Object.keys(fieldsThatDiffer(old, now)).filter((field) => !places.has(field)) : [''];
      return others.length === 0 ? [] : [{ spot: { board: board.id, section, item: id }, fresh: old === undefined }];
    }),
  );
}

function itemsOf(state: State, board: string): Item[] {
  const notes = columns(state, board).flatMap(({ loose, groups }) => [
    ...groups.flatMap((group) => group.notes),
    ...loose,
  ]);
  const others = Object.keys(kindOf(state, board)?.items ?? {}).filter((kind) => kind !== 'note');
  return [
    ...notes,
    ...others.flatMap((kind) =>
      state
        .all(kind as 'statement')
        .filter((item) => item.board === board && !item.deleted)
        .sort(bySiblingOrder),
    ),
  ];
}
