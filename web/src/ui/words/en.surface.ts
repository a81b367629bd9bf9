import type { plSurface } from './pl.surface.ts';
import { counted } from './plural.ts';

const hidden = { one: 'hidden note', other: 'hidden notes' };
const notes = { one: 'note', other: 'notes' };

/** The English words of a board in phases. */
export const enSurface = {
  closed: {
    phase: 'Notes are not changed in this phase.',
    elsewhere: 'This phase is on another board.',
    archived: 'The board is archived.',
    held: 'The moderators ask for attention. Writing will be back in a moment.',
    board: 'The board is locked.',
    section: 'This part of the board is locked.',
    note: 'This note is locked.',
    other: 'Nothing can be written here now.',
  },
  addClosed: {
    phase: 'No new notes in this phase',
    elsewhere: 'This phase is on another board',
    archived: 'Board archived',
    held: 'The moderators ask for attention',
    board: 'Board locked',
    section: 'Locked here',
    note: 'Locked here',
    other: 'Nothing can be written here now',
  },
  kept: 'What was typed stays here.',
  onlyMe: 'Only you see this',
  hiddenCount: (n: number) => counted('en', n, hidden),
  moreHidden: (n: number) => `and ${counted('en', n, { one: 'more hidden', other: 'more hidden' })}`,
  hides: 'Other people’s notes are hidden.',
  countWith: (n: number, hiddenCount: number) =>
    `${counted('en', n, notes)}, ${counted('en', hiddenCount, { one: 'hidden', other: 'hidden' })}`,
  reveal: 'Reveal',
  revealMany: (n: number) => `Reveal hidden (${n})`,
  revealed: (n: number) => `${counted('en', n, notes)} revealed`,
  lockedBoard: 'Board locked',
  lockedSection: 'Locked here',
  lockedNote: 'Locked',
  lock: { board: 'Lock the board', section: 'Lock here', note: 'Lock' },
  unlock: { board: 'Unlock the board', section: 'Unlock here', note: 'Unlock' },
  locked: (what: string) => `Locked: ${what}`,
  unlocked: (what: string) => `Unlocked: ${what}`,
  sectionActions: (name: string) => `Actions on ${name}`,
  revealSection: 'Reveal all here',
  revealNext: 'Reveal one note',
  showAll: 'Show',
  mode: { none: 'On the projector only', ask: 'Invite everybody here', bring: 'Bring everybody here' },
  focused: {
    none: (what: string) => `On the projector: ${what}`,
    ask: (what: string) => `Everybody was invited to: ${what}`,
    bring: (what: string) => `Everybody was brought to: ${what}`,
  },
  discussed: { section: 'discussed now', note: 'discussed now' },
  looked: (what: string) => `Shown: ${what}`,
  wholeBoard: 'the whole board',
  merge: 'Merge repeats',
  mergedInto: (text: string) => `merged into: ${text}`,
  promote: 'Add to shared board',
  preview: {
    title: 'Participant’s view',
    what: 'Participant’s view: to look at only',
    whole: 'No team',
    team: 'Team',
    board: 'Board',
    none: 'In this phase a participant works on the board of their team.',
  },
} satisfies typeof plSurface;
