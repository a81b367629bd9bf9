/** The Polish words of the help page: one screen, and one printed page, for each role. */
export const plHelp = {
  title: 'Pomoc',
  print: 'Drukuj tę stronę',
  roles: { participant: 'Jak wziąć udział', moderator: 'Prowadzę warsztat', observer: 'Rzutnik i goście' },
  code: 'Kod dostępu',
  address: (page: string) => `Wpisz kod dostępu na stronie ${page} albo zeskanuj kod QR telefonem.`,
  noCode: (page: string) => `Kliknij link z zaproszenia albo wpisz kod dostępu z rzutnika na stronie ${page}.`,
  participant: [
    {
      title: 'Wejdź',
      what: 'Kliknij link z zaproszenia albo wpisz kod dostępu. Podaj imię. Nie trzeba konta ani instalowania.',
    },
    { title: 'Zobacz, co teraz', what: 'U góry jest etap spotkania, pytanie i czas, który został.' },
    {
      title: 'Napisz karteczkę',
      what: 'Wpisz myśl w pole i naciśnij Enter. Jedna karteczka, jedna myśl. Kiedy karteczki są zakryte, widzisz tylko swoje.',
    },
    {
      title: 'Popraw albo przenieś',
      what: 'Kliknij karteczkę, aby zmienić tekst. Wszystko, co robi przeciąganie, jest też w menu z trzema kropkami. Ctrl+Z cofa.',
    },
    {
      title: 'Daj punkty',
      what: 'W głosowaniu kliknij przy karteczce plus. Punkty można przełożyć do końca głosowania.',
    },
    {
      title: 'Gdy zniknie internet',
      what: 'Pisz dalej. Zmiany czekają w tej przeglądarce i zapiszą się same. Pod tytułem jest napisane, czy wszystko jest zapisane.',
    },
    { title: 'Chcesz coś powiedzieć?', what: 'Podnieś rękę. Gdy skończysz, naciśnij „Mam gotowe” przy nazwie etapu.' },
  ],
  eve: 'Dzień wcześniej',
  eveList: [
    'Otwórz „Sprawdź komputer i sieć” na komputerze w sali i w sieci urzędu.',
    'Wejdź linkiem moderatora i przejdź po planie spotkania: pytania, minuty, tablice.',
    'Zrób próbę: na stronie organizatora otwórz warsztat próbny, w którym piszą i głosują symulowane osoby.',
    'Otwórz link na rzutnik na komputerze w sali i sprawdź, czy ostatni rząd to przeczyta.',
    'Wyślij zaproszenie z linkiem uczestnika i kodem dostępu. Wydrukuj z nim stronę „Jak wziąć udział”.',
    'Umów drugą osobę prowadzącą: gdy Tobie zgaśnie komputer, przejmie spotkanie.',
    'Sprawdź klauzulę informacyjną i termin usunięcia warsztatu.',
  ],
  day: 'W trakcie',
  moderator: [
    {
      title: 'Etap po etapie',
      what: 'Dolny pasek prowadzi przez plan: „Dalej” nazywa następny etap, a cofnąć się można zawsze.',
    },
    {
      title: 'Czas',
      what: '„Minutnik” odlicza wszystkim. Koniec czasu niczego nie zamyka: decyduje osoba prowadząca.',
    },
    { title: 'Odkrywanie', what: 'Zakryte karteczki zna tylko ich autor, dopóki nie naciśniesz „Odkryj”.' },
    {
      title: 'Uwaga wszystkich',
      what: '„Sprowadź tutaj” pokazuje wszystkim to samo pole, „Wstrzymaj pisanie” przerywa na chwilę zmiany.',
    },
    {
      title: 'Głosowanie',
      what: 'Nazwij je, ustal liczbę punktów i zakończ, gdy wszyscy zagłosują. Wyniki pokażesz na rzutniku.',
    },
    {
      title: 'Zespoły',
      what: 'Każdy zespół pracuje na swojej tablicy, a lider dodaje najważniejsze karteczki na wspólną.',
    },
    { title: 'Po spotkaniu', what: 'Zapisz moment z nazwą, wydrukuj tablicę i pobierz ją z menu „Drukuj i pobierz”.' },
  ],
  observer: [
    {
      title: 'Otwórz link na rzutnik',
      what: 'Na komputerze w sali, w pełnym ekranie (F11). Obraz podąża za osobą prowadzącą sam.',
    },
    { title: 'Nic nie trzeba klikać', what: 'Rzutnik tylko pokazuje. Po przerwie w sieci łączy się ponownie.' },
    { title: 'Jasna sala', what: 'Dopisz do adresu ?theme=light, a tło będzie jasne.' },
  ],
  check: 'Sprawdź komputer i sieć',
};

/** What the English words have to hold as well. */
export type HelpWords = typeof plHelp;
