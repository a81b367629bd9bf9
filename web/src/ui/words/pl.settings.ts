/** The Polish words of what people choose for themselves. */
export const plSettings = {
  lead: 'Pamięta je ta przeglądarka, dla każdego warsztatu. Inni ich nie widzą.',
  look: 'Wygląd',
  larger: 'Większy tekst i przyciski',
  list: 'Tablica od razu jako lista',
  listWhat: 'Nagłówki i karteczki jedna pod drugą; wygodne z czytnikiem ekranu i w dużym powiększeniu.',
  keys: 'Klawiatura',
  letters: 'Litery i cyfry jako skróty',
  lettersWhat: 'Wyłącz, gdy sterujesz komputerem mową. Strzałki, Enter, klawisze F i Ctrl+Z działają zawsze.',
  hears: 'Co ma zapowiadać czytnik ekranu?',
  hearsOf: {
    all: 'Wszystko',
    mine: 'Moje sprawy i to, co robią osoby prowadzące',
    moderators: 'Tylko to, co robią osoby prowadzące',
  },
  chime: 'Co ma być słychać?',
  chimeOf: {
    off: 'Nic',
    timer: 'Ostatnią minutę i koniec czasu',
    all: 'Także początek głosowania i wstrzymanie pisania',
  },
  time: 'Czas',
  slow: 'Proś za mnie o więcej czasu',
  slowWhat:
    'Gdy karteczki są zakryte, minutę przed końcem i na koniec czasu strona pokaże „Wolniej, proszę”. Nikt nie widzi, kto prosi.',
};

/** What the English words have to hold as well. */
export type SettingsWords = typeof plSettings;
