import type { DocumentWords } from './pl.document.ts';
import { counted } from './plural.ts';

/** The English words of what people print and take home. */
export const enDocument: DocumentWords = {
  title: 'Print and download',
  what: 'What',
  agenda: 'Agenda',
  print: 'Print',
  printHint: 'The print window can save a PDF file as well.',
  download: 'Download a file',
  table: 'Copy as a table',
  tableHint: 'For pasting into Word or Excel.',
  kinds: {
    csv: 'Spreadsheet (CSV)',
    md: 'Text (Markdown)',
    json: 'Data (JSON)',
  },
  limits: 'This is only what you see on the screen: no hidden notes, and nothing from the bin.',
  nothing: 'There is nothing on this board yet.',
  saved: (file) => `Downloaded ${file}`,
  columns: {
    section: 'Quadrant',
    group: 'Group',
    text: 'Text',
    author: 'Author',
    team: 'Team',
    points: 'Points',
    step: 'Phase',
    ask: 'Question',
    time: 'Time',
  },
  minutes: (n) => counted('en', n, { one: 'minute', other: 'minutes' }),
};
