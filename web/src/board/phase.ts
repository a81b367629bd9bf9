import type { Act, Board, Phase } from './generated.ts';
import { phasesList, type State } from './state.ts';

/** The phase that runs. */
export function running(state: State): Phase | undefined {
  const id = state.workshop?.phase ?? '';
  return id === '' ? undefined : state.of('phase', id);
}

/** The phases in the order of the agenda. */
export function phases(state: State): readonly Phase[] {
  return state.siblings(phasesList);
}

/** Whether participants may do this at present; without a running phase they may do everything. */
export function allows(state: State, act: Act): boolean {
  const phase = running(state);
  return phase === undefined || phase.allow.includes(act);
}

/** Whether the board is in the focus of the running phase; without one every board is. */
export function covers(state: State, board: string): boolean {
  const phase = running(state);
  const record = state.of('board', board);
  return phase === undefined || (record !== undefined && phaseCovers(phase, record));
}

/** Whether the board is in the focus of the phase: plenary boards, or the teams' copies of them. */
export function phaseCovers(phase: Phase, board: Board): boolean {
  if (phase.teams !== (board.team !== '')) return false;
  return phase.boards.length === 0 || phase.boards.includes(phase.teams ? board.origin : board.id);
}
