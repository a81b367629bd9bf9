import { counted, form } from './plural.ts';

const points = { one: 'punkt', few: 'punkty', many: 'punktów', other: 'punktu' };
const notes = { one: 'karteczka', few: 'karteczki', many: 'karteczek', other: 'karteczki' };
const groups = { one: 'grupa', few: 'grupy', many: 'grup', other: 'grupy' };
const people = { one: 'osoba', few: 'osoby', many: 'osób', other: 'osoby' };
const voted = { one: 'Głosowała', few: 'Głosowały', many: 'Głosowało', other: 'Głosowało' };

/** The Polish words of the projector. */
export const plProjector = {
  join: 'Dołącz',
  joinAt: 'Wejdź na stronę',
  joinCode: 'i wpisz kod dostępu',
  invite: 'Tablica czeka na pierwszą karteczkę',
  page: (page: number, of: number) => `${page}/${of}`,
  still: 'Wstrzymaj zmianę stron',
  continued: 'cd.',
  fresh: 'nowa',
  timer: 'Minutnik',
  left: 'do końca etapu',
  paused: 'wstrzymano',
  over: 'czas minął',
  vote: 'Głosowanie',
  each: (n: number) => `Każdy ma ${counted('pl', n, points)}`,
  perItem: (n: number) => `najwyżej ${counted('pl', n, points)} na jedną pozycję`,
  voteWhere: 'Punkty daje się na własnym ekranie.',
  voted: (of: number) =>
    `z ${counted('pl', of, { one: 'osoby', few: 'osób', many: 'osób', other: 'osoby' })} głosowało`,
  given: (of: number) =>
    `z ${counted('pl', of, { one: 'punktu', few: 'punktów', many: 'punktów', other: 'punktu' })} dano`,
  secret: 'Wyniki pokażą się po zakończeniu głosowania.',
  result: 'Wyniki głosowania',
  soFar: 'Wyniki na bieżąco, głosowanie trwa',
  points: (n: number) => counted('pl', n, points),
  pointsShort: (n: number) => `${n} pkt`,
  place: (n: number) => `${n}.`,
  tie: 'ex aequo',
  voters: (n: number) => `${form('pl', n, voted)} ${counted('pl', n, people)}`,
  fewVotes: 'Głosowały mniej niż trzy osoby: sum nie pokazujemy.',
  noPoints: 'Nikt nie dał jeszcze punktów.',
  group: (n: number) => `grupa, ${counted('pl', n, notes)}`,
  presenting: 'Prezentuje',
  next: (team: string) => `Następnie: ${team}`,
  soon: (team: string) => `Zaraz zaczyna: ${team}`,
  queue: 'Prezentacje po kolei',
  lastPresentation: 'To ostatnia prezentacja.',
  teams: 'Zespoły',
  people: (n: number) => counted('pl', n, people),
  lead: 'lider',
  isReady: 'gotowe',
  ready: (n: number, of: number) => `Gotowych: ${n} z ${of}`,
  finished: 'zespół skończył',
  silence: 'Każdy pisze u siebie. Karteczki są zakryte, aż odkryje je osoba prowadząca.',
  moreGroups: (n: number) => `i jeszcze ${counted('pl', n, groups)}`,
  bestOf: (vote: string) => `Najwięcej punktów: ${vote}`,
  nobody: 'jeszcze nikogo',
};

export type ProjectorWords = typeof plProjector;
