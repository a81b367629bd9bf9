import { covers } from '../../board/phase.ts';
import { boards } from '../../board/state.ts';
import { teamOf } from '../../board/team.ts';
import { sectionName } from '../boards.ts';
import { language } from '../words/language.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import { boardStatus } from './board-status.ts';

/**
 * What is open on a board just now, in words: to the person where they are `led`, or else to the participants, as those
 * who look on are told.
 */
export function rulesNow({ state, me }: WorkshopStore, board: string | undefined, led: boolean): string {
  const w = language.words.phase;
  // Whoever only looks on is told of the work, wherever they look.
  const all = state.siblings(boards).map(({ id }) => id);
  const worked =
    led || board === undefined || covers(state, board) ? board : (all.find((id) => covers(state, id)) ?? board);
  const team = me.role === 'participant' ? (teamOf(state, me.member)?.id ?? '') : undefined;
  const status = boardStatus(state, worked, team);
  const closed = status.lockedSections.map((section) => sectionName(language.words, state, worked ?? '', section));
  return led ? w.mine(status, closed) : w.others(status, closed);
}
