import { plPeople } from './pl.people.ts';
import { plTeams } from './pl.teams.ts';
import { plVoting } from './pl.voting.ts';
import { counted } from './plural.ts';

const people = { one: 'osoba', few: 'osoby', many: 'osób', other: 'osoby' };
const waiting = {
  one: 'zmiana czeka na zapis i przepadnie',
  few: 'zmiany czekają na zapis i przepadną',
  many: 'zmian czeka na zapis i przepadnie',
  other: 'zmiany czekają na zapis i przepadną',
};

/** The Polish words of what a workshop's page opens after its first paint. */
export const plLater = {
  people: plPeople,
  voting: plVoting,
  teams: plTeams,
  device: {
    what: 'Zeskanuj kod QR telefonem albo otwórz tam ten adres. Telefon wejdzie jako ta sama osoba; karta w tej przeglądarce zostaje otwarta.',
    until: (when: string) =>
      `Link działa raz, do godziny ${when}. Nie należy go nikomu pokazywać: wpuszcza jako tę samą osobę.`,
    link: 'Link na drugie urządzenie',
  },
  leaving: {
    title: 'Opuścić warsztat?',
    what: 'Karteczki zostają na tablicy. Ta przeglądarka zapomni o warsztacie; wrócić można linkiem albo kodem dostępu.',
    pending: (n: number) => `Uwaga: ${counted('pl', n, waiting)} po wyjściu.`,
    stay: 'Zostań',
  },
  refused: {
    title: 'Nie przyjęto',
    what: 'Tych zmian serwer nie zapisał. Tekst można skopiować i wpisać jeszcze raz.',
    dismiss: 'Usuń z listy',
  },
  selection: {
    count: (n: number) => `Zaznaczono: ${n}`,
    label: 'Działania na zaznaczonych karteczkach',
    move: 'Przenieś',
    group: 'Zgrupuj',
    colour: 'Oznacz',
    bin: 'Do kosza',
    clear: 'Odznacz',
  },
  blocked: {
    title: 'Przeglądarka blokuje ciasteczka',
    what: 'Bez ciasteczka z tej strony przeglądarka zaraz zapomni, kto wszedł. Zezwól na nie przy adresie strony (kłódka lub tarcza) albo otwórz link w innej przeglądarce. Potem wczytaj stronę ponownie.',
  },
  throttled: {
    title: 'Za dużo prób naraz',
    what: (seconds: number) =>
      `Dla bezpieczeństwa trzeba chwilę odczekać. Kolejna próba za ${counted('pl', seconds, { one: 'sekundę', few: 'sekundy', many: 'sekund', other: 'sekundy' })}.`,
    over: 'Można spróbować ponownie.',
  },
  lostNote: {
    wasDeleted: 'Ta karteczka trafiła do kosza w czasie edycji. Wpisany tekst został tutaj.',
    yourText: 'Wpisany tekst',
    restore: 'Przywróć karteczkę',
  },
  reactions: { yes: 'Zgadzam się', clap: 'Brawo', idea: 'Mam pomysł', slower: 'Wolniej, proszę' },
  reacting: (n: number, name: string) =>
    `${name}: ${counted('pl', n, { one: 'osoba', few: 'osoby', many: 'osób', other: 'osoby' })}`,
  own: {
    label: 'Dla prowadzących',
    hand: 'Ręka',
    handUp: 'Podnieś rękę',
    raised: 'Ręka jest w górze',
    lowered: 'Ręka opuszczona',
    ready: 'Mam gotowe',
    readySaid: 'Oznaczono: gotowe',
    unreadySaid: 'Zdjęto oznaczenie: gotowe',
    react: 'Reakcja',
    reacted: (name: string) => `Pokazano: ${name}`,
    tooSoon: 'Reakcję można pokazać raz na sekundę.',
    unheard: 'Bez połączenia reakcji nikt nie zobaczy.',
  },
  links: {
    lead: 'Ze względów bezpieczeństwa linków nie da się odczytać drugi raz. Można wydać nowy; dotychczasowe działają dalej.',
    people: (n: number) => (n === 0 ? 'nikt nim teraz nie wszedł' : `${counted('pl', n, people)} na warsztacie`),
    active: 'działa',
    revoked: 'unieważniony',
    since: (when: string) => `od ${when}`,
    until: (when: string) => `do ${when}`,
    give: 'Wydaj nowy link',
    revoke: 'Unieważnij',
    revokeWhat: {
      participant: 'Wszystkie linki i kod dostępu uczestników przestaną działać. Ich karteczki zostają.',
      moderator: 'Wszystkie linki moderatorów przestaną działać. To okno zostaje.',
      observer: 'Wszystkie linki rzutnika i podglądu przestaną działać.',
    },
    putsOut: (n: number) => (n === 0 ? 'Nikogo to nie rozłączy.' : `Od razu rozłączy to: ${counted('pl', n, people)}.`),
    confirmRevoke: 'Tak, unieważnij',
    fresh: 'Nowy link. Skopiuj go teraz, później nie będzie widoczny.',
    code: 'Kod dostępu',
    show: 'Pokaż kod dostępu na rzutniku',
    shown: 'Widzą go teraz wszyscy, także obserwatorzy.',
    notShown: 'Widzą go tylko osoby prowadzące.',
    qrAlt: (address: string) => `Kod QR z adresem ${address}`,
  },
  find: {
    label: 'Szukaj na tablicy',
    count: (at: number, of: number) => (of === 0 ? 'nic' : `${at} z ${of}`),
    by: { author: 'Autor', team: 'Zespół', colour: 'Kolor', group: 'Grupa' },
    any: 'dowolnie',
    previous: 'Poprzednia',
    next: 'Następna',
    close: 'Zamknij wyszukiwanie',
  },
  shortcuts: {
    title: 'Skróty klawiszowe',
    onHint:
      'Litery i cyfry można wyłączyć w ustawieniach osobistych; strzałki, Enter, klawisze F i Ctrl+Z działają zawsze.',
    board: 'Na tablicy',
    writing: 'Podczas pisania',
    rows: {
      arrows: 'następna karteczka, także w sąsiednim polu',
      edit: 'edytuj karteczkę',
      select: 'zaznacz, Shift i Ctrl dobierają kolejne',
      move: 'przesuń karteczkę w tę stronę, także do sąsiedniego pola',
      menu: 'działania na karteczce',
      remove: 'usuń do kosza',
      group: 'zgrupuj zaznaczone',
      jump: 'pisz w polu 1, 2, 3 lub 4',
      undo: 'cofnij, ponów własną zmianę',
      view: 'tablica lub lista',
      overview: 'przegląd wszystkich karteczek',
      enlarge: 'powiększ pole, pokaż znów wszystkie',
      find: 'szukaj',
      regions: 'następna, poprzednia część strony',
      happened: 'co się działo',
      help: 'ta ściąga',
      add: 'dodaj karteczkę i pisz dalej',
      line: 'nowy wiersz',
      finish: 'zakończ edycję',
    },
    leading: { next: 'na przycisk „Dalej”', vote: 'nowe głosowanie', presentations: 'prezentacje zespołów' },
    space: 'Spacja',
    arrowKeys: 'Strzałki',
    arrows: {
      'arrow-up': 'strzałka w górę',
      'arrow-down': 'strzałka w dół',
      'arrow-left': 'strzałka w lewo',
      'arrow-right': 'strzałka w prawo',
    },
  },
  previewOnly: 'To tylko podgląd: tu niczego nie zmienisz.',
  overview: 'Przegląd wszystkich karteczek',
  sections: {
    enlarge: (name: string) => `Powiększ pole ${name}`,
    all: 'Pokaż wszystkie pola',
  },
  bin: {
    title: 'Kosz',
    empty: 'Kosz jest pusty.',
    lead: 'Karteczki wracają na swoje miejsca.',
    restore: 'Przywróć',
    restoreOf: (text: string) => `Przywróć: ${text}`,
    restoreAll: 'Przywróć wszystkie',
    restoreSome: (n: number) => `Przywróć zaznaczone (${n})`,
    emptyIt: 'Opróżnij kosz',
    emptyTitle: 'Opróżnić kosz?',
    emptyWhat: [
      'Karteczki, które w nim są, zostaną usunięte na stałe. Tego nie da się cofnąć.',
      'Zostają te, na które dano punkty, i te, które połączono z innymi.',
    ],
    emptied: 'Opróżniono kosz',
  },
};

/** What the English words have to hold as well. */
export type LaterWords = typeof plLater;
