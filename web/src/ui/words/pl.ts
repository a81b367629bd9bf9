import { plPhase } from './pl.phase.ts';
import { plSurface } from './pl.surface.ts';
import { counted, type Forms, form } from './plural.ts';

const count = (n: number, forms: Forms) => counted('pl', n, forms);
const notes = { one: 'karteczka', few: 'karteczki', many: 'karteczek', other: 'karteczki' };
const notesObject = { ...notes, one: 'karteczkę' };
const stayed = { one: 'została', few: 'zostały', many: 'zostało', other: 'zostało' };
const changes = { one: 'zmiana', few: 'zmiany', many: 'zmian', other: 'zmiany' };
const waiting = { one: 'zmiana czeka', few: 'zmiany czekają', many: 'zmian czeka', other: 'zmiany czekają' };

const people = { one: 'osoba', few: 'osoby', many: 'osób', other: 'osoby' };
const writing = { one: 'osoba pisze', few: 'osoby piszą', many: 'osób pisze', other: 'osoby piszą' };
const wait = { one: 'osoba czeka', few: 'osoby czekają', many: 'osób czeka', other: 'osoby czekają' };
/** A name as it stands in a list of teams: a bare number, or the name in quotes. */
const called = (name: string) => (/^\d+$/.test(name) ? name : `„${name}”`);
const joined = (names: readonly string[]) =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} i ${names.at(-1)}`;

/** The Polish words: this object is the type of a catalogue. Sentences are impersonal and short. */
export const pl = {
  name: 'Warsztat',
  language: { label: 'Język', pl: 'Polski', en: 'English' },
  close: 'Zamknij',
  cancel: 'Anuluj',
  back: 'Wstecz',
  save: 'Zapisz',
  copy: 'Kopiuj',
  copied: 'Skopiowano',
  copyFailed: 'Nie udało się skopiować. Zaznacz tekst i skopiuj ręcznie.',
  loading: 'Otwieramy…',
  privacy: 'Dane osobowe',
  help: 'Pomoc',
  accessibility: 'Dostępność',
  settings: 'Ustawienia osobiste',
  roles: { moderator: 'moderator', participant: 'uczestnik', observer: 'obserwator' },
  kinds: { swot: 'Tablica SWOT', vision: 'Tablica wizji', matrix: 'Matryca strategiczna' },
  /** What is said of a refusal before its own sentence is here. */
  refusals: {
    offline: 'Nie ma połączenia z serwerem. Sprawdź sieć i spróbuj jeszcze raz.',
    unknown: 'Nie udało się. Nic nie zmieniono. Spróbuj jeszcze raz.',
  },
  phase: plPhase,
  surface: plSurface,

  people: {
    title: 'Osoby',
    count: (n: number) => count(n, people),
    typing: (n: number) => count(n, writing),
    someone: 'ktoś',
    moderates: 'prowadzi',
    nth: (n: number) => `nr ${n}`,
    hand: 'ręka w górze',
    badge: {
      waiting: (n: number) => count(n, wait),
    },
    waiting: {
      title: 'Zaraz wejdziesz',
      what: 'Osoba prowadząca wpuszcza na ten warsztat po kolei. Nic nie trzeba robić: tablica otworzy się sama.',
    },
    removed:
      'Osoba prowadząca zakończyła tu Twój udział. To, co zapisano na tablicy, zostało. W razie pomyłki poproś ją o wpuszczenie.',
  },
  teams: {
    /** What a team's name may begin with and is left out where "team" is said already. */
    prefix: /^(?:zespół|grupa|podgrupa)\s+(?=\S)/iu,
    from: (names: readonly string[]) =>
      names.length === 1 ? `z zespołu ${called(names[0] ?? '')}` : `z zespołów ${joined(names.map(called))}`,
  },
  code: {
    label: 'Kod dostępu',
    hint: 'Osiem znaków z zaproszenia albo z rzutnika.',
    wrong: 'Kod dostępu ma osiem liter i cyfr, na przykład ABCD-2345.',
    enter: 'Dołącz',
  },

  join: {
    title: 'Wejście na warsztat',
    what: {
      participant: 'Wspólna tablica SWOT: każdy dopisuje karteczki, a wszyscy widzą je od razu.',
      moderator: 'To wejście dla prowadzących: zapraszanie, porządkowanie i pełna edycja tablicy.',
      observer: 'Podgląd tablicy na żywo.',
    },
    nameLabel: 'Imię lub imię i nazwisko',
    nameHint: 'Tak będą podpisane karteczki.',
    nameMissing: 'Wpisz imię, którym podpiszemy karteczki.',
    affiliationLabel: 'Skąd?',
    optional: 'nieobowiązkowe',
    affiliationHint: 'Na przykład urząd, sołectwo, stowarzyszenie.',
    enter: 'Wejdź',
    entering: 'Wchodzimy…',
    returnAs: (name: string) => `Wróć jako ${name}`,
    returnWhat: 'Ta przeglądarka była już na tym warsztacie.',
    notMe: 'To nie ja',
    clause: 'Cała informacja o danych osobowych',
    badTitle: 'Ten link lub kod dostępu nie otwiera warsztatu',
    badWhat:
      'Mógł wygasnąć, zostać unieważniony albo jest w nim literówka. Poproś osobę prowadzącą o aktualny link lub wpisz kod dostępu z rzutnika.',
    tryAgain: 'Spróbuj ponownie',
  },

  lost: {
    title: 'Nie ma takiej strony',
    what: 'Adres może mieć literówkę. Na warsztat wchodzi się linkiem z zaproszenia albo kodem dostępu.',
    home: 'Strona główna',
    noSessionTitle: 'Ta przeglądarka nie jest na tym warsztacie',
    noSessionWhat: 'Otwórz link z zaproszenia albo wpisz kod dostępu.',
    endedTitle: 'To wejście zostało zamknięte',
    endedWhat: 'Link unieważniono albo warsztat zamknięto lub usunięto. Poproś osobę prowadzącą o nowy link.',
    endedPending: (n: number) => `Nie wysłano przed zamknięciem: ${count(n, changes)}.`,
    reloadTitle: 'Jest nowsza wersja',
    reloadWhat: 'Trzeba wczytać stronę ponownie. Zmiany zapisane w tej przeglądarce nie zginą.',
    reload: 'Wczytaj ponownie',
    boardTitle: 'Ta strona nie umie jeszcze pokazać tej tablicy',
    boardWhat: 'Tablica jest z nowszej wersji. Wczytaj stronę ponownie. Inne tablice działają jak dotąd.',
    unreachableTitle: 'Nie udało się połączyć',
    unreachableWhat: 'Próbujemy dalej, co kilka sekund. Nic nie trzeba robić.',
    leftTitle: 'Warsztat opuszczony',
    leftWhat: 'Ta przeglądarka nie pamięta już tego warsztatu. Wrócić można linkiem z zaproszenia albo kodem dostępu.',
  },

  saving: {
    reconnecting: 'Łączymy ponownie…',
    label: 'Stan zapisu',
    saved: 'Zapisano',
    saving: 'Zapisywanie…',
    offline: (n: number) => `Brak połączenia: ${count(n, waiting)} w tej przeglądarce`,
    savedOffline: 'Brak połączenia: wszystko zapisane',
    refused: (n: number) => `Nie przyjęto (${n})`,
    connecting: 'Łączymy…',
    storage: 'Ta przeglądarka nie pozwala niczego odłożyć. Przed zamknięciem karty poczekaj na „Zapisano”.',
    readonly: 'Tylko do czytania',
    unsent: (n: number) => `Nie zapisano: ${count(n, changes)}`,
  },

  workshop: {
    takeAway: 'Drukuj i pobierz',
    links: 'Zaproszenia',
    results: 'Wyniki głosowania',
    moments: 'Zapisane momenty',
    tools: 'Narzędzia tablicy',
    moreTools: 'Inne narzędzia',
    board: 'Tablica',
    list: 'Lista',
    find: 'Szukaj',
    view: 'Widok',
    undo: 'Cofnij',
    redo: 'Ponów',
    paste: 'Wklej',
    repeats: 'Powtórzenia',
    bin: 'Kosz',
    shortcuts: 'Skróty klawiszowe',
    invite: 'Zaproś',
    more: 'Więcej',
    rename: 'Zmień tytuł warsztatu',
    renameTitle: 'Tytuł warsztatu',
    leave: 'Opuść warsztat',
    projector: 'Otwórz widok rzutnika',
    device: 'Kontynuuj na telefonie',
    skip: 'Przejdź do tablicy',
  },

  swot: {
    sections: { strength: 'Mocne strony', weakness: 'Słabe strony', opportunity: 'Szanse', threat: 'Zagrożenia' },
    axis: { strength: 'wewnętrzne', weakness: 'wewnętrzne', opportunity: 'z otoczenia', threat: 'z otoczenia' },
    add: {
      strength: 'Dopisz mocną stronę',
      weakness: 'Dopisz słabą stronę',
      opportunity: 'Dopisz szansę',
      threat: 'Dopisz zagrożenie',
    },
    empty: {
      strength: 'Co działa dobrze i na czym można budować?',
      weakness: 'Czego brakuje, co przeszkadza od środka?',
      opportunity: 'Co sprzyja z zewnątrz?',
      threat: 'Co może zaszkodzić z zewnątrz?',
    },
  },

  note: {
    restored: (n: number) => `Przywrócono: ${count(n, notes)}`,
    nothing: 'Jeszcze nic tu nie ma.',
    addButton: 'Dodaj',
    addHint: 'Enter dodaje, Shift+Enter łamie wiersz',
    count: (n: number) => count(n, notes),
    added: (where: string) => `Dodano karteczkę: ${where}`,
    arrived: (n: number) =>
      count(n, { one: 'nowa karteczka', few: 'nowe karteczki', many: 'nowych karteczek', other: 'nowej karteczki' }),
    kind: 'karteczka',
    blank: '(pusta karteczka)',
    edit: 'Edytuj',
    editing: (names: string) => `${names}: edycja`,
    dragging: (names: string) => `${names}: w ręku`,
    editLabel: 'Treść karteczki',
    done: 'Gotowe',
    by: (name: string) => `autor: ${name}`,
    actions: 'Działania na karteczce',
    actionsOf: (text: string) => `Działania: ${text}`,
    select: 'Zaznacz',
    moveTo: (where: string) => `Przenieś: ${where}`,
    move: 'Przenieś do pola',
    up: 'W górę',
    down: 'W dół',
    toGroup: 'Do grupy',
    newGroup: 'Nowa grupa',
    ungroup: 'Wyjmij z grupy',
    colour: 'Oznacz kolorem',
    noColour: 'Bez oznaczenia',
    colours: { amber: 'bursztyn', rose: 'róż', teal: 'morski', violet: 'fiolet', grey: 'szary' },
    links: 'Powiązania…',
    copy: 'Kopiuj tekst',
    bin: 'Usuń do kosza',
    moved: (n: number, where: string) => `Przeniesiono ${count(n, notesObject)}: ${where}`,
    shifted: (place: number, of: number) => `Miejsce ${place} z ${of}`,
    binned: (n: number) => `W koszu: ${count(n, notes)}`,
    grouped: (n: number, name: string) => `W grupie „${name}”: ${count(n, notes)}`,
    ungrouped: 'Wyjęto z grupy',
    coloured: (name: string) => `Oznaczono: ${name}`,
    uncoloured: 'Zdjęto oznaczenie',
    more: 'więcej',
    less: 'mniej',
    undone: 'Cofnięto',
    redone: 'Ponowiono',
    undoSkipped: (n: number) =>
      n === 1
        ? 'Nie cofnięto: ktoś zmienił tę karteczkę później.'
        : `Bez zmian ${form('pl', n, stayed)} ${count(n, notes)}: ktoś zmienił je później.`,
  },

  group: {
    loose: 'Bez grupy',
    kind: 'grupa',
    label: 'Nazwa grupy',
    create: 'Zgrupuj',
    createTitle: (n: number) => `Nowa grupa: ${count(n, notes)}`,
    unnamed: 'Nowa grupa',
    rename: 'Zmień nazwę',
    renameOf: (name: string) => `Zmień nazwę grupy ${name}`,
    actions: (name: string) => `Działania na grupie ${name}`,
    up: 'Grupę wyżej',
    down: 'Grupę niżej',
    dissolve: 'Rozwiąż grupę',
    dissolved: 'Grupa rozwiązana, karteczki zostały',
  },
};

/** What every catalogue must hold. */
export type Words = typeof pl;
