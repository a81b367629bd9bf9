import type { Act, Board, Commands, Phase } from './generated.ts';
import { itemsOn } from './kind.ts';
import { flag, list, num, type Rec, text } from './record.ts';
import { phasesList, type State } from './state.ts';

/** What a phase says, apart from its place in the agenda and what happened in it. */
export type PhaseFields = Omit<Commands['SetPhase'], 'phase'>;

/** The phase that runs. */
export function running(state: State): Phase | undefined {
  const id = text(state.workshop, 'phase');
  return id === '' ? undefined : state.of('phase', id);
}

/** The phases in the order of the agenda. */
export function phases(state: State): readonly Phase[] {
  return state.siblings(phasesList);
}

/** What a phase says; without one, what a new phase starts from. */
export function phaseDraft(phase?: Phase): PhaseFields {
  if (phase === undefined) {
    return {
      title: '',
      minutes: 0,
      boards: [],
      teams: false,
      allow: [],
      hidden: false,
      counts: false,
      anonymous: false,
    };
  }
  return {
    title: text(phase, 'title'),
    ask: text(phase, 'ask') || undefined,
    part: text(phase, 'part') || undefined,
    minutes: num(phase, 'minutes'),
    boards: list(phase, 'boards'),
    teams: flag(phase, 'teams'),
    allow: list(phase, 'allow') as readonly Act[],
    hidden: flag(phase, 'hidden'),
    counts: flag(phase, 'counts'),
    anonymous: flag(phase, 'anonymous'),
  };
}

/** Whether participants may do this at present; without a running phase they may do everything. */
export function allows(state: State, act: Act): boolean {
  const phase = running(state);
  return phase === undefined || list(phase, 'allow').includes(act);
}

/** Whether the board is in the focus of the running phase; without one every board is. */
export function covers(state: State, board: string): boolean {
  const phase = running(state);
  const record = state.of('board', board);
  return phase === undefined || (record !== undefined && phaseCovers(phase, record));
}

/** Whether the board is in the focus of the phase: plenary boards, or the teams' copies of them. */
export function phaseCovers(phase: Phase, board: Board): boolean {
  const team = text(board, 'team') !== '';
  if (flag(phase, 'teams') !== team) return false;
  const boards = list(phase, 'boards');
  return boards.length === 0 || boards.includes(team ? text(board, 'origin') : board.id);
}

/** Whether what is written there now is hidden until it is revealed. */
export function hiddenAt(state: State, board: string, section: string): boolean {
  const phase = running(state);
  if (phase === undefined || !flag(phase, 'hidden') || !covers(state, board)) return false;
  return !list(phase, 'revealed').includes(`${board}/${section}`);
}

/** Whether only one member sees the note or group. */
export function isHidden(record: Rec): boolean {
  return record.audience.startsWith('member:');
}

/** How many hidden items of others there are, as far as the phase tells it. */
export function hiddenCountAt(state: State, board: string, section: string): number {
  const all = num(state.of('hiddenCount', `hidden:${board}/${section}`), 'count');
  return all === 0 ? 0 : Math.max(0, all - ownHidden(state, board, section));
}

/** How many hidden items of the person themselves there are. */
export function ownHidden(state: State, board: string, section: string): number {
  return itemsOn(state, board).filter((item) => text(item, 'section') === section && isHidden(item)).length;
}

/** Whether notes are written without an author at present. */
export function anonymous(state: State): boolean {
  const phase = running(state);
  return phase !== undefined && flag(phase, 'anonymous');
}

/** What a new note is promised now: in an anonymous phase it stays unsigned, whenever it arrives. */
export function promise(state: State): { readonly unsigned?: true } {
  return anonymous(state) ? { unsigned: true } : {};
}
