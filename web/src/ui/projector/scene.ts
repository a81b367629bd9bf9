import { previousPhase } from '../../board/agenda.ts';
import { focusOf } from '../../board/focus.ts';
import type { Board, Phase, Vote } from '../../board/generated.ts';
import { phaseCovers, running } from '../../board/phase.ts';
import { presentationsOf } from '../../board/presentations.ts';
import { itemsOn, type State } from '../../board/state.ts';
import { tallyOf } from '../../board/tally.ts';
import { openBoards, presented, teams } from '../../board/team.ts';
import { openVotes, votes } from '../../board/vote.ts';

/** The one thing that the projector shows. */
export type Scene =
  | { readonly is: 'board'; readonly board: string; readonly section?: string; readonly item?: string }
  | { readonly is: 'vote' | 'result'; readonly vote: string }
  /** A board in short, or how far people are who write hidden notes on it. */
  | { readonly is: 'overview' | 'progress'; readonly board: string }
  /** The presentations of the teams, the teams themselves, or what is asked. */
  | { readonly is: 'presentation' | 'teams' | 'question' }
  | { readonly is: 'nothing' };

/** What happened last of all that the projector may show. */
export type News =
  | { readonly is: 'phase' | 'focus' | 'teams' | 'board' }
  | { readonly is: 'vote'; readonly vote: string };

/** What the projector shows now: what happened last, as long as it is there, or else what the phase is about. */
export function sceneOf(state: State, news: News): Scene {
  const wanted =
    news.is === 'focus'
      ? ofFocus(state)
      : news.is === 'vote'
        ? ofVote(state, state.of('vote', news.vote))
        : news.is === 'teams' && teams(state).length > 0
          ? ({ is: 'teams' } as const)
          : news.is === 'board'
            ? ofBoard(boardOf(state))
            : undefined;
  return wanted ?? ofPhase(state) ?? { is: 'nothing' };
}

/** Whether the presentations of the teams are on. */
export function presenting(state: State): boolean {
  const [presentations, phase] = [presentationsOf(state), running(state)];
  if (presentations === undefined || phase?.teams) return false;
  return presentations.now !== '' || presentations.queue.length > 0;
}

function ofFocus(state: State): Scene | undefined {
  const focus = focusOf(state);
  if (focus === undefined || state.of('board', focus.board) === undefined) return undefined;
  const { board, section, item } = focus;
  if (focus.overview) return { is: 'overview', board };
  const record = state.item(item);
  // An item that went to the bin, or to another board, leaves its section behind.
  const there = record !== undefined && !record.deleted && record.board === board;
  return {
    is: 'board',
    board,
    ...(section === '' ? {} : { section }),
    ...(there ? { item } : {}),
  };
}

function ofVote(state: State, vote: Vote | undefined): Scene | undefined {
  if (vote === undefined || vote.team !== '') return undefined;
  if (tallyOf(state, vote) !== null) return { is: 'result', vote: vote.id };
  return vote.closed ? undefined : { is: 'vote', vote: vote.id };
}

function ofPhase(state: State): Scene | undefined {
  const phase = running(state);
  const open = openVotes(state).findLast((vote) => vote.team === '');
  if (phase?.teams) return { is: 'teams' };
  if (open !== undefined) return ofVote(state, open);
  const board = ofBoard(boardOf(state));
  const [own] = presented(state);
  if (own !== undefined) return ofBoard(own);
  if (phase === undefined) return board;
  if (presenting(state)) return itemsShown(state) > 0 ? board : { is: 'presentation' };
  // What is hidden gives nothing to see but that people are at work.
  if (phase.hidden && itemsShown(state) === 0) return board && { is: 'progress', board: board.board };
  if (phase.allow.length > 0) return board;
  // Nobody works: right after a vote its result is talked about, and else what is asked.
  const before = previousPhase(state);
  if (before?.allow.includes('vote') && before.part === phase.part) {
    const last = votes(state).findLast((vote) => ofVote(state, vote)?.is === 'result');
    if (last !== undefined) return ofVote(state, last);
  }
  return phase.boards.length === 0 ? { is: 'question' } : board;
}

function ofBoard(board: Board | undefined): Extract<Scene, { is: 'board' }> | undefined {
  return board === undefined ? undefined : { is: 'board', board: board.id };
}

/** How many items stand on the board that the phase is about. */
function itemsShown(state: State): number {
  return state.count(itemsOn(boardOf(state)?.id ?? ''));
}

/** The board that the phase is about, or the first one. */
function boardOf(state: State): Board | undefined {
  const phase = running(state);
  const all = openBoards(state);
  return all.find((board) => phase === undefined || phaseCovers(phase, board)) ?? all[0];
}

/** What the projector saw last; told in words that can be kept over a reload. */
export interface Seen {
  readonly phase: string;
  readonly focus: number;
  readonly presenting: string;
  readonly teams: string;
  readonly items: number;
  readonly votes: Readonly<Record<string, boolean>>;
  readonly news: News;
}

/** Looks at the state and finds what happened since it was seen before; without that, what seems to be on now. */
export function see(state: State, before?: Seen): Seen {
  const phase = running(state);
  const now = {
    phase: phase?.id ?? '',
    focus: focusOf(state)?.since ?? -1,
    presenting: [presentationsOf(state)?.now ?? '', ...presented(state).map(({ id }) => id)].join(' '),
    teams: teams(state)
      .map(({ id }) => id)
      .join(' '),
    items: itemsShown(state),
    votes: Object.fromEntries(votes(state).map((vote) => [vote.id, vote.closed])),
  };
  return { ...now, news: before === undefined ? begun(state, phase) : (happened(before, now, phase) ?? before.news) };
}

function begun(state: State, phase: Phase | undefined): News {
  const settled = phase?.teams === true;
  return !settled && openVotes(state).length === 0 && ofFocus(state) !== undefined ? { is: 'focus' } : { is: 'phase' };
}

// The strongest of what happened in one moment: somebody pointed, a vote opened or closed, teams were made, the phase.
function happened(before: Seen, now: Omit<Seen, 'news'>, phase: Phase | undefined): News | undefined {
  if (now.focus !== before.focus && now.focus >= 0) return { is: 'focus' };
  const vote = Object.keys(now.votes).findLast((id) => now.votes[id] !== before.votes[id]);
  if (vote !== undefined) return { is: 'vote', vote };
  if (now.teams !== before.teams && now.teams !== '') return { is: 'teams' };
  if (now.phase !== before.phase || now.presenting !== before.presenting) return { is: 'phase' };
  // While nobody may write, items come by a reveal: then they are what it is about.
  const still = phase !== undefined && phase.allow.length === 0;
  return still && now.items > before.items ? { is: 'board' } : undefined;
}
