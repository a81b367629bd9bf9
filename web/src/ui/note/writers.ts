import { language } from '../words/language.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';

/** How many other people are writing in a section: in its field, or in a note that stands there. */
export function writers(store: WorkshopStore, board: string, section: string): number {
  let count = 0;
  for (const [member, person] of store.people) {
    if (member === store.me.member || person.typing !== true) continue;
    const where = person.item === undefined ? person.section : store.state.item(person.item)?.section;
    if (person.board === board && where === section) count++;
  }
  return count;
}

/** What is told of the others who have a note open or drag it, by note. */
export function editors(store: WorkshopStore): Map<string, string> {
  const there = new Map<string, { names: string[]; dragged: boolean }>();
  for (const [member, { item, dragging = false }] of store.people) {
    if (member === store.me.member || item === undefined) continue;
    const { names, dragged } = there.get(item) ?? { names: [], dragged: false };
    there.set(item, { names: [...names, store.nameOf(member)], dragged: dragged || dragging });
  }
  const { editing, dragging } = language.words.note;
  const told = ({ names, dragged }: { names: string[]; dragged: boolean }) =>
    (dragged ? dragging : editing)(names.sort((a, b) => language.compare(a, b)).join(', '));
  return new Map([...there].map(([note, each]) => [note, told(each)]));
}
