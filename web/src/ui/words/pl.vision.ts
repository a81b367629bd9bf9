import { counted } from './plural.ts';

const notes = { one: 'karteczkę', few: 'karteczki', many: 'karteczek', other: 'karteczki' };

/** The Polish words of a vision board: its areas, its plane and what moves the view over it. */
export const plVision = {
  plane: 'Płaszczyzna',
  columns: 'Kolumny',
  around: 'Poza obszarami',
  add: 'Dodaj karteczkę',
  empty: 'Tu staną karteczki.',
  emptyAround: 'Tu staną karteczki, które nie należą do żadnego obszaru.',
  into: 'Do obszaru',
  view: 'Widok płaszczyzny',
  zoomIn: 'Przybliż',
  zoomOut: 'Oddal',
  zoom: (percent: number) => `Powiększenie ${percent}%`,
  showAll: 'Pokaż całość',
  framing: 'Zaznacz ramką',
  map: 'Mapa płaszczyzny',
  sizes: { label: 'Rozmiar', small: 'mały', usual: 'zwykły', large: 'duży' },
  sized: (name: string) => `Rozmiar: ${name}`,
  area: {
    addTitle: 'Nowy obszar',
    editTitle: 'Obszar',
    add: 'Dodaj obszar',
    edit: 'Zmień pytanie i kolor',
    question: 'Pytanie',
    questionHint: 'Jedno pytanie, na które odpowiadają karteczki.',
    questions: [
      'Czym różnimy się od innych?',
      'W czym chcemy być atrakcyjni?',
      'Dla kogo chcemy być atrakcyjni?',
      'Jak będzie się tu żyło za dziesięć lat?',
      'Z czego będziemy dumni?',
      'Czego nie chcemy stracić?',
    ],
    colour: 'Kolor',
    noColour: 'bez koloru',
    added: (name: string) => `Dodano obszar: ${name}`,
    changed: (name: string) => `Zmieniono obszar: ${name}`,
    removed: (name: string) => `Usunięto obszar ${name}. Karteczki zostały na płaszczyźnie.`,
    remove: 'Usuń obszar',
    show: 'Pokaż z bliska',
    select: 'Zaznacz wszystkie karteczki',
    tidy: 'Uporządkuj karteczki',
    tidied: (n: number) => `Ustawiono w rzędach ${counted('pl', n, notes)}`,
    tidy0: 'Karteczki stoją już w rzędach.',
    move: 'Przesuń',
    moveTo: { left: 'w lewo', right: 'w prawo', up: 'w górę', down: 'w dół' },
    resize: 'Zmień rozmiar',
    resizeTo: { right: 'szerszy', left: 'węższy', down: 'wyższy', up: 'niższy' },
    resizeHandle: (name: string) => `Zmień rozmiar obszaru ${name}`,
    placed: (name: string) => `Przesunięto obszar: ${name}`,
  },
  joined: (n: number, name: string) => `W grupie „${name}”: ${counted('pl', n, notes)}`,
};

export type VisionWords = typeof plVision;
