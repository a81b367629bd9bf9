import { text } from '../../board/record.ts';
import type { Quadrant } from '../../board/swot.ts';
import { language } from '../words/language.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';

/** How many other people are writing in a quadrant: in its field, or in a note that stands there. */
export function writers(store: WorkshopStore, board: string, quadrant: Quadrant): number {
  let count = 0;
  for (const [member, person] of store.people) {
    if (member === store.me.member || person.typing !== true) continue;
    const where = person.note === undefined ? person.quadrant : text(store.state.of('note', person.note), 'quadrant');
    if (person.board === board && where === quadrant) count++;
  }
  return count;
}

/** The names of the others who have a note open, by note. */
export function editors(store: WorkshopStore): Map<string, string> {
  const names = new Map<string, string[]>();
  for (const [member, person] of store.people) {
    if (member === store.me.member || person.note === undefined) continue;
    names.set(person.note, [...(names.get(person.note) ?? []), store.nameOf(member)]);
  }
  return new Map([...names].map(([note, all]) => [note, all.sort((a, b) => language.compare(a, b)).join(', ')]));
}
