import type { AgendaTemplate } from '../../board/agenda.ts';
import type { Act } from '../../board/generated.ts';
import { counted, type Forms } from './plural.ts';

const count = (n: number, forms: Forms) => counted('pl', n, forms);
const minutes = (n: number) => `${n} min`;
const notes = { one: 'karteczka', few: 'karteczki', many: 'karteczek', other: 'karteczki' };
const phases = { one: 'etap', few: 'etapy', many: 'etapów', other: 'etapu' };
const teams = { one: 'zespół', few: 'zespoły', many: 'zespołów', other: 'zespołu' };

/** What those who moderate read. */
export const plModerating = {
  bar: 'Prowadzenie',
  dock: 'Dla prowadzących',
  more: 'Więcej',
  minutes,

  step: {
    previous: (title: string) => `Wróć do etapu: ${title}`,
    noPrevious: 'Nie ma wcześniejszego etapu',
    next: 'Dalej',
    begin: 'Zacznij',
    presentation: 'Następna prezentacja',
    end: 'Zakończ plan',
    plan: 'Wybierz plan',
    noAgenda: 'bez planu',
    notBegun: 'nie zaczęto',
    number: (n: number, of: number) => `${n}/${of}`,
    late: (n: number) => `${minutes(n)} opóźnienia`,
    early: (n: number) => `${minutes(n)} zapasu`,
    onTime: 'o czasie',
    agenda: 'Plan spotkania',
    now: (title: string) => `Teraz: ${title}`,
    over: 'Plan zakończony: można pisać, przesuwać i grupować.',
    back: 'Wróć',
  },

  steps: {
    title: (title: string) => `Przejść do etapu „${title}”?`,
    endTitle: 'Zakończyć plan spotkania?',
    endWhat: 'Tablice zostaną otwarte: uczestnicy będą mogli pisać, przesuwać i grupować.',
    writing: (n: number) =>
      n === 1
        ? 'Jedna osoba pisze.'
        : `${count(n, { one: 'osoba pisze', few: 'osoby piszą', many: 'osób pisze', other: 'osoby piszą' })}.`,
    finish: 'Kto pisze, może dokończyć zdanie.',
    ready: (n: number, of: number) => `Gotowych: ${n} z ${of}.`,
    hidden: (n: number | null) =>
      n === null ? 'Zakryte karteczki można odkryć później.' : `Zakryte: ${count(n, notes)}. Można je odkryć później.`,
    teamless: 'Nie ma jeszcze zespołów: uczestnicy będą tylko oglądać.',
    copies: (n: number) => `Każdy zespół dostanie własną kopię ${n === 1 ? 'tablicy' : 'każdej tablicy etapu'}.`,
    safe: 'Nic nie zostanie usunięte. Można wrócić.',
    go: 'Przejdź',
    revealAndGo: 'Odkryj i przejdź',
    stay: 'Zostań',
  },

  timer: {
    title: 'Minutnik',
    start: (n: number) => `Włącz na ${minutes(n)}`,
    own: 'Inny czas…',
    ownTitle: 'Minutnik',
    ownLabel: 'Ile minut?',
    ownStart: 'Włącz',
    pause: 'Pauza',
    resume: 'Wznów',
    more: 'Dodaj minutę',
    stop: 'Wyłącz minutnik',
  },

  reveal: {
    title: 'Odkryj',
    none: 'Nic nie jest zakryte',
    count: (n: number | null) => (n === null ? '' : ` (${n})`),
    everywhere: (n: number | null) => `Na wszystkich tablicach${n === null ? '' : ` (${n})`}`,
    board: (name: string, n: number | null) => `${name}: wszystko${n === null ? '' : ` (${n})`}`,
    section: (name: string, n: number | null) => `${name}${n === null ? '' : ` (${n})`}`,
    next: 'Po jednej',
    nextAny: 'Z dowolnego pola',
    person: 'Jednej osoby',
    again: 'Odkryj następną',
    left: (n: number | null) =>
      n === null ? 'Odkrywanie po jednej.' : n === 0 ? 'Wszystko jest odkryte.' : `Zakryte: ${count(n, notes)}.`,
    done: 'Odkryto',
  },

  lock: {
    title: 'Blokady',
    lockBoard: (name: string) => `Zablokuj: ${name}`,
    unlockBoard: (name: string) => `Odblokuj: ${name}`,
    lock: (name: string) => `Zablokuj pole: ${name}`,
    unlock: (name: string) => `Odblokuj pole: ${name}`,
    locked: (name: string) => `Zablokowano: ${name}`,
    unlocked: (name: string) => `Odblokowano: ${name}`,
  },

  vote: 'Głosowanie',
  teams: 'Zespoły',
  moment: 'Zapisz moment',

  attention: {
    title: 'Przywołaj',
    ask: 'Zaproś tutaj (można odmówić)',
    bring: 'Sprowadź tutaj (można wrócić)',
    hold: 'Wstrzymaj pisanie',
    release: 'Przywróć pisanie',
    presentations: 'Prezentacje zespołów…',
    nextPresentation: (name: string) => `Następna prezentacja: ${name}`,
    endPresentations: 'Zakończ prezentacje',
    asked: (where: string) => `Zaproszono: ${where}`,
    brought: (where: string) => `Sprowadzono wszystkich: ${where}`,
    held: (where: string) => `Pisanie wstrzymane: ${where}`,
  },

  boards: {
    title: 'Tablice',
    lead: 'Wspólne tablice warsztatu. Tablicę z archiwum można czytać, ale nic się na niej nie zmieni.',
    add: 'Dodaj tablicę',
    addTitle: 'Nowa tablica',
    renameTitle: 'Nazwa tablicy',
    kind: 'Rodzaj',
    name: 'Nazwa',
    nameHint: (usual: string) => `Bez nazwy będzie to „${usual}”.`,
    rename: 'Zmień nazwę',
    up: 'Wyżej',
    down: 'Niżej',
    archive: 'Przenieś do archiwum',
    bringBack: 'Przywróć z archiwum',
    actionsOf: (title: string) => `Działania: ${title}`,
    added: (title: string) => `Dodano tablicę „${title}”.`,
    renamed: (title: string) => `Nowa nazwa tablicy: „${title}”.`,
    moved: (title: string, place: number, of: number) => `Tablica „${title}”: miejsce ${place} z ${of}.`,
    archived: (title: string) => `Tablica „${title}” jest w archiwum.`,
    broughtBack: (title: string) => `Przywrócono tablicę „${title}”.`,
    keys: 'Alt i strzałki w górę lub w dół przestawiają tablicę.',
  },

  agenda: {
    title: 'Plan spotkania',
    empty: 'Plan jest pusty. Szablon daje gotowe etapy, które można zmienić; można też zacząć od jednego.',
    add: 'Dodaj etap',
    template: 'Wybierz szablon',
    total: (n: number, sum: string) => `${count(n, phases)}, razem ${sum}`,
    length: (n: number) => {
      const hours = Math.floor(n / 60);
      const rest = n % 60;
      return hours === 0 ? minutes(n) : rest === 0 ? `${hours} h` : `${hours} h ${minutes(rest)}`;
    },
    ifNow: 'Godziny, gdyby zacząć teraz.',
    noTime: 'bez limitu czasu',
    running: 'trwa',
    took: (n: number, planned: number) =>
      planned === 0 ? `zajął ${minutes(n)}` : `zajął ${minutes(n)} z ${minutes(planned)}`,
    takes: (n: number, planned: number) => (planned === 0 ? `od ${minutes(n)}` : `${minutes(n)} z ${minutes(planned)}`),
    inTeams: 'w zespołach',
    hidden: 'zakryte',
    anonymous: 'bez podpisów',
    looking: 'oglądanie',
    acts: { write: 'pisanie', move: 'przesuwanie', group: 'grupowanie', vote: 'głosowanie' } satisfies Record<
      Act,
      string
    >,
    start: 'Zacznij',
    edit: 'Edytuj',
    actionsOf: (title: string) => `Działania: ${title}`,
    insert: 'Wstaw etap poniżej',
    up: 'Wyżej',
    down: 'Niżej',
    remove: 'Usuń etap',
    removed: (title: string) => `Usunięto etap „${title}”.`,
    undo: 'Cofnij',
    restored: (title: string) => `Przywrócono etap „${title}”.`,
    moved: (place: number, of: number) => `Miejsce ${place} z ${of}`,
    added: (title: string) => `Dodano etap „${title}”`,
    saved: (title: string) => `Zapisano etap „${title}”`,
    keys: 'Alt i strzałki w górę lub w dół przestawiają etap.',
    list: 'Etapy',
  },

  form: {
    addTitle: 'Nowy etap',
    editTitle: 'Etap',
    title: 'Nazwa etapu',
    titleExample: 'np. Ciche pisanie',
    ask: 'Pytanie lub polecenie',
    askHint: 'Zobaczą je wszyscy, także na rzutniku.',
    part: 'Część',
    partHint: 'Nagłówek w planie, na przykład „Spotkanie I”.',
    minutes: 'Minuty',
    minutesHint: '0: bez limitu czasu. Koniec czasu niczego nie przerywa.',
    boards: 'Tablice',
    allBoards: 'Wszystkie',
    someBoards: 'Wybrane',
    company: 'Jak pracujemy?',
    together: 'Wszyscy razem, na wspólnej tablicy',
    inTeams: 'W zespołach, każdy na swojej tablicy',
    inTeamsWhat: 'Każdy zespół dostanie własną kopię każdej tablicy etapu, bez karteczek.',
    allow: 'Co mogą uczestnicy?',
    allowHint: 'Bez zaznaczenia uczestnicy tylko oglądają. Prowadzący mogą zawsze wszystko.',
    acts: {
      write: 'Pisać: dodawać, poprawiać i usuwać karteczki',
      move: 'Przesuwać karteczki między polami',
      group: 'Grupować i łączyć powtórzenia',
      vote: 'Głosować, gdy głosowanie jest otwarte',
    } satisfies Record<Act, string>,
    privacy: 'Kto co widzi?',
    hidden: 'Karteczki zakryte',
    hiddenHint: 'Dopóki karteczka jest zakryta, treść zna tylko autor. Nie widzą jej ani prowadzący, ani rzutnik.',
    counts: 'Pokazuj, ile jest zakrytych karteczek',
    anonymous: 'Bez podpisów',
    anonymousHint: 'Nie zapisujemy, kto napisał, więc nikt tego nie zobaczy. Tego nie da się cofnąć.',
    runs: 'Ten etap trwa: zmiany zadziałają od razu.',
    keepsOpen: 'Karteczki już widoczne zostaną widoczne.',
    keepsHidden: 'Karteczki już zakryte zostaną zakryte, aż je odkryjesz.',
    save: 'Zapisz',
    add: 'Dodaj',
  },

  templates: {
    title: 'Szablony planu',
    lead: 'Szablon to początek: każdy etap można potem zmienić, przestawić albo usunąć.',
    replaces: (n: number) => `Szablon zastąpi obecny plan: ${count(n, phases)}.`,
    keeps: 'Trwający etap zostanie.',
    size: (n: number, length: string) => `${count(n, phases)}, ${length}`,
    use: 'Użyj szablonu',
    used: (name: string) => `Plan spotkania: ${name}`,
    names: {
      'swot-3h': 'Warsztat SWOT, trzy godziny',
      vision: 'Warsztat wizji',
      matrix: 'Warsztat matrycy strategicznej',
      cycle: 'Cykl trzech spotkań',
      questions: 'Sześć pytań do dyskusji',
      areas: 'Obszary tematyczne',
    } satisfies Record<AgendaTemplate, string>,
    holds: {
      'swot-3h':
        'Ciche pisanie w zespołach, grupowanie, głosowanie, prezentacje, wspólne głosowanie, cele i działania. Dwie przerwy.',
      vision: 'Ciche pisanie bez podpisów, grupowanie, głosowanie, wersje zdania i wspólne zdanie wizji.',
      matrix: 'Praca zespołów w obszarach wspólnej matrycy, prezentacje, uwagi i głosowanie na projekty.',
      cycle: 'Spotkanie I: diagnoza i SWOT. Spotkanie II: wizja i cele. Spotkanie III: matryca strategiczna.',
      questions: 'Sześć pytań po kolei, każde w swoim obszarze tablicy, potem rozmowa, grupowanie i wnioski.',
      areas: 'Pisanie, grupowanie, nazwy, definicje i głosowanie na obszary.',
    } satisfies Record<AgendaTemplate, string>,
    meant: {
      'swot-3h': 'Dla 10–40 osób, które zaczynają pracę nad strategią.',
      vision: 'Dla 6–30 osób, które mają już analizę SWOT.',
      matrix: 'Dla 6–30 osób, które znają temat: urząd, radni, organizacje.',
      cycle: 'Dla stałej grupy 10–40 osób, która spotka się trzy razy.',
      questions: 'Dla 5–25 osób bez przygotowania: mieszkańcy, młodzież, sołectwo.',
      areas: 'Dla 5–25 osób, które układają spis treści strategii.',
    } satisfies Record<AgendaTemplate, string>,
  },

  presentations: {
    title: 'Prezentacje zespołów',
    lead: 'Każdy zespół dostaje tyle samo czasu. Kolejkę widzą wszyscy.',
    order: 'Kolejność',
    minutes: 'Minuty na zespół',
    up: (name: string) => `Wcześniej: ${name}`,
    down: (name: string) => `Później: ${name}`,
    set: 'Ustaw kolejkę',
    queued: (n: number) => `W kolejce: ${count(n, teams)}`,
    start: 'Ustaw i zacznij',
    noTeams: 'Nie ma jeszcze zespołów.',
  },

  leads: {
    missing: (n: number) => `Na tym etapie wybierają liderzy. Bez lidera: ${count(n, teams)}.`,
    all: (n: number) => `Każdy zespół ma lidera (${n}).`,
    of: (team: string) => `Lider: ${team}`,
    choose: 'Wybierz osobę',
    away: 'chwilowo poza warsztatem',
    draw: 'Wylosuj liderów',
    letThem: 'Niech wybierze zespół',
    let: 'Zespoły bez lidera wybiorą go same, na swoich ekranach.',
    notLet: 'Zespoły nie wybierają już liderów.',
    named: (who: string, team: string) => `${team}, lider: ${who}`,
  },

  wall: {
    title: 'Rzutnik',
    standing: 'strony stoją',
    back: 'Poprzednia strona',
    on: 'Następna strona',
    stop: 'Wstrzymaj strony',
    go: 'Przewracaj same',
    overview: 'Przegląd tablicy',
    overviewOn: 'Na rzutniku: przegląd tablicy',
    overviewOff: 'Koniec przeglądu na rzutniku',
  },

  presentation: {
    title: (team: string) => `${team}: pokazać tablicę wszystkim?`,
    alone: (n: number): string =>
      n === 1
        ? 'Tablicę zespołu widzą dotąd tylko zespół i osoby prowadzące.'
        : 'Tablice zespołu widzą dotąd tylko zespół i osoby prowadzące.',
    which: 'Które tablice?',
    open: 'Otwórz dla wszystkich i zacznij',
    only: 'Zacznij bez otwierania',
  },
};

/** What the English words have to hold as well. */
export type ModeratingWords = typeof plModerating;
