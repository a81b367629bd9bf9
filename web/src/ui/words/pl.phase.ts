import type { Act } from '../../board/generated.ts';
import type { BoardStatus, WorkingWith } from '../phase/board-status.ts';
import { counted, type Forms } from './plural.ts';

const acts: Record<Act, string> = { write: 'pisać', move: 'przesuwać', group: 'grupować', vote: 'głosować' };
const people = { one: 'osoba', few: 'osoby', many: 'osób', other: 'osoby' };
const all = new Intl.ListFormat('pl', { type: 'conjunction' });
const names = (sections: readonly string[]) => all.format(sections);
const joined = (...sentences: (string | false)[]) => sentences.filter((each) => each !== false).join(' ');

/** Why nothing, or what, can be done now; '' when something can be done. */
function barrier(s: BoardStatus): string {
  if (s.held) return 'Teraz tylko oglądamy.';
  if (s.archived) return 'Tablica jest w archiwum, można oglądać.';
  if (s.elsewhere) return 'Ta tablica jest teraz tylko do oglądania.';
  if (s.locked) return 'Tablica jest zablokowana, można oglądać.';
  if (s.acts.length > 0) return '';
  if (s.voteSoon) return 'Głosowanie zaraz się zacznie.';
  return s.promoting ? 'Lider wybiera, zespół ogląda.' : 'Teraz tylko oglądamy.';
}

const notes = { one: 'karteczka', few: 'karteczki', many: 'karteczek', other: 'karteczki' };
/** What stands on a board other than notes; on a vision they and the texts worded together. */
const things: Record<string, Forms> = {
  vision: { one: 'wpis', few: 'wpisy', many: 'wpisów', other: 'wpisu' },
  matrix: { one: 'wiersz', few: 'wiersze', many: 'wierszy', other: 'wiersza' },
};

