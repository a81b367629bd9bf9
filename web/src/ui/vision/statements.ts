import type { Statement } from '../../board/generated.ts';
import { linksFrom } from '../../board/link.ts';
import type { State } from '../../board/state.ts';
import { type Subject, statementsOf } from '../../board/statement.ts';
import { SharedText } from '../typing/shared-text.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';

/** So many words a minute are read aloud calmly in a hall. */
const wordsPerMinute = 120;

/** How many words a text has, and how many seconds it takes to read it aloud. */
export function lengthOf(text: string): { words: number; seconds: number } {
  const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return { words, seconds: Math.ceil((words * 60) / wordsPerMinute) };
}

/** The statements of a board about a subject: the common text first, then the others in their order. */
export function versionsOf(state: State, board: string, subject: Subject): readonly Statement[] {
  const all = state.siblings(statementsOf(board, subject));
  return [...all.filter(({ chosen }) => chosen), ...all.filter(({ chosen }) => !chosen)];
}

/** The texts of the notes whose words stand in a statement, as far as they are still there. */
export function sourcesOf(state: State, statement: string): string[] {
  return linksFrom(state, statement, 'quotes').flatMap(({ to }) => state.of('note', to)?.text ?? []);
}

/** Adds the words of a note to the end of a statement, and tells where they come from. */
export function quote(store: WorkshopStore, statement: string, note: string): boolean {
  const now = store.state.of('statement', statement)?.text ?? '';
  const words = store.state.of('note', note)?.text.trim() ?? '';
  const text = now.trim() === '' ? words : `${now.trimEnd()} ${words}`;
  if (!store.editText(statement, new SharedText(now).typed(text, text.length))) return false;
  const link = { link: store.workshop.newId(), type: 'quotes', from: statement, to: note };
  return store.run({ do: 'AddLink', with: link });
}
