import type { Phase } from './generated.ts';
import { phases, running } from './phase.ts';
import type { State } from './state.ts';

/** The agendas that are there to begin with, and with which a workshop can be founded. */
export const agendaTemplates = ['swot-3h', 'vision', 'matrix', 'cycle', 'questions', 'areas'] as const;

export type AgendaTemplate = (typeof agendaTemplates)[number];

const minute = 60_000;
const forgotten = 12 * 60 * minute;

/**
 * How far the workshop is behind its agenda, in milliseconds; negative: ahead. Only the part of the agenda that
 * runs counts. Earlier phases count with what they took more or less than planned, the running one and later ones
 * that were visited already with what they took more. A phase that was left open overnight tells nothing.
 */
export function drift(state: State, now: number): number {
  const phase = running(state);
  if (phase === undefined) return 0;
  let sum = 0;
  let before = true;
  for (const each of phases(state)) {
    if (each.id === phase.id) before = false;
    const planned = each.minutes * minute;
    if (planned === 0 || each.part !== phase.part) continue;
    const visit = each.id === phase.id ? now - (state.workshop?.began ?? 0) : 0;
    const took = each.took + Math.max(0, visit);
    if (took > forgotten) continue;
    sum += before ? took - planned : Math.max(0, took - planned);
  }
  return sum;
}

/** The phase after the running one; the first one while none runs. */
export function nextPhase(state: State): Phase | undefined {
  return phases(state)[place(state) + 1];
}

/** The phase before the running one. */
export function previousPhase(state: State): Phase | undefined {
  return phases(state)[place(state) - 1];
}

function place(state: State): number {
  const phase = running(state);
  return phase === undefined ? -1 : phases(state).findIndex(({ id }) => id === phase.id);
}
