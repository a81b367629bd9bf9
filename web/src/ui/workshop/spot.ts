import { sectionName } from '../boards.ts';
import { language } from '../words/language.svelte.ts';
import type { Person, WorkshopStore } from './workshop-store.svelte.ts';

/** The name of the place on the board where somebody is, or null when it is not known. */
export function spot(store: WorkshopStore, person: Person | undefined): string | null {
  if (person === undefined) return null;
  const section = person.item === undefined ? person.section : store.state.item(person.item)?.section;
  if (person.board === undefined || section === undefined) return null;
  return sectionName(language.words, store.state, person.board, section) || null;
}
