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

/** The names of the others who have a note open, by note. */
export function editors(store: WorkshopStore): Map<string, string> {
  const names = new Map<string, string[]>();
  for (const [member, person] of store.people) {
    if (member === store.me.member || person.item === undefined) continue;
    names.set(person.item, [...(names.get(person.item) ?? []), store.nameOf(member)]);
  }
  return new Map([...names].map(([note, all]) => [note, all.sort((a, b) => language.compare(a, b)).join(', ')]));
}
