import { counted } from './plural.ts';

const covered = {
  one: 'zakryta karteczka',
  few: 'zakryte karteczki',
  many: 'zakrytych karteczek',
  other: 'zakrytej karteczki',
};
const coveredShort = { one: 'zakryta', few: 'zakryte', many: 'zakrytych', other: 'zakrytej' };
const notes = { one: 'karteczka', few: 'karteczki', many: 'karteczek', other: 'karteczki' };
const notesObject = { ...notes, one: 'karteczkę' };

/** The Polish words of a board in phases: what is closed, hidden, locked or shown to everybody. */
export const plSurface = {
  closed: {
    phase: 'Na tym etapie nie zmienia się karteczek.',
    elsewhere: 'Ten etap toczy się na innej tablicy.',
    archived: 'Tablica jest w archiwum.',
    held: 'Prowadzący proszą o uwagę. Pisanie wróci za chwilę.',
    board: 'Tablica jest zablokowana.',
    section: 'To pole jest zablokowane.',
    note: 'Ta karteczka jest zablokowana.',
    other: 'Teraz nie można tu pisać.',
  },
  addClosed: {
    phase: 'Na tym etapie bez dopisywania',
    elsewhere: 'Ten etap toczy się na innej tablicy',
    archived: 'Tablica w archiwum',
    held: 'Prowadzący proszą o uwagę',
    board: 'Tablica zablokowana',
    section: 'Pole zablokowane',
    note: 'Pole zablokowane',
    other: 'Teraz nie można tu pisać',
  },
  kept: 'Wpisany tekst zostaje tutaj.',
  onlyMe: 'Widzisz tylko Ty',
  hiddenCount: (n: number) => counted('pl', n, covered),
  moreHidden: (n: number) => `i jeszcze ${counted('pl', n, coveredShort)}`,
  hides: 'Karteczki innych osób są zakryte.',
  countWith: (n: number, hiddenCount: number) =>
    `${counted('pl', n, notes)}, w tym ${counted('pl', hiddenCount, coveredShort)}`,
  reveal: 'Odkryj',
  revealMany: (n: number) => `Odkryj zakryte (${n})`,
  revealed: (n: number) => `Odkryto ${counted('pl', n, notesObject)}`,
  lockedBoard: 'Tablica zablokowana',
  lockedSection: 'Pole zablokowane',
  lockedNote: 'Zablokowana',
  lock: { board: 'Zablokuj tablicę', section: 'Zablokuj pole', note: 'Zablokuj' },
  unlock: { board: 'Odblokuj tablicę', section: 'Odblokuj pole', note: 'Odblokuj' },
  locked: (what: string) => `Zablokowano: ${what}`,
  unlocked: (what: string) => `Odblokowano: ${what}`,
  sectionActions: (name: string) => `Działania na polu ${name}`,
  revealSection: 'Odkryj to pole',
  revealNext: 'Odkryj jedną karteczkę',
  showAll: 'Pokaż',
  mode: { none: 'Tylko na rzutniku', ask: 'Zaproś tutaj wszystkich', bring: 'Sprowadź tutaj wszystkich' },
  focused: {
    none: (what: string) => `Na rzutniku: ${what}`,
    ask: (what: string) => `Zaproszono wszystkich: ${what}`,
    bring: (what: string) => `Sprowadzono wszystkich: ${what}`,
  },
  discussed: { section: 'omawiane teraz', note: 'omawiana teraz' },
  looked: (what: string) => `Pokazano: ${what}`,
  wholeBoard: 'cała tablica',
  merge: 'Połącz powtórzenia',
  mergedInto: (text: string) => `połączona z: ${text}`,
  promote: 'Dodaj na wspólną tablicę',
  preview: {
    title: 'Widok uczestnika',
    what: 'Widok uczestnika: tylko podgląd',
    whole: 'Bez zespołu',
    team: 'Zespół',
    board: 'Tablica',
    none: 'Na tym etapie uczestnik pracuje na tablicy swojego zespołu.',
  },
};
