/** The Polish words of the page on which somebody checks their computer and network before a workshop. */
export const plCheck = {
  title: 'Czy u Ciebie zadziała?',
  lead: 'Ta strona sprawdza komputer i sieć przed warsztatem. Nie trzeba do tego zaproszenia.',
  again: 'Sprawdź jeszcze raz',
  print: 'Drukuj dla informatyka',
  states: { running: 'sprawdzamy', good: 'działa', bad: 'nie działa' },
  names: {
    socket: 'Połączenie na żywo (WebSocket)',
    stream: 'Połączenie na żywo (strumień)',
    plain: 'Zwykłe zapytania',
    clock: 'Zegar',
    storage: 'Pamięć przeglądarki',
    cookies: 'Ciasteczka',
    sound: 'Dźwięk',
  },
  latency: (ms: number) => `odpowiedź po ${ms} ms`,
  clockOff: (minutes: number) => `różni się o ${minutes} min`,
  whole: {
    good: 'Wszystko gotowe.',
    slow: 'Można wziąć udział. Informatyk może poprawić to, co niżej.',
    bad: 'Tak się nie uda. Pokaż tę stronę informatykowi.',
  },
  advice: {
    socket:
      'Poproś o przepuszczanie połączeń WebSocket (wss) do tego adresu. Bez nich zmiany innych przychodzą z małym opóźnieniem.',
    stream:
      'Poproś o niewstrzymywanie odpowiedzi typu text/event-stream z tego adresu (skaner antywirusowy, serwer proxy).',
    plain: 'Ten adres jest zablokowany. Poproś o odblokowanie go w zaporze sieciowej.',
    clock: 'Ustaw zegar komputera. Minutniki liczą się z serwera, ale certyfikaty stron sprawdza ten zegar.',
    storage:
      'Przeglądarka niczego nie przechowa: przed zamknięciem karty trzeba poczekać na „Zapisano”. Pomaga wyjście z trybu prywatnego.',
    cookies: 'Zezwól na ciasteczka tej strony: kłódka lub tarcza przy adresie.',
    sound: 'Minutnik nie zadzwoni. Reszta działa.',
  },
};

export type CheckWords = typeof plCheck;
