import { covers } from '../../board/phase.ts';
import { presentationsOf } from '../../board/presentations.ts';
import { boards } from '../../board/state.ts';
import { publishable, teamOf } from '../../board/team.ts';
import { sectionName } from '../boards.ts';
import { language } from '../words/language.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import { boardStatus } from './board-status.ts';

/**
 * What is open on a board just now, in words: to the person where they are `led`, or else to the participants, as those
 * who look on are told.
 */
export function rulesNow(store: WorkshopStore, board: string | undefined, led: boolean): string {
  const w = language.words.phase;
  const { state, me } = store;
  // Whoever only looks on is told of the work, wherever they look.
  const all = state.siblings(boards).map(({ id }) => id);
  const worked =
    led || board === undefined || covers(state, board) ? board : (all.find((id) => covers(state, id)) ?? board);
  const team = me.role === 'participant' ? (teamOf(state, me.member)?.id ?? '') : undefined;
  const status = boardStatus(state, worked, team);
  const closed = status.lockedSections.map((section) => sectionName(language.words, state, worked ?? '', section));
  if (!led) return w.others(status, closed);
  const own = teamOf(state, me.member);
  const leads = own !== undefined && own.lead === me.member;
  if (leads && presentationsOf(state)?.now === own.id) return w.leadPresents(publishable(state, me).length > 0);
  if (status.promoting && !status.held && own !== undefined)
    return leads ? w.leadPromotes : w.leadChooses(own.lead === '' ? '' : store.nameOf(own.lead));
  return w.mine(status, closed);
}
