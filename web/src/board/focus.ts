import { fieldOf, num, text } from './record.ts';
import type { State } from './state.ts';

/** How strongly everybody is called: asked, brought along, or brought along and held. */
export type Mode = 'ask' | 'bring' | 'hold';

/** Where the moderators' attention is. */
export interface Focus {
  readonly board: string;
  readonly section?: string | undefined;
  readonly item?: string | undefined;
  readonly mode?: Mode | undefined;
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
    section: text(record, 'section') || undefined,
    item: text(record, 'item') || undefined,
    mode: (text(record, 'mode') as Mode) || undefined,
    by: text(record, 'by'),
    since: num(record, 'since'),
  };
}

/** Whether everybody is held where they are. */
export function held(state: State): boolean {
  const record = state.of('focus', ':focus');
  return record !== undefined && fieldOf(record.fields, 'mode') === 'hold';
}
