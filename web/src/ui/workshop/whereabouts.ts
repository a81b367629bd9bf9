import { text } from '../../board/record.ts';
import { language } from '../words/language.svelte.ts';
import type { Person, WorkshopStore } from './workshop-store.svelte.ts';

/** The name of the place on the board where somebody is, or null when it is not known. */
export function whereabouts(store: WorkshopStore, person: Person | undefined): string | null {
  if (person === undefined) return null;
  const quadrant = person.note === undefined ? person.quadrant : text(store.state.of('note', person.note), 'quadrant');
  const names: Record<string, string> = language.words.swot.quadrants;
  return quadrant !== undefined && Object.hasOwn(names, quadrant) ? (names[quadrant] ?? null) : null;
}
