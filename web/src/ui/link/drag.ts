import type { Attachment } from 'svelte/attachments';
import { itemText } from '../../board/kind.ts';
import { dragOnto } from '../parts/drag-onto.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import { endsOf, relationTo } from './links.ts';
import { words } from './words.ts';

/**
 * Lets an item be dragged onto another one that it can be linked with, wherever that shows its id as `data-row` or
 * `data-factor`. The window of its links does the same by typing.
 */
export function dragLink(store: WorkshopStore, item: string): Attachment<HTMLElement> {
  return dragOnto({
    // A finger scrolls here.
    begins: ({ pointerType }) => pointerType !== 'touch' && mayLink(store, item),
    over: (under) => {
      const element = under.closest<HTMLElement>('[data-row], [data-factor]');
      const id = element?.dataset.row ?? element?.dataset.factor;
      if (element === null || id === undefined || relationTo(store.state, item, id) === undefined) return null;
      return { element, id, before: false };
    },
    drop: ({ id }) => {
      const relation = relationTo(store.state, item, id);
      if (relation !== undefined) addLink(store, relation.type, endsOf(relation, item, id), itemText(store.state, id));
    },
  });
}

/** Whether the person may link an item. */
export function mayLink(store: WorkshopStore, item: string): boolean {
  const spot = store.state.item(item);
  return spot !== undefined && store.may('AddLink', { board: spot.board, section: spot.section, item });
}

/** Links two items and says with what. */
export function addLink(store: WorkshopStore, type: string, ends: { from: string; to: string }, name: string): void {
  store.run({ do: 'AddLink', with: { link: store.workshop.newId(), type, ...ends } }, words().added(name.trim()));
}
