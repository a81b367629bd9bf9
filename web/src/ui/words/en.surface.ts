import type { plSurface } from './pl.surface.ts';
import { counted } from './plural.ts';

const covered = { one: 'covered note', other: 'covered notes' };
const notes = { one: 'note', other: 'notes' };

/** The English words of a board in phases. */
export const enSurface = {
  closed: {
    phase: 'Notes are not changed in this phase.',
    elsewhere: 'This phase goes on on another board.',
    archived: 'The board is archived.',
    held: 'The moderators ask for attention. Writing will be back in a moment.',
    board: 'The board is locked.',
    section: 'This field is locked.',
    note: 'This note is locked.',
    other: 'Nothing can be written here now.',
  },
  addClosed: {
    phase: 'No new notes in this phase',
    elsewhere: 'This phase goes on on another board',
    archived: 'Board archived',
    held: 'The moderators ask for attention',
    board: 'Board locked',
    section: 'Field locked',
    note: 'Field locked',
    other: 'Nothing can be written here now',
  },
  kept: 'What was typed stays here.',
  onlyMe: 'Only you see this',
  hiddenCount: (n: number) => counted('en', n, covered),
  moreHidden: (n: number) => `and ${counted('en', n, { one: 'more covered', other: 'more covered' })}`,
  hides: "Other people's notes are covered.",
  countWith: (n: number, hiddenCount: number) =>
    `${counted('en', n, notes)}, ${counted('en', hiddenCount, { one: 'covered', other: 'covered' })}`,
  reveal: 'Reveal',
  revealMany: (n: number) => `Reveal covered (${n})`,
  revealed: (n: number) => `${counted('en', n, notes)} revealed`,
  lockedBoard: 'Board locked',
  lockedSection: 'Field locked',
  lockedNote: 'Locked',
  lock: { board: 'Lock the board', section: 'Lock this field', note: 'Lock' },
  unlock: { board: 'Unlock the board', section: 'Unlock this field', note: 'Unlock' },
  locked: (what: string) => `Locked: ${what}`,
  unlocked: (what: string) => `Unlocked: ${what}`,
  sectionActions: (name: string) => `Actions on ${name}`,
  revealSection: 'Reveal this field',
  revealNext: 'Reveal one note',
  showAll: 'Show to everybody',
  mode: { none: 'On the screen only', ask: 'Ask everybody to look here', bring: 'Bring everybody here' },
  focused: {
    none: (what: string) => `On the screen: ${what}`,
    ask: (what: string) => `Everybody asked to look: ${what}`,
    bring: (what: string) => `Everybody brought to: ${what}`,
  },
  discussed: { section: 'discussed now', note: 'discussed now' },
  looked: (what: string) => `Shown: ${what}`,
  wholeBoard: 'the whole board',
  merge: 'Merge repeats',
  mergedInto: (text: string) => `merged into: ${text}`,
  promote: 'To the joint board',
  preview: {
    title: "Participant's view",
    what: "Participant's view: to look at only",
    whole: 'No team',
    team: 'Team',
    board: 'Board',
    none: 'In this phase a participant works on the board of their team.',
  },
} satisfies typeof plSurface;
