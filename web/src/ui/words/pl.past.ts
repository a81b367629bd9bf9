import { counted } from './plural.ts';

const changes = { one: 'zmiana', few: 'zmiany', many: 'zmian', other: 'zmiany' };

/** The Polish words of moments, of the workshop as it was, and of what changed since. */
export const plPast = {
  title: 'Zapisane momenty',
  lead: 'Moment to nazwa dla stanu całego warsztatu. Nic nie trzeba kopiować: otwiera się go tylko do odczytu.',
  none: 'Nie zapisano jeszcze żadnego momentu.',
  mark: 'Zapisz ten moment',
  proposed: (step: string, date: string) => (step === '' ? `Stan z ${date}` : `${step}, ${date}`),
  marked: (title: string) => `Zapisano moment: ${title}`,
  name: 'Nazwa momentu',
  renamed: (title: string) => `Nowa nazwa momentu: ${title}`,
  rename: 'Zmień nazwę',
  remove: 'Usuń nazwę',
  removed: (title: string) => `Usunięto nazwę momentu: ${title}`,
  open: 'Otwórz',
  actions: (title: string) => `Działania na momencie: ${title}`,
  banner: (when: string) => `Stan z ${when}, tylko do odczytu`,
  number: (seq: number) => `zmiany nr ${seq}`,
  back: 'Wróć do teraz',
  results: 'Wyniki głosowań',
  opening: 'Czytamy zapis warsztatu…',
  failed: 'Nie udało się otworzyć tego momentu.',
  damaged: 'Zapis warsztatu jest dalej uszkodzony, więc to ostatni stan, który da się pokazać przed tym momentem.',
  noBoards: 'W tym momencie nie było jeszcze żadnej tablicy, którą można tu zobaczyć.',
  since: {
    label: 'Zmiany od ostatniej wizyty',
    line: (when: string) => `Ostatnia wizyta: ${when}. Od tego czasu są zmiany.`,
    show: 'Pokaż, co się zmieniło',
    count: (n: number, at: number) => (at === 0 ? counted('pl', n, changes) : `${at} z ${n}`),
    none: 'Na tablicach nic się nie zmieniło.',
    fresh: 'nowa',
    changed: 'zmieniona',
    previous: 'Poprzednia zmiana',
    next: 'Następna zmiana',
    close: 'Zamknij',
  },
};

export type PastWords = typeof plPast;
