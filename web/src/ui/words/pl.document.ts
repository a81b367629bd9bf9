import { counted } from './plural.ts';

/** The Polish words of what people print and take home. */
export const plDocument = {
  title: 'Drukuj i pobierz',
  what: 'Co',
  agenda: 'Plan spotkania',
  print: 'Drukuj',
  printHint: 'W oknie drukowania można też zapisać plik PDF.',
  download: 'Pobierz plik',
  table: 'Kopiuj jako tabelę',
  tableHint: 'Do wklejenia w Wordzie lub Excelu.',
  kinds: {
    csv: 'Arkusz (CSV)',
    md: 'Tekst (Markdown)',
    json: 'Dane (JSON)',
  },
  limits: 'Jest tu tylko to, co widzisz na ekranie: bez karteczek zakrytych i bez kosza.',
  nothing: 'Na tej tablicy nic jeszcze nie ma.',
  saved: (file: string) => `Pobrano plik ${file}`,
  columns: {
    section: 'Pole',
    group: 'Grupa',
    text: 'Treść',
    author: 'Autor',
    team: 'Zespół',
    points: 'Punkty',
    step: 'Etap',
    ask: 'Pytanie',
    time: 'Czas',
  },
  minutes: (n: number) => counted('pl', n, { one: 'minuta', few: 'minuty', many: 'minut', other: 'minuty' }),
};

export type DocumentWords = typeof plDocument;
