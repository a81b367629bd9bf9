import type { Act } from '../../board/generated.ts';
import type { BoardStatus, WorkingWith } from '../phase/board-status.ts';
import type { PhaseWords } from './pl.phase.ts';
import { counted, type Forms } from './plural.ts';

const acts: Record<Act, string> = { write: 'write', move: 'move', group: 'group', vote: 'vote' };
const people = { one: 'person', other: 'people' };
const all = new Intl.ListFormat('en', { type: 'conjunction' });
const names = (sections: readonly string[]) => all.format(sections);
const joined = (...sentences: (string | false)[]) => sentences.filter((each) => each !== false).join(' ');

function barrier(s: BoardStatus): string {
  if (s.held) return 'Now we only look.';
  if (s.archived) return 'The board is archived, it can be looked at.';
  if (s.elsewhere) return 'This board can only be looked at now.';
  if (s.locked) return 'The board is locked, it can be looked at.';
  if (s.acts.length > 0) return '';
  if (s.voteSoon) return 'The vote is about to start.';
  return s.promoting ? 'The lead chooses, the team looks on.' : 'Now we only look.';
}

const notes = { one: 'note', other: 'notes' };
const things: Record<string, Forms> = {
  vision: { one: 'entry', other: 'entries' },
  matrix: { one: 'row', other: 'rows' },
};

/** The English words for the phase that runs. */
export const enPhase = {
  label: 'Phase',
  plenaryBoard: 'Shared board',
  quote: (text: string) => `“${text}”`,

  boards: {
    label: 'Boards',
    others: 'Other boards',
    count: (n: number, kind = '') => counted('en', n, things[kind] ?? notes),
    archived: 'archived',
    published: 'open to everybody',
    acts: 'Actions on boards',
    manage: 'Manage boards',
    publish: (name: string) => `Open to everybody: ${name}`,
    publishOurs: 'Open our board to everybody',
    publishTitle: 'Open the board to everybody?',
    publishWhich: 'Which board?',
    publishWhat: [
      'Everybody will see it: the other teams, observers and the projector. The team and the moderators still write on it.',
      'Hidden notes stay hidden. This cannot be undone.',
    ],
    publishAct: 'Open to everybody',
    publishDone: (name: string) => `Open to everybody: ${name}`,
  },
  company: (company: WorkingWith) => {
    if (company.with === 'team') return company.team;
    return { all: 'Everybody together', teams: 'In teams', none: 'No team' }[company.with];
  },
  teamsSoon: 'We are about to form teams.',
  noTeams: 'This phase is for teams, and there are none yet.',
  noTeam: 'The teams work on their own boards. To join a team, turn to the moderator.',

  mine: (s: BoardStatus, closed: readonly string[]) =>
    joined(
      barrier(s) || `You may ${names(s.acts.map((act) => acts[act]))}.`,
      s.hidden && !s.held && 'The notes of others are hidden until the moderator reveals them.',
      s.anonymous && !s.held && 'Not signed.',
      closed.length > 0 && `Locked: ${names(closed)}.`,
    ),
  others: (s: BoardStatus, closed: readonly string[]) =>
    joined(
      s.held
        ? 'Writing is paused.'
        : barrier(s) === ''
          ? `Participants may ${names(s.acts.map((act) => acts[act]))}.`
          : s.archived
            ? 'The board is archived: it can be looked at, not changed.'
            : s.elsewhere
              ? 'Participants work somewhere else now.'
              : s.locked
                ? 'The board is locked for participants.'
                : s.voteSoon
                  ? 'Participants wait for the vote to start.'
                  : s.promoting
                    ? 'The lead chooses, the team looks on.'
                    : 'Participants only look.',
      s.hidden && !s.held && 'Notes are hidden.',
      s.anonymous && !s.held && 'Not signed.',
      closed.length > 0 && `Locked: ${names(closed)}.`,
    ),

  leadPromotes: 'You lead the team: choose notes with “Add to shared board” above the team’s board.',
  leadChooses: (lead: string): string =>
    lead === '' ? 'The lead chooses, but the team has none yet.' : `${lead} chooses. The team looks on and advises.`,
  leadPresents: (opens: boolean): string =>
    opens ? 'Your team presents. You can open the team’s board to everybody.' : 'Your team presents.',

  timer: {
    label: 'Timer',
    left: 'left',
    minute: 'last minute',
    paused: 'paused',
    over: 'over time',
    sayMinute: 'One minute left.',
    sayEnd: 'Time is up. Take your time to finish.',
    sayLeft: (clock: string) => `${clock} left.`,
    soundOn: 'Mute the timer',
    soundOff: 'Let the timer sound',
  },

  presentations: (now: string, next: string) => (next === '' ? `Now: ${now}` : `Now: ${now}, then ${next}`),
  presentationsNext: (next: string) => `About to begin: ${next}`,

  call: {
    label: 'From the moderators',
    asks: (who: string, where: string) => `${who} invites you to: ${where}`,
    follow: 'Go there',
    decline: 'Not now',
    brought: (where: string) => `Now we look at: ${where}`,
    waits: (where: string) => `Next we go to: ${where}. Finish your sentence first.`,
    now: 'Go now',
    back: 'Go back',
    held: 'The moderators ask for your attention. You can write again in a moment.',
    released: 'You can carry on.',
    coming: 'Another board comes in a moment. Finish your sentence first.',
    left: (board: string) => `An unfinished text is waiting: ${board}.`,
    astray: (board: string) => `The running phase is somewhere else: ${board}.`,
  },

  now: (title: string) => `Phase: ${title}.`,
  freed: 'The phases are over.',
  more: 'Show the whole question',
  less: 'Show less of the question',

  activity: {
    title: 'Who is writing, who has finished, whose hand is up',
    writingShort: 'Writing',
    readyShort: 'Ready',
    handsShort: 'Hands',
    writing: (n: number) => `writing: ${counted('en', n, people)}`,
    ready: (n: number, of: number) => `ready: ${n} of ${of}`,
    hands: (n: number) => `hands up: ${counted('en', n, people)}`,
  },
  asParticipant: 'See it as a participant',
  leading: {
    title: 'Moderation',
    agenda: 'agenda',
    timer: 'timer',
  },
} satisfies PhaseWords;
