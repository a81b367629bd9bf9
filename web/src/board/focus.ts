import { fieldOf, num, text } from './record.ts';
import type { State } from './state.ts';

/** How strongly everybody is called: asked, brought along, or brought along and held. */
export type Pull = 'ask' | 'bring' | 'hold';

/** Shows everybody a place, and asks or brings them there. */
export interface SetFocus {
  readonly do: 'SetFocus';
  readonly with: {
    readonly board: string;
    readonly quadrant?: string | undefined;
    readonly note?: string | undefined;
    readonly pull?: Pull | undefined;
  };
}

/** Lets everybody go. */
export interface Release {
  readonly do: 'Release';
  readonly with: { readonly [field: string]: never };
}

/** Puts the teams in the order in which they present, each for so many seconds. */
export interface QueueTalks {
  readonly do: 'QueueTalks';
  readonly with: { readonly teams: readonly string[]; readonly seconds: number };
}

/** Calls the next team of the queue and starts the timer. */
export interface NextTalk {
  readonly do: 'NextTalk';
  readonly with: { readonly [field: string]: never };
}

/** Where the moderators' attention is. */
export interface Focus {
  readonly board: string;
  readonly quadrant?: string | undefined;
  readonly note?: string | undefined;
  readonly pull?: Pull | undefined;
  /** The member who set it. */
  readonly by: string;
  /** The number of the change that set it: another number is another call. */
  readonly since: number;
}

/** The place that the moderators show, when they show one. */
export function focusOf(state: State): Focus | undefined {
  const record = state.of('focus', ':focus');
  if (record === undefined) return undefined;
  return {
    board: text(record, 'board'),
    quadrant: text(record, 'quadrant') || undefined,
    note: text(record, 'note') || undefined,
    pull: (text(record, 'pull') as Pull) || undefined,
    by: text(record, 'by'),
    since: num(record, 'since'),
  };
}

/** Whether everybody is held where they are. */
export function held(state: State): boolean {
  const record = state.of('focus', ':focus');
  return record !== undefined && fieldOf(record.fields, 'pull') === 'hold';
}

/** The presentations of the teams. */
export interface Talks {
  /** The teams that are still to come. */
  readonly queue: readonly string[];
  /** The team that presents. */
  readonly now?: string | undefined;
  readonly seconds: number;
}

/** The queue of presentations of the running phase, when there is one. */
export function talksOf(state: State): Talks | undefined {
  const record = state.of('talks', ':talks');
  if (record === undefined || text(record, 'phase') !== text(state.workshop, 'phase')) return undefined;
  const queue = fieldOf(record.fields, 'queue');
  return {
    queue: Array.isArray(queue) ? queue : [],
    now: text(record, 'now') || undefined,
    seconds: num(record, 'seconds'),
  };
}
