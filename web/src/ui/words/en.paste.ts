import type { PasteWords } from './pl.paste.ts';
import { counted, type Forms } from './plural.ts';

const count = (n: number, forms: Forms) => counted('en', n, forms);
const notes = { one: 'note', other: 'notes' };
const groups = { one: 'group', other: 'groups' };
const lists = { one: 'list', other: 'lists' };
const pairs = { one: 'pair', other: 'pairs' };

/** The English words of pasting and of repeats. */
export const enPaste = {
  title: 'Paste a list or a table',
  lead: 'Copy a list or a table from a document, a spreadsheet, a page, an e-mail or another board, and paste it here. Nothing is added before you have seen where it goes.',
  field: 'What was copied',
  nothing: 'There is no note here yet.',
  problem: {
    empty: 'There is no text in the clipboard. Select some text, copy it and paste again.',
    too_large: 'This is too much at once. Copy a smaller part: at most a million characters.',
    too_many_rows: 'These are too many rows at once. Copy at most 5000 rows.',
    overlapping: 'Merged cells of this table lie over each other. Split them in the document and copy the table again.',
    not_text: 'This is not a text file. Open it, select what is in it and copy that.',
  },
  total: (n, of) => `${count(n, notes)}${of > 0 ? ` in ${count(of, groups)}` : ''}`,
  preview: 'Preview',

  guess: (n) =>
    `The text does not say which quadrant the notes of ${count(n, lists)} belong to. Choose a quadrant, or confirm what we propose.`,
  accept: 'That is right',
  guessed: 'a guess',

  columns: 'Columns',
  column: (n) => `Column ${n}`,
  name: 'Column',
  example: 'Example',
  holds: 'What it holds',
  holdsOf: (name) => `What it holds: ${name}`,
  role: {
    note: 'notes',
    detail: 'more of the note',
    section: 'quadrant',
    group: 'group',
    points: 'points',
    author: 'author',
    number: 'number, leave out',
    out: 'leave out',
  },

  lists: 'Lists',
  unnamed: 'Without a heading',
  back: 'Put back',
  into: 'Quadrant',
  intoOf: (list) => `Quadrant: ${list}`,
  choose: 'Choose a quadrant',
  leave: 'Leave the list out',
  lines: 'Lines',
  linesOf: (list) => `Lines: ${list}`,
  arrangement: {
    read: 'as they were read',
    lines: 'each a note',
    one: 'joined to one note',
    pieces: 'split at commas',
  },
  isOf: (text) => `What it is: ${text}`,
  line: {
    note: 'a note',
    joined: 'more of the note above',
    group: 'name of a group',
    out: 'leave out',
  },
  heads: (section) => `heading: ${section}`,
  all: (n) => `Show all ${count(n, notes)}`,
  more: (n) => `and ${count(n, notes)} more`,

  pointsAre: 'Numbers of points',
  points: {
    out: 'leave out',
    text: 'write behind the text',
    vote: 'keep as the result of a vote',
  },
  vote: 'Points in what was pasted',
  voteTitle: 'Title of the vote',
  counted: (n) => `With points: ${count(n, notes)}. The result will stand among the results of votes.`,
  voteTooLong: (n) => `A result covers at most ${count(n, notes)}. Paste a smaller part.`,
  authors: 'Write the authors behind the text',

  left: 'Left out',
  putBack: 'Add them after all',
  putBackOf: (what) => `Add them after all: ${what}`,
  reason: {
    titles: 'Titles and headings',
    numbers: 'Numbers of rows',
    points: 'Numbers of points',
    authors: 'Authors',
    columns: 'Other columns',
    placeholders: 'Signs for nothing: dashes, “n/a”',
    pages: 'Numbers and titles of pages',
    sources: 'Sources below the table',
    dropped: 'Notes that you left out',
    long: 'Shortened, because they were too long',
  },

  repeats: (n) => `${count(n, pairs)} of texts that are alike`,
  repeatsLead:
    'These notes are like some on the board, or like others that you paste. They are added unless you leave them out.',
  like: 'like:',
  dropRepeat: (text) => `Leave out: ${text}`,
  skip: 'Leave out',

  submit: (n) => `Add ${count(n, notes)}`,
  undo: 'All of it can be undone in one step.',
  progress: (n, of) => `Added ${n} of ${count(of, notes)}.`,
  stopped: (n, of) => `Added ${n} of ${count(of, notes)}, the others wait here.`,
  done: (n) => `Pasted: ${count(n, notes)}`,

  panel: {
    title: 'Repeats',
    lead: 'Notes of one quadrant that say nearly the same. Nothing merges by itself: choose which text stays and merge them, with Enter or the button.',
    none: 'No repeats in sight.',
    where: 'Look',
    within: 'in each quadrant apart',
    across: 'on the whole board',
    keep: 'Stays',
    merge: 'Merge',
    mergeOf: (text) => `Merge: ${text}`,
    group: 'Group',
    groupOf: (text) => `Group: ${text}`,
    differ: 'Not the same',
    differOf: (text) => `Not the same: ${text}`,
    merged: 'Notes merged',
    next: (n) => `Left: ${count(n, pairs)}`,
  },
} satisfies PasteWords;