/** What everybody sees of the phase that runs. */
export const plPhase = {
  label: 'Etap',
  plenaryBoard: 'Wspólna tablica',
  quote: (text: string) => `„${text}”`,

  boards: {
    label: 'Tablice',
    others: 'Inne tablice',
    count: (n: number, kind = '') => counted('pl', n, things[kind] ?? notes),
    archived: 'w archiwum',
    published: 'dla wszystkich',
    acts: 'Działania na tablicach',
    manage: 'Zarządzaj tablicami',
    publish: (name: string) => `Otwórz dla wszystkich: ${name}`,
    publishOurs: 'Otwórz naszą tablicę dla wszystkich',
    publishTitle: 'Otworzyć tablicę dla wszystkich?',
    publishWhich: 'Która tablica?',
    publishWhat: [
      'Zobaczą ją wszyscy: inne zespoły, obserwatorzy i rzutnik. Pisać będzie na niej nadal zespół i osoby prowadzące.',
      'Zakryte karteczki zostaną zakryte. Otwarcia nie da się cofnąć.',
    ],
    publishAct: 'Otwórz dla wszystkich',
    publishDone: (name: string) => `Otwarto dla wszystkich: ${name}`,
  },
  company: (company: WorkingWith) => {
    if (company.with === 'team') return company.team;
    return { all: 'Wszyscy razem', teams: 'W zespołach', none: 'Bez zespołu' }[company.with];
  },
  teamsSoon: 'Zaraz podzielimy się na zespoły.',
  noTeams: 'To etap dla zespołów, a zespołów jeszcze nie ma.',
  noTeam: 'Zespoły pracują na swoich tablicach. Żeby dołączyć do zespołu, zgłoś się do osoby prowadzącej.',

  mine: (s: BoardStatus, closed: readonly string[]) =>
    joined(
      barrier(s) || `Można ${names(s.acts.map((act) => acts[act]))}.`,
      s.hidden && !s.held && 'Karteczki innych są zakryte, aż odkryje je osoba prowadząca.',
      s.anonymous && !s.held && 'Bez podpisów.',
      closed.length > 0 && `Zablokowane: ${names(closed)}.`,
    ),
  others: (s: BoardStatus, closed: readonly string[]) =>
    joined(
      s.held
        ? 'Pisanie wstrzymane.'
        : barrier(s) === ''
          ? `Uczestnicy mogą ${names(s.acts.map((act) => acts[act]))}.`
          : s.archived
            ? 'Tablica jest w archiwum: można oglądać, bez zmian.'
            : s.elsewhere
              ? 'Uczestnicy pracują teraz gdzie indziej.'
              : s.locked
                ? 'Tablica jest zablokowana dla uczestników.'
                : s.voteSoon
                  ? 'Uczestnicy czekają na otwarcie głosowania.'
                  : s.promoting
                    ? 'Lider wybiera, zespół ogląda.'
                    : 'Uczestnicy tylko oglądają.',
      s.hidden && !s.held && 'Karteczki są zakryte.',
      s.anonymous && !s.held && 'Bez podpisów.',
      closed.length > 0 && `Zablokowane: ${names(closed)}.`,
    ),

  leadPromotes: 'Prowadzisz zespół: wybierz karteczki przyciskiem „Dodaj na wspólną tablicę” nad tablicą zespołu.',
  leadChooses: (lead: string): string =>
    lead === '' ? 'Wybiera lider, a zespół go jeszcze nie ma.' : `Wybiera ${lead}. Zespół ogląda i doradza.`,
  leadPresents: (opens: boolean): string =>
    opens ? 'Prezentuje Twój zespół. Tablicę zespołu możesz otworzyć dla wszystkich.' : 'Prezentuje Twój zespół.',

  timer: {
    label: 'Minutnik',
    left: 'zostało',
    minute: 'ostatnia minuta',
    paused: 'pauza',
    over: 'po czasie',
    sayMinute: 'Została minuta.',
    sayEnd: 'Czas minął. Można spokojnie dokończyć.',
    sayLeft: (clock: string) => `Zostało ${clock}.`,
    soundOn: 'Wycisz dźwięk minutnika',
    soundOff: 'Włącz dźwięk minutnika',
  },

  presentations: (now: string, next: string) => (next === '' ? `Teraz: ${now}` : `Teraz: ${now}, potem ${next}`),
  presentationsNext: (next: string) => `Zaraz zaczyna: ${next}`,

  call: {
    label: 'Od prowadzących',
    asks: (who: string, where: string) => `${who} zaprasza: ${where}`,
    follow: 'Przejdź',
    decline: 'Nie teraz',
    brought: (where: string) => `Oglądamy teraz: ${where}`,
    waits: (where: string) => `Za chwilę przejdziemy do: ${where}. Najpierw dokończ zdanie.`,
    now: 'Przejdź teraz',
    back: 'Wróć',
    held: 'Prowadzący proszą o uwagę. Pisanie wróci za chwilę.',
    released: 'Można pracować dalej.',
    coming: 'Zaraz przejdziemy na inną tablicę. Najpierw dokończ zdanie.',
    left: (board: string) => `Niedokończony tekst czeka: ${board}.`,
    astray: (board: string) => `Trwający etap jest gdzie indziej: ${board}.`,
  },

  now: (title: string) => `Etap: ${title}.`,
  freed: 'Etapy się skończyły.',
  more: 'Pokaż całe pytanie',
  less: 'Zwiń pytanie',

  activity: {
    title: 'Kto pisze, kto skończył, kto się zgłasza',
    writingShort: 'Pisze',
    readyShort: 'Gotowe',
    handsShort: 'Ręce',
    writing: (n: number) => `pisze: ${counted('pl', n, people)}`,
    ready: (n: number, of: number) => `gotowych: ${n} z ${of}`,
    hands: (n: number) => `zgłasza się: ${counted('pl', n, people)}`,
  },
  asParticipant: 'Zobacz jak uczestnik',
  leading: {
    title: 'Prowadzenie',
    agenda: 'plan',
    timer: 'minutnik',
  },
};

/** What the English words have to hold as well. */
export type PhaseWords = typeof plPhase;
