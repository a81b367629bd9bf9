import type { Command } from '../../board/command.ts';
import { type Board, maxPoints, type Vote } from '../../board/generated.ts';
import { hiddenAt, hiddenCountAt, ownHidden } from '../../board/hidden.ts';
import { sectionsOf, sectionsOn } from '../../board/kind.ts';
import { covers, running } from '../../board/phase.ts';
import type { State } from '../../board/state.ts';
import { boardOfTeam, openBoards, plenaryBoards, teams } from '../../board/team.ts';
import { electors, openVotes, votes } from '../../board/vote.ts';

/** A vote as the moderator fills it in. `who` is 'everyone', 'teams' for each team, or the id of one. */
export interface VoteDraft {
  title: string;
  points: number;
  perItem: number;
  groups: boolean;
  /** Plenary boards; a team votes on its copies of them. */
  boards: string[];
  /** Of the sections of its boards, those on which points can be given. */
  sections: string[];
  liveTotals: boolean;
  who: string;
}

/** What a new vote starts from: the name of the phase, the boards in focus, and a vote for each team while the teams work. */
export function newDraft(state: State, title: (n: number) => string): VoteDraft {
  const phase = running(state);
  const wanted = phase?.boards ?? [];
  const boards = openBoards(state).filter(({ id }) => wanted.length === 0 || wanted.includes(id));
  const inTeams = phase?.teams === true && teams(state).length > 0;
  return {
    title: phase === undefined ? title(votes(state).length + 1) : named(state, phase.title),
    points: 5,
    perItem: 2,
    groups: false,
    boards: boards.map(({ id }) => id),
    sections: sectionsOn(
      state,
      openBoards(state).map(({ id }) => id),
    ).map(({ section }) => section),
    liveTotals: false,
    who: inTeams ? 'teams' : 'everyone',
  };
}

/** The name of the phase, with a number where a vote is called so already. */
function named(state: State, phase: string): string {
  const taken = new Set(votes(state).map((vote) => vote.title));
  let name = phase;
  for (let n = 2; taken.has(name); n++) name = `${phase} ${n}`;
  return name;
}

/** What is wrong with a draft, or null. */
export function flaw(state: State, draft: VoteDraft): 'title' | 'points' | 'perItem' | 'boards' | 'sections' | null {
  if (draft.title.trim() === '') return 'title';
  if (!Number.isInteger(draft.points) || draft.points < 1 || draft.points > maxPoints) return 'points';
  if (!Number.isInteger(draft.perItem) || draft.perItem < 1 || draft.perItem > draft.points) return 'perItem';
  if (draft.boards.length === 0) return 'boards';
  return sectionsOfDraft(state, draft).length === 0 ? 'sections' : null;
}

/** The sections of its boards on which a draft lets people vote. */
function sectionsOfDraft(state: State, draft: VoteDraft): string[] {
  return sectionsOn(state, draft.boards)
    .map(({ section }) => section)
    .filter((section) => draft.sections.includes(section));
}

/** The boards on which a draft lets people vote: the plenary ones, or the copies of the teams. */
export function boardsOfDraft(state: State, draft: VoteDraft): Board[] {
  if (draft.who === 'everyone') return openBoards(state).filter(({ id }) => draft.boards.includes(id));
  return voters(state, draft).flatMap((team) => copies(state, draft, team));
}

function voters(state: State, { who }: VoteDraft): string[] {
  if (who === 'everyone') return [];
  return who === 'teams' ? teams(state).map(({ id }) => id) : [who];
}

function copies(state: State, draft: VoteDraft, team: string): Board[] {
  return draft.boards.map((board) => boardOfTeam(state, team, board)).filter((board) => board !== undefined);
}

/** The commands that open what the draft says: one vote, or one for each team that has a copy of a board. */
export function openCommands(state: State, draft: VoteDraft, newId: () => string): Command[] {
  const { title, points, perItem, groups, liveTotals } = draft;
  const sections = sectionsOfDraft(state, draft);
  const rules = {
    title: title.trim(),
    points,
    perItem,
    groups,
    liveTotals,
    sections: sections.length === sectionsOn(state, draft.boards).length ? [] : sections,
  };
  if (draft.who === 'everyone') {
    // With all boards meant, one that is added later is meant as well.
    const all = plenaryBoards(state).every(({ id }) => draft.boards.includes(id));
    return [{ do: 'OpenVote', with: { ...rules, vote: newId(), boards: all ? [] : draft.boards } }];
  }
  return voters(state, draft).flatMap((team): Command[] => {
    const boards = copies(state, draft, team).map(({ id }) => id);
    return boards.length === 0 ? [] : [{ do: 'OpenVote', with: { ...rules, vote: newId(), boards, team } }];
  });
}

/** What will happen, and what may surprise. */
export interface Outlook {
  /** The phase that will let people vote and does not yet. */
  readonly allows: string | null;
  /** Whether the running phase leaves out all these boards, so that nobody can vote yet. */
  readonly outside: boolean;
  /** Whether some notes there are hidden, or will be. */
  readonly hidden: boolean;
  /** How many may vote; in a vote for each team, in the smallest. */
  readonly electorate: number;
  /** Whether another vote runs over the same notes. */
  readonly overlaps: boolean;
}

/** What the moderator is told before the vote begins. */
export function outlook(state: State, draft: VoteDraft): Outlook {
  const phase = running(state);
  const boards = boardsOfDraft(state, draft);
  const hides = boards.some(({ id }) =>
    draft.sections.some((section) => hiddenAt(state, id, section) || hiddenCountAt(state, id, section) > 0),
  );
  const hidden = boards.some(({ id }) => sectionsOf(state, id).some((section) => ownHidden(state, id, section) > 0));
  return {
    allows: phase !== undefined && !phase.allow.includes('vote') ? phase.title : null,
    outside: boards.length > 0 && boards.every(({ id }) => !covers(state, id)),
    hidden: hides || hidden,
    electorate: Math.min(
      ...(draft.who === 'everyone' ? [''] : voters(state, draft)).map((team) => electors(state, team).length),
    ),
    overlaps: openVotes(state).some((vote) => boards.some((board) => overlap(vote, board, draft))),
  };
}

function overlap(vote: Vote, board: Board, draft: VoteDraft): boolean {
  const { boards, sections } = vote;
  const there = boards.length > 0 ? boards.includes(board.id) : board.audience === 'everyone';
  return there && (sections.length === 0 || draft.sections.some((section) => sections.includes(section)));
}
