import type { PastWords } from './pl.past.ts';
import { counted } from './plural.ts';

/** The English words of moments, of the workshop as it was, and of what changed since. */
export const enPast = {
  title: 'Saved moments',
  lead: 'A moment is a name for the state of the whole workshop. Nothing is copied: it opens read-only.',
  none: 'No moment has been saved yet.',
  mark: 'Save this moment',
  proposed: (step, date) => (step === '' ? `State of ${date}` : `${step}, ${date}`),
  marked: (title) => `Moment saved: ${title}`,
  name: 'Name of the moment',
  renamed: (title) => `New name of the moment: ${title}`,
  rename: 'Rename',
  remove: 'Remove the name',
  removed: (title) => `Name of the moment removed: ${title}`,
  open: 'Open',
  actions: (title) => `Actions on the moment: ${title}`,
  banner: (when) => `State of ${when}, read only`,
  number: (seq) => `change no. ${seq}`,
  back: 'Back to now',
  results: 'Results of votes',
  opening: 'Reading the record of the workshop…',
  failed: 'This moment could not be opened.',
  damaged:
    'The record of the workshop is damaged further on, so this is the last state before this moment that can be shown.',
  noBoards: 'At this moment there was no board yet that can be seen here.',
  since: {
    label: 'Changes since the last visit',
    line: (when) => `Last visit: ${when}. There have been changes since.`,
    show: 'Show what changed',
    count: (n, at) => (at === 0 ? counted('en', n, { one: 'change', other: 'changes' }) : `${at} of ${n}`),
    none: 'Nothing has changed on the boards.',
    fresh: 'new',
    changed: 'changed',
    previous: 'Previous change',
    next: 'Next change',
    close: 'Close',
  },
} satisfies PastWords;
