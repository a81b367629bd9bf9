import { counted } from './plural.ts';

const people = { one: 'osoba', few: 'osoby', many: 'osób', other: 'osoby' };
const teams = { one: 'zespół', few: 'zespoły', many: 'zespołów', other: 'zespołu' };
const notes = { one: 'karteczka', few: 'karteczki', many: 'karteczek', other: 'karteczki' };
const notesObject = { ...notes, one: 'karteczkę' };
const best = {
  one: 'najwyżej oceniona',
  few: 'najwyżej ocenione',
  many: 'najwyżej ocenionych',
  other: 'najwyżej ocenionej',
};
const lines = { one: 'wiersz', few: 'wiersze', many: 'wierszy', other: 'wiersza' };

/** The Polish words of teams. */
export const plTeams = {
  title: 'Zespoły',
  name: (n: number) => `Zespół ${n}`,
  people: (n: number) => counted('pl', n, people),
  none: 'Bez zespołu',
  lead: 'Lider',

  manage: {
    lead: 'Na etapie pracy w zespołach każdy zespół ma własne tablice. Widzą je zespół i osoby prowadzące.',
    rename: 'Zmień nazwę',
    renameOf: (name: string) => `Zmień nazwę zespołu: ${name}`,
    nameLabel: 'Nazwa zespołu',
    makeLead: 'Wyznacz na lidera',
    takeLead: 'Odwołaj lidera',
    leadNow: (name: string, team: string) => `${name}: lider, ${team}`,
    leadGone: (team: string) => `${team}: bez lidera`,
    move: (name: string) => `Zespół: ${name}`,
    moved: (name: string, team: string) => `${name}: ${team}`,
    empty: 'Nie ma tu jeszcze nikogo.',
    choosing: 'Uczestnicy wybierają zespół sami',
    choosingWhat: 'Każdy może dołączyć do zespołu i zmienić go, dopóki to jest włączone.',
    late: 'Kto przyszedł później, czeka tutaj na zespół.',
    again: 'Nowy podział',
    done: 'Gotowe',
    acts: (name: string) => `Działania: ${name}`,
  },

  form: {
    title: 'Nowy podział na zespoły',
    count: 'Ile zespołów?',
    nameOf: (n: number) => `Nazwa zespołu ${n}`,
    how: 'Jak podzielić?',
    draw: 'Losowo',
    drawWhat: (n: number) => `Losowo i po równo: ${counted('pl', n, people)}.`,
    everybody: (n: number) => `Także nieobecni: ${counted('pl', n, people)}`,
    everybodyWhat: 'Bez tego losy ciągną tylko osoby, które są teraz na warsztacie.',
    list: 'Z listy',
    listWhat: 'Wklej listę: imię i zespół w jednym wierszu.',
    choose: 'Sami wybiorą',
    chooseWhat: 'Zespoły będą na początku puste, a każdy uczestnik wybierze swój.',
    hand: 'Ręcznie',
    handWhat: 'Każdą osobę przypisuje się poniżej.',
    again: 'Losuj jeszcze raz',
    drawn: 'Wylosowano',
    listField: 'Lista',
    listExample: 'Anna Kowalska – Zespół 1',
    listHint: 'Na przykład z arkusza: w pierwszej kolumnie imię, w drugiej zespół.',
    matched: (n: number) => `Dopasowano: ${counted('pl', n, people)}`,
    unmatched: (n: number) => `bez dopasowania: ${counted('pl', n, lines)}`,
    reason: {
      unknown: 'nie ma takiej osoby na warsztacie',
      ambiguous: 'pasuje do więcej niż jednej osoby',
      twice: 'ta osoba jest już w innym wierszu',
      no_team: 'w wierszu brakuje zespołu',
      too_many: 'to już za dużo zespołów',
    },
    plan: 'Podział',
    planWhat: 'Przed utworzeniem wszystko można jeszcze zmienić.',
    unassigned: (n: number) => `${counted('pl', n, people)} bez zespołu. Można je dołączyć także później.`,
    away: 'teraz poza warsztatem',
    regroup:
      'Obecne zespoły przejdą do wcześniejszych. Ich tablice zobaczą już tylko osoby prowadzące. Podpisy zostaną.',
    fresh: 'Zespoły zaczną pracę na swoich tablicach, gdy zacznie się etap pracy w zespołach.',
    noPeople: 'Na warsztacie nie ma jeszcze uczestników. Zespoły można utworzyć puste.',
    nameMissing: 'Każdy zespół potrzebuje nazwy.',
    nameTwice: 'Dwa zespoły mają tę samą nazwę.',
    submit: 'Utwórz zespoły',
    back: 'Wróć do zespołów',
    done: (n: number) => `Utworzono: ${counted('pl', n, teams)}`,
  },

  choose: {
    title: 'Wybierz zespół',
    what: 'Zespół można zmienić, dopóki trwa wybieranie.',
    mine: (name: string) => `Zespół: ${name}`,
    change: 'Zmień zespół',
    join: (name: string) => `Dołącz: ${name}`,
    here: 'tu jesteś',
  },

  chooseLead: {
    title: 'Wybierzcie lidera zespołu',
    person: 'Osoba',
    choose: 'Wybierz',
    me: 'Ja poprowadzę',
    what: 'Lider wybiera karteczki na wspólną tablicę i prezentuje.',
  },

  promote: {
    title: 'Dodaj na wspólną tablicę',
    lead: 'Na wspólną tablicę trafią kopie z podanym zespołem i autorem. Karteczki zespołu zostają u niego.',
    target: 'Na którą tablicę?',
    vote: 'Punkty z głosowania',
    noVote: 'Zespół jeszcze nie głosował.',
    best: (n: number) => `${counted('pl', n, best)} w każdym polu`,
    bestCount: 'Ile najwyżej ocenionych w każdym polu?',
    picked: (n: number) =>
      `Zaznaczono ${counted('pl', n, notesObject)}. Grupa liczy się jako jedna pozycja; remis na ostatnim miejscu wchodzi cały.`,
    clear: 'Odznacz wszystkie',
    promoted: 'już na wspólnej tablicy',
    empty: 'Na tablicy zespołu nie ma jeszcze karteczek.',
    none: 'Nic nie zaznaczono',
    submit: (n: number) => `Dodaj ${counted('pl', n, notesObject)}`,
    done: (n: number) => `Na wspólnej tablicy: ${counted('pl', n, notes)}`,
    inGroup: (name: string) => `w grupie „${name}”`,
  },

  merge: {
    title: (n: number) => `Połącz ${counted('pl', n, notesObject)} w jedną`,
    which: 'Która treść zostaje?',
    what: 'Pozostałe trafią do kosza, a ich zespoły i punkty przejdą na tę, która zostaje. Połączenie można cofnąć.',
    sources: (from: string) => `Na karteczce będzie: ${from}.`,
    tooFew: 'Do połączenia potrzeba co najmniej dwóch karteczek.',
    submit: 'Połącz',
    done: (n: number) => `Połączono: ${counted('pl', n, notes)}`,
  },
};
