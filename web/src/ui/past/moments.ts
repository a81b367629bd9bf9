import type { Moment } from '../../board/generated.ts';
import { running } from '../../board/phase.ts';
import { momentsList } from '../../board/state.ts';
import { Rejected } from '../../sync/transport.ts';
import { sentence } from '../refusals.svelte.ts';
import { language } from '../words/language.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import { words } from './words.ts';

/** The moments of a workshop, the newest first. */
export function momentsOf(store: WorkshopStore): Moment[] {
  return [...store.state.siblings(momentsList)].reverse();
}

/** A time as people read it: the date, and the hour when there is reason to tell it. */
export function dateOf(millis: number, withTime = true): string {
  return language.when(millis, withTime ? { dateStyle: 'long', timeStyle: 'short' } : { dateStyle: 'long' });
}

/** Gives the present state a name after the running step, to be changed. Returns the id; null when it was refused. */
export function mark(store: WorkshopStore): string | null {
  const moment = store.workshop.newId();
  const title = words().proposed(running(store.state)?.title ?? '', dateOf(store.now(), false));
  return store.run({ do: 'MarkMoment', with: { moment, title } }, words().marked(title)) ? moment : null;
}

/** What is told when the past could not be read. */
export function whyNot(fault: unknown): string {
  return sentence(fault instanceof Rejected ? fault.code : 'offline');
}
