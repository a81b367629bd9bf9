import { fieldOf, num, text } from './record.ts';
import type { State } from './state.ts';

/** The presentations of the teams. */
export interface Presentations {
  /** The teams that are still to come. */
  readonly queue: readonly string[];
  /** The team that presents. */
  readonly now?: string | undefined;
  readonly seconds: number;
}

/** The queue of presentations of the running phase, when there is one. */
export function presentationsOf(state: State): Presentations | undefined {
  const record = state.of('presentations', ':presentations');
  if (record === undefined || text(record, 'phase') !== text(state.workshop, 'phase')) return undefined;
  const queue = fieldOf(record.fields, 'queue');
  return {
    queue: Array.isArray(queue) ? queue : [],
    now: text(record, 'now') || undefined,
    seconds: num(record, 'seconds'),
  };
}
