/** The Polish words of the pages for those who prepare a workshop. */
export const plOrganiser = {
  home: {
    title: 'Wspólna tablica na warsztat strategiczny',
    lead: 'Analiza SWOT wypełniana na żywo: każdy pisze ze swojego komputera lub telefonu, a sala widzi wszystko na rzutniku. Bez kont i bez instalowania.',
    organiserAsk: 'Przygotowujesz spotkanie?',
    organiserLink: 'Utwórz warsztat',
    checkAsk: 'Czy u Ciebie zadziała?',
    checkLink: 'Sprawdź komputer i sieć',
    specimen: 'Tak wygląda tablica podczas spotkania',
    sample: {
      strength: ['Rozległe lasy wokół miasta', 'Aktywne koła gospodyń', 'Dobra sieć szkół'],
      weakness: ['Mało miejsc w żłobku', 'Zły stan dróg gminnych', 'Brak kanalizacji'],
      opportunity: ['Moda na wypoczynek na wsi', 'Nowa linia kolejowa', 'Środki na edukację'],
      threat: ['Odpływ młodych ludzi', 'Wylewy rzeki', 'Rosnące koszty usług'],
    },
  },
  organiser: {
    title: 'Nowy warsztat',
    lead: 'Trzy odpowiedzi i linki są gotowe. Wszystko można potem zmienić.',
    keyLabel: 'Klucz organizatora',
    keyHint: 'Jest w linku, który serwer wypisał przy pierwszym uruchomieniu.',
    keyWrong: 'Ten klucz nie pasuje. Skopiuj go jeszcze raz w całości.',
    keySubmit: 'Dalej',
    nameLabel: 'Jak nazywa się spotkanie?',
    nameHint: 'Tytuł zobaczą wszyscy, także na rzutniku.',
    nameExample: 'np. Strategia rozwoju gminy Rudnik: diagnoza',
    nameMissing: 'Warsztat potrzebuje tytułu.',
    localeLabel: 'W jakim języku?',
    localeHint: 'Każdy może u siebie wybrać inny.',
    templateLabel: 'Z jaką tablicą?',
    kind: 'Rodzaj',
    boardName: (n: number) => `Nazwa tablicy ${n}`,
    addBoard: 'Dodaj tablicę',
    removeBoard: (n: number) => `Usuń tablicę ${n}`,
    boardsAbout: {
      swot: 'Mocne i słabe strony, szanse i zagrożenia na czterech polach.',
      vision: 'Karteczki w obszarach z pytaniami i wspólnie układane zdania wizji i misji.',
      matrix: 'Obszary, cele, mierniki, działania i projekty w jednej ponumerowanej tabeli.',
    },
    agendaLabel: 'Z jaką agendą?',
    noAgenda: 'Bez agendy',
    agendaHint: 'Agendę można też wybrać albo zmienić później, także w trakcie.',
    create: 'Utwórz warsztat',
    ready: 'Warsztat jest gotowy',
    readyLead:
      'Każda rola ma swój link. Linki są tajne i widać je tylko teraz: skopiuj je przed zamknięciem strony. Później moderator może wydać nowe.',
    openModerator: 'Otwórz jako moderator',
    opensInTab: 'otwiera się w nowej karcie',
    participantWhat: 'Dla wszystkich, którzy będą pisać. Wyślij go w zaproszeniu.',
    moderatorWhat: 'Dla prowadzących. Nie przekazuj go dalej.',
    observerWhat: 'Na rzutnik i dla gości: pokazuje tablicę, niczego nie zmienia.',
    links: { moderator: 'Link moderatora', participant: 'Link uczestnika', observer: 'Link na rzutnik' },
    codeLabel: 'Kod dostępu',
    codeWhat: (address: string) => `Do wpisania na stronie ${address}`,
    reach: {
      computer:
        'Ten adres działa tylko na tym komputerze, więc telefon nie otworzy kodu QR. W sieci lokalnej uruchom serwer z --lan, w internecie z --public-url.',
      network:
        'Telefony muszą być w tej samej sieci (to samo Wi-Fi). Bez https inni w tej sieci mogą podejrzeć, co piszecie.',
      everywhere: '',
    },
    copyInvitation: 'Kopiuj zaproszenie',
    invitation: (title: string, link: string, address: string, code: string, check: string) =>
      `Zaproszenie na warsztat „${title}”.\n\nWejście jednym kliknięciem: ${link}\nAlbo kod ${code} na stronie ${address}\n\nWystarczy przeglądarka, bez konta. Sprawdź wcześniej, czy u Ciebie działa: ${check}`,
    another: 'Utwórz kolejny warsztat',
    stepsTitle: 'Co dalej',
    steps: [
      'Wyślij link uczestnika albo podaj kod.',
      'Otwórz link na rzutnik na komputerze w sali. Kod pokażesz na nim z okna „Zaproszenia”.',
      'Wejdź jako moderator i napisz pierwszą karteczkę.',
    ],
  },
};

/** What the English words have to hold as well. */
export type OrganiserWords = typeof plOrganiser;
