/** The Polish words of a strategic matrix. */
export const plMatrix = {
  label: 'Matryca strategiczna',
  more: 'Matryca',
  levels: 'Nazwy poziomów i numeracja',
  levelsLead: 'Puste pole zostawia zwykłą nazwę. Kolejność poziomów jest stała.',
  arabic: 'Numery 1, 1.1, 1.1.1 zamiast I, I.1, I.1.1',
  levelsDone: 'Zmieniono nazwy poziomów',
  xlsx: 'Pobierz jako arkusz XLSX',
  xlsxBare: 'Arkusz XLSX bez projektów kluczowych',
  csv: 'Pobierz jako CSV',
  area: {
    add: 'Dodaj obszar',
    addTitle: 'Nowy obszar priorytetowy',
    editTitle: 'Obszar priorytetowy',
    edit: 'Zmień nazwę i opis',
    title: 'Nazwa',
    titleHint: 'Wpisz albo wybierz z listy.',
    definition: 'Co należy do obszaru, a co nie?',
    names: [
      'Społeczeństwo',
      'Gospodarka',
      'Infrastruktura',
      'Środowisko naturalne',
      'Przestrzeń',
      'Edukacja',
      'Kultura, sport i turystyka',
      'Zdrowie i polityka społeczna',
      'Zarządzanie i współpraca',
    ],
    added: (name: string) => `Dodano obszar: ${name}`,
    changed: (name: string) => `Zmieniono obszar: ${name}`,
    up: 'Obszar wyżej',
    down: 'Obszar niżej',
    moved: (name: string) => `Przesunięto obszar: ${name}`,
    remove: 'Usuń obszar',
    removed: (name: string) => `Usunięto obszar ${name} z jego wierszami`,
  },
};

/** What the English words have to hold as well. */
export type MatrixWords = typeof plMatrix;
