import type { ClipProblem } from '../paste/copied.ts';
import type { Arrangement, LineRole, PointsRole, Reason, Role } from '../paste/read.ts';
import { counted, type Forms } from './plural.ts';

const count = (n: number, forms: Forms) => counted('pl', n, forms);
const notes = { one: 'karteczka', few: 'karteczki', many: 'karteczek', other: 'karteczki' };
const notesObject = { ...notes, one: 'karteczkę' };
const groups = { one: 'grupie', other: 'grupach' };
const lists = { one: 'listy', other: 'list' };
const pairs = { one: 'para', few: 'pary', many: 'par', other: 'pary' };

/** What people read while they paste, and where repeats are shown. */
export const plPaste = {
  title: 'Wklej listę lub tabelę',
  lead: 'Skopiuj listę lub tabelę z dokumentu, arkusza, strony, poczty albo innej tablicy i wklej ją tutaj. Niczego nie dodamy, zanim nie zobaczysz, dokąd trafi.',
  field: 'Skopiowana treść',
  nothing: 'Nie ma tu jeszcze żadnej karteczki.',
  problem: {
    empty: 'W schowku nie ma tekstu. Zaznacz tekst, skopiuj go i wklej jeszcze raz.',
    too_large: 'To za dużo naraz. Skopiuj mniejszą część: najwyżej milion znaków.',
    too_many_rows: 'To za dużo wierszy naraz. Skopiuj najwyżej 5000 wierszy.',
    overlapping:
      'W tej tabeli scalone komórki nachodzą na siebie. Rozdziel je w dokumencie i skopiuj tabelę jeszcze raz.',
    not_text: 'To nie jest plik z tekstem. Otwórz go, zaznacz treść i skopiuj ją.',
  } satisfies Record<ClipProblem, string>,
  total: (n: number, of: number) => `${count(n, notes)}${of > 0 ? ` w ${count(of, groups)}` : ''}`,
  preview: 'Podgląd',

  guess: (n: number) =>
    `Tekst nie mówi, do którego pola należą karteczki z ${count(n, lists)}. Wybierz pole albo potwierdź naszą propozycję.`,
  accept: 'Zgadza się',
  guessed: 'zgadujemy',

  columns: 'Kolumny',
  column: (n: number) => `Kolumna ${n}`,
  name: 'Kolumna',
  example: 'Przykład',
  holds: 'Co zawiera',
  holdsOf: (name: string) => `Co zawiera: ${name}`,
  role: {
    note: 'karteczki',
    detail: 'dopisek do karteczki',
    section: 'pole',
    group: 'grupa',
    points: 'punkty',
    author: 'autor',
    number: 'numer, pomiń',
    out: 'pomiń',
  } satisfies Record<Role, string>,

  lists: 'Listy',
  unnamed: 'Bez nagłówka',
  back: 'Przywrócone',
  into: 'Pole',
  intoOf: (list: string) => `Pole: ${list}`,
  choose: 'Wybierz pole',
  leave: 'Pomiń listę',
  lines: 'Wiersze',
  linesOf: (list: string) => `Wiersze: ${list}`,
  arrangement: {
    read: 'jak odczytano',
    lines: 'każdy osobno',
    one: 'połącz w jedną',
    pieces: 'podziel po przecinkach',
  } satisfies Record<Arrangement, string>,
  isOf: (text: string) => `Czym jest: ${text}`,
  line: {
    note: 'karteczka',
    joined: 'ciąg dalszy karteczki wyżej',
    group: 'nazwa grupy',
    out: 'pomiń',
  } satisfies Partial<Record<LineRole, string>>,
  heads: (section: string) => `nagłówek: ${section}`,
  all: (n: number) => `Pokaż wszystkie ${count(n, notes)}`,
  more: (n: number) => `i jeszcze ${count(n, notes)}`,

  pointsAre: 'Liczby punktów',
  points: {
    out: 'pomiń',
    text: 'dopisz za tekstem',
    vote: 'zachowaj jako wynik głosowania',
  } satisfies Record<PointsRole, string>,
  vote: 'Punkty z wklejonej treści',
  voteTitle: 'Tytuł głosowania',
  counted: (n: number) => `Z punktami: ${count(n, notes)}. Wynik znajdzie się wśród wyników głosowań.`,
  voteTooLong: (n: number) => `Wynik może objąć najwyżej ${count(n, notes)}. Wklej mniejszą część.`,
  authors: 'Dopisz autorów za tekstem',

  left: 'Pominięte',
  putBack: 'Dodaj jednak',
  putBackOf: (what: string) => `Dodaj jednak: ${what}`,
  reason: {
    titles: 'Tytuły i nagłówki',
    numbers: 'Numery porządkowe',
    points: 'Liczby punktów',
    authors: 'Autorzy',
    columns: 'Inne kolumny',
    placeholders: 'Puste znaki: kreski, „brak”',
    pages: 'Numery i tytuły stron',
    sources: 'Źródła pod tabelą',
    dropped: 'Karteczki pominięte przez Ciebie',
    long: 'Skrócone, bo były za długie',
  } satisfies Record<Reason, string>,

  repeats: (n: number) => `${count(n, pairs)} podobnych tekstów`,
  repeatsLead: 'Te karteczki przypominają już istniejące albo inne z wklejanych. Dodamy je, chyba że je pominiesz.',
  like: 'podobna:',
  dropRepeat: (text: string) => `Pomiń: ${text}`,
  skip: 'Pomiń',

  submit: (n: number) => `Dodaj ${count(n, notesObject)}`,
  undo: 'Całość można cofnąć jednym ruchem.',
  progress: (n: number, of: number) => `Dodano ${n} z ${count(of, notes)}.`,
  stopped: (n: number, of: number) => `Dodano ${n} z ${count(of, notes)}, reszta czeka tutaj.`,
  done: (n: number) => `Wklejono: ${count(n, notes)}`,

  panel: {
    title: 'Powtórzenia',
    lead: 'Karteczki z jednego pola, które mówią prawie to samo. Nic nie łączy się samo: wybierz, która treść zostaje, i połącz, Enterem lub przyciskiem.',
    none: 'Nie widać powtórzeń.',
    where: 'Szukaj',
    within: 'w każdym polu osobno',
    across: 'na całej tablicy',
    keep: 'Zostaje',
    merge: 'Połącz',
    mergeOf: (text: string) => `Połącz: ${text}`,
    group: 'Zgrupuj',
    groupOf: (text: string) => `Zgrupuj: ${text}`,
    differ: 'To co innego',
    differOf: (text: string) => `To co innego: ${text}`,
    merged: 'Karteczki połączone',
    next: (n: number) => `Zostało: ${count(n, pairs)}`,
  },
};

export type PasteWords = typeof plPaste;
