import { language } from '../words/language.svelte.ts';

/** A day such as 2027-03-31 as people write it: 31 marca 2027. */
export function showDay(day: string): string {
  return language.when(new Date(day), { dateStyle: 'long', timeZone: 'UTC' }).replaceAll(' ', '\u00a0');
}

/** The day so many days from now, as it is stored. */
export function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
