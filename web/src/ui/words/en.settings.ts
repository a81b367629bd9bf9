import type { SettingsWords } from './pl.settings.ts';

/** The English words of what people choose for themselves. */
export const enSettings = {
  lead: 'This browser remembers them, for every workshop. Nobody else sees them.',
  look: 'Look',
  larger: 'Larger text and buttons',
  list: 'Open boards as lists',
  listWhat: 'Headings, and notes one below the other; good with a screen reader and at high zoom.',
  keys: 'Keyboard',
  letters: 'Letters and digits as shortcuts',
  lettersWhat: 'Switch off for voice control. Arrows, Enter, the F keys and Ctrl+Z always work.',
  hears: 'What should a screen reader announce?',
  hearsOf: {
    all: 'Everything',
    mine: 'My own matters and what the moderators do',
    moderators: 'Only what the moderators do',
  },
  chime: 'What should be heard?',
  chimeOf: {
    off: 'Nothing',
    timer: 'The last minute and the end of the time',
    all: 'Also when a vote starts and writing is paused',
  },
  time: 'Time',
  slow: 'Ask for more time for me',
  slowWhat:
    'While notes are hidden, the page shows “Slower, please” a minute before the end and at the end of the time. Nobody sees who asks.',
} satisfies SettingsWords;
