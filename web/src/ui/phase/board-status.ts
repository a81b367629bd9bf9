import { held } from '../../board/focus.ts';
import { type Act, acts } from '../../board/generated.ts';
import { hiddenAt } from '../../board/hidden.ts';
import { kindOf, sectionsOf } from '../../board/kind.ts';
import type { Actor } from '../../board/permission.ts';
import { covers, running } from '../../board/phase.ts';
import type { State } from '../../board/state.ts';
import { needsLeads, teamOf } from '../../board/team.ts';
import { openVotes, votes } from '../../board/vote.ts';

/** What participants may do at present, as it is put into words for everybody. */
export interface BoardStatus {
  /** What is allowed here and now, in the order in which it is told. */
  readonly acts: readonly Act[];
  /** A vote is part of the phase, but none was opened yet. */
  readonly voteSoon: boolean;
  readonly held: boolean;
  /** The board is not the one that is worked on. */
  readonly elsewhere: boolean;
  readonly archived: boolean;
  readonly locked: boolean;
  /** The locked sections of the board. */
  readonly lockedSections: readonly string[];
  /** What others write is hidden. */
  readonly hidden: boolean;
  readonly anonymous: boolean;
  /** Teams stand before their boards and only their leads act: they choose what is promoted. */
  readonly promoting: boolean;
}

/** How participants stand on this board: those of a team where one is named, else all of them. */
export function boardStatus(state: State, board: string | undefined, team?: string): BoardStatus {
  const phase = running(state);
  const record = board === undefined ? undefined : state.of('board', board);
  const open = kindOf(state, board ?? '')?.acts ?? acts;
  const allowed = phase === undefined ? open : open.filter((act) => phase.allow.includes(act));
  const voting = openVotes(state).length > 0;
  const owner = record?.team ?? '';
  // Another team's board was opened to be read.
  const foreign = owner !== '' && team !== undefined && owner !== team;
  const elsewhere = record !== undefined && (foreign || !covers(state, record.id));
  const archived = record?.archived === true;
  const locked = record?.locked === true;
  const still = held(state);
  const none = still || elsewhere || archived || locked;
  return {
    acts: none ? [] : allowed.filter((act) => act !== 'vote' || voting),
    // Without a phase a vote may be opened at any time: that is nothing to wait for.
    voteSoon: phase !== undefined && !none && !voting && allowed.includes('vote') && !voted(state, phase.id),
    held: still,
    elsewhere,
    archived,
    locked,
    lockedSections: none ? [] : (record?.lockedSections ?? []),
    hidden: record !== undefined && hides(state, record.id),
    anonymous: phase?.anonymous === true,
    promoting: needsLeads(phase),
  };
}

// Once everything on a board is revealed, nothing there is hidden any more.
function hides(state: State, board: string): boolean {
  return sectionsOf(state, board).some((section) => hiddenAt(state, board, section));
}

/** With whom one works: with everybody, in a team, in the teams in general, or without a team while others have one. */
export type WorkingWith = { with: 'all' | 'teams' | 'none' } | { with: 'team'; team: string };

/** With whom this person works in the running phase. */
export function workingWith(state: State, actor: Actor): WorkingWith {
  const phase = running(state);
  if (phase === undefined || !phase.teams) return { with: 'all' };
  if (actor.role !== 'participant') return { with: 'teams' };
  const team = teamOf(state, actor.member);
  return team === undefined ? { with: 'none' } : { with: 'team', team: team.name };
}

/** Whether a vote was opened in the phase. */
function voted(state: State, phase: string): boolean {
  return votes(state).some((vote) => vote.phase === phase);
}
