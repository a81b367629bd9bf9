/** The Polish words of links between items. */
export const plLink = {
  title: 'Powiązania',
  open: 'Powiązania…',
  lead: 'Powiązanie widać z obu końców.',
  none: 'Nie ma jeszcze powiązań.',
  relation: {
    answers: { out: 'Odpowiada na czynnik', in: 'Odpowiada na to cel' },
    comesFrom: { out: 'Wynika z karteczki', in: 'Wynika z tego karteczka' },
    serves: { out: 'Służy także', in: 'Służy temu także' },
    measures: { out: 'Mierzy także', in: 'Mierzy to także' },
    quotes: { out: 'Zawiera słowa', in: 'Słowa są w tekście' },
  },
  kind: 'Rodzaj powiązania',
  find: 'Powiąż z',
  findHint: 'Dwie litery i Enter wystarczą.',
  nothing: 'Nic takiego nie ma.',
  added: (text: string) => `Powiązano: ${text}`,
  remove: 'Usuń powiązanie',
  removeOf: (text: string) => `Usuń powiązanie: ${text}`,
  removed: 'Usunięto powiązanie',
  show: 'Pokaż',
  showOf: (text: string) => `Pokaż: ${text}`,
  deleted: (text: string) => `usunięto: ${text}`,
  gone: 'usunięto',
  changed: 'Do sprawdzenia',
  changedWhat: 'Tekst zmienił się, odkąd potwierdzono powiązanie.',
  before: 'było',
  now: 'jest',
  confirm: 'Nadal aktualne',
  confirmOf: (text: string) => `Nadal aktualne: ${text}`,
  confirmed: 'Potwierdzono powiązanie',
  blank: '(pusty tekst)',
};

/** What the English words have to hold as well. */
export type LinkWords = typeof plLink;
