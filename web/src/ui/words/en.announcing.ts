import type { NoteAct } from '../announcing/heard.ts';
import type { AnnouncingWords } from './pl.announcing.ts';
import { counted } from './plural.ts';

const hands = { one: 'hand', other: 'hands' };
const done: Record<NoteAct, string> = {
  moved: 'moved',
  edited: 'being edited',
  grouped: 'put into a group',
  ungrouped: 'taken out of its group',
  merged: 'merged with another',
  binned: 'put into the bin',
  restored: 'restored',
  locked: 'locked',
};

/** The English words of what is announced. */
export const enAnnouncing = {
  note: (what: NoteAct, count: number, text: string, where: string) =>
    count > 1
      ? `${counted('en', count, { one: 'note', other: 'notes' })} of yours: ${done[what]}.`
      : `Your note ${text} is ${done[what]}${where === '' ? '' : `: ${where}`}.`,
  admitted: 'You were let in.',
  editedLocked: 'The note you are editing is locked now.',
  team: (name: string) => (name === '' ? 'You are in no team any more.' : `Your team: ${name}.`),
  role: {
    moderator: 'Your role: moderator. The moderators’ bar is at the end of the page; F6 leads to it.',
    participant: 'Your role: participant.',
    observer: 'Your role: observer.',
  },
  lead: (on: boolean, team: string) => (on ? `You lead ${team} now.` : `${team} has another lead now.`),
  choosing: 'You can choose your team.',
  mine: { now: 'Your team presents now.', next: 'Your team presents next.' },
  presented: 'The presentations are over.',
  hands: (count: number, first: string) =>
    count === 1 ? `${first}: hand up.` : `${counted('en', count, hands)} up, ${first} first.`,
  timer: {
    started: (left: string) => `Timer: ${left}.`,
    longer: (left: string) => `More time: ${left}.`,
    shorter: (left: string) => `Less time: ${left}.`,
    paused: (left: string) => `Timer paused: ${left}.`,
    resumed: (left: string) => `Timer running again: ${left}.`,
    stopped: (_: string) => 'Timer stopped.',
  },
  happened: {
    title: 'What happened',
    notes: 'To my notes',
    noNotes: 'Nobody else has changed anything in them.',
    others: 'Last announcements',
    noOthers: 'Nothing has been announced yet.',
    go: 'Go there',
  },
  vote: {
    opened: (title: string) => `A vote has started: ${title}.`,
    closed: (title: string) => `The vote is closed: ${title}.`,
    best: (text: string, points: string) => `Most points: ${text}, ${points}.`,
  },
} satisfies AnnouncingWords;
