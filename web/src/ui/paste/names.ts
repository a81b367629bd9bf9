import { authorsOf } from './chat.ts';

/** A section of the board and what people call it. */
export interface Target {
  readonly key: string;
  /**
   * Its names, in small letters without marks, such as "mocn* stron*": a star stands for any ending, and the words may
   * come in any order. One that begins with "=" is a name only when nothing else stands beside it; one with "?" may
   * mean the section, which is a guess.
   */
  readonly names: readonly string[];
  /** The letter that stands for it in tables. */
  readonly letter?: string;
}

/** What a column holds. */
export type Role = 'note' | 'detail' | 'section' | 'group' | 'points' | 'author' | 'number' | 'out';

/** What a heading says about the cells below or beside it; 'label' only describes the table (internal, positive, SWOT). */
export type Heading =
  | {
      readonly kind: 'section';
      readonly section: string;
      /** Nothing but the name of the section, in words or as a letter; else a text that begins with it. */
      readonly sure: boolean;
      readonly letter: boolean;
      /** The name only may mean the section. */
      readonly guess: boolean;
      /** The area it names as well: "Mocne strony – edukacja". */
      readonly area?: string | undefined;
    }
  | { readonly kind: 'label' }
  | { readonly kind: 'role'; readonly role: Role };

const longest = 160;
const shortest = 14;

// The name of a place may follow, a sentence may not: "Mocna strona gminy to szkoły" is a note.
const place =
  '(?:gmin\\w*|miast\\w*|miejsko\\S*|obszar\\w*|powiat\\w*|regionu|wojewodztwa|wsi|solectw\\w*|miejscowosci|osiedl\\w*|dzielnic\\w*|jednostki|jst|громади|міста)(?:\\s(?!(?:to|jest|sa|przez|dzieki|przed|dla|jako|z|ze|bez|wobec|przy|od|nie|ktor\\w*|stanowi\\w*|wynika\\w*)\\b)\\S+){0,6}';
const tail = `(?:\\s(?:dla\\s)?(?:rozwoj\\w*|wewnetrzn\\w*|zewnetrzn\\w*|wystepujace))?(?:\\s(?:dla\\s|w\\s|na\\s)?${place})?`;
const before =
  '(?:(?:najwazniejsze|glowne|kluczowe|nasze|wewnetrzne|zewnetrzne|zidentyfikowane|lista|potencjalne)\\s)*';
// Forms ask for each section: "Jakie są mocne strony naszej gminy?"
const asking = '(?:jak\\w+|co|wymien\\w*|wskaz\\w*|prosze|what|which|name|list)\\s(?:\\S+\\s){0,5}';

const labelWord =
  '(?:czynniki?|uwarunkowania|analizy?|macierz|tabela|wykres|swot|tows|wewnetrzn\\w+|zewnetrzn\\w+|pozytywn\\w+|negatywn\\w+|korzystn\\w+|niekorzystn\\w+|otoczeni[ea]|srodowisk[ao]|wnetrze|internal|external|positive|negative|helpful|harmful|factors?|origin|pochodzenie|i|and|analysis|matrix)';
const label = new RegExp(
  `^(?=.*(?:wewn|zewn|pozyt|negat|korzystn|swot|tows|ternal|itive|gative|ful))${labelWord}(?:\\s${labelWord})*$`,
);

// The headings of columns that are no sections, as tables and the exports of other programs have them.
const roles: readonly (readonly [Role, RegExp])[] = [
  ['number', /^(?:l\s?\.?\s?p|nr|numer|no|#|poz|pozycja|id|kod|symbol|rank|stack|order)$/],
  [
    'points',
    /^(?:pkt|punkty|punktacja|punktow|(?:liczba|ilosc|suma|laczna liczba) (?:punktow|pkt|glosow|wskazan|przyznanych punktow)|suma|razem|glosy?|glosow|wag[ai]|ocen[ay]|rang[ai]|ranking|wynik|iloczyn|srednia|%|procent|udzial|istotnosc|waznosc|znaczenie|wartosc|prawdopodobienstwo|weight|score|points?|votes?|voting|likes?|rating|total|(?:total|number of) \w+)(?:\s\d+)?(?:\s(?!.*(?:mieszkan|gmin)).{0,30})?$/,
  ],
  [
    'author',
    /^(?:autor(?:zy)?|author|user(?:name)?|uzytkownik|osoba|zglaszajac\w+|imie|nazwisko|imie i nazwisko|respondent|(?:created|updated|last updated|modified|added|posted) by|name|participant|uczestnik)$/,
  ],
  [
    'out',
    /^(?:.*\b(?:id|uuid|url|link|href|colou?r|kolor|date|timestamp|created|updated|position|pozycja|width|height|e?-?mail|avatar|attachments?|zalacznik\w*)\b.*|type|typ|tags?|tagi|uwag[ai]|komentarze?|zrodl[oa]|data|czas|time|status|trend|tendencja|uzasadnienie|sygnatura czasowa|instytucja|notes|remarks?|comments?|sources?|x|y|discussion thread)$/,
  ],
  [
    'group',
    /^(?:obszar(?:y|u)?|sfera|sfery|dziedzin[ay]|zakres|temat(?:y|yka)?|wymiar|grupa|kategori[ae]|zagadnieni[ea]|aspekt|sektor|blok|dzial|area|theme|topic|dimension|category|group|reflection group|cluster)(?:\s(?:tematyczn\w+|strategiczn\w+|problemow\w+|rozwojow\w+|rozwoju|analizy|zycia|swot|priorytetow\w+))?$/,
  ],
  ['section', /^(?:section|sekcja|column|kolumna|list|lista|quadrant|cwiartka|pole|prompt|frame|ramka)$/],
  ['detail', /^(?:body|description|details?|szczegoly|opis szczegolowy|rozwiniecie)$/],
  [
    'note',
    /^(?:czynniki?|opis|tresc|tekst|nazwa|wyszczegolnienie|elementy?|zapis|stwierdzenie|factors?|items?|text|content|note|card|sticky note|karteczka|notatka|subject|title|tytul|reflection|idea|post|pomysl)(?:\s(?:czynnika|swot|opis|karteczki))?$/,
  ],
];

// What has to be in a heading of those kinds that is not short.
const roleStems =
  'wewn|zewn|pozyt|negat|korzystn|swot|tows|ternal|itive|gative|ful|liczb|ilosc|suma|punkt|glos|obszar|sfer|dziedzin|kategor|' +
  'grup|group|imie|sygnat|mail|reflect|updat|creat|thread|opis|wyszczeg|stwierdz|czynnik|modif|post|szczeg|number|total|' +
  'prawdop|zagadn|respond|zglasza|uzytkow|istotn|wazno|znaczen|pozycj|attach|zalacz|tresc|tytul|element|uwag|timest';

/** Lower case, letters without their marks, single spaces. */
export function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').replace(/\s+/g, ' ').trim();
}

interface Named {
  readonly key: string;
  readonly guess: boolean;
  readonly source: string;
  readonly whole: RegExp;
  /** The beginning of a longer text, and anywhere in it; missing for a name that has to stand alone. */
  readonly start?: RegExp;
  readonly inside?: RegExp;
  readonly words: readonly { stem: string; open: boolean }[];
}

/** Reads headings by the names of a board's sections. */
export class Names {
  private readonly named: readonly Named[];
  private readonly letters: ReadonlyMap<string, string>;
  /** What a longer cell has in it when it may be a heading. */
  private readonly stems: RegExp;
  /** Any of the names. */
  private readonly any: RegExp;
  private readonly longestName: number;
  private readonly known = new Map<string, Heading | undefined>();

  constructor(readonly targets: readonly Target[]) {
    this.named = targets.flatMap(({ key, names }) => names.map((name) => compiled(key, name)));
    this.any = new RegExp(`^${before}(?:${this.named.map(({ source }) => source).join('|')})`, 'u');
    this.longestName = Math.max(0, ...this.named.map(({ words }) => words.length));
    const starts = this.named.flatMap(({ words }) => words.map(({ stem }) => stem.slice(0, 4)));
    this.stems = new RegExp([...new Set(starts.map(escaped)), roleStems].join('|'));
    this.letters = new Map(targets.flatMap(({ key, letter }) => (letter === undefined ? [] : [[letter, key]])));
  }

  /** Reads a cell as a heading; undefined when it is none. */
  heading(cell: string): Heading | undefined {
    if (cell === '' || cell.length > longest) return undefined;
    if (this.known.has(cell)) return this.known.get(cell);
    // Reading a heading takes long, and nearly all cells are notes.
    const found = cell.length <= shortest || this.stems.test(plain(cell)) ? this.read(cell) : undefined;
    this.known.set(cell, found);
    return found;
  }

  /** The role of a column by its heading. */
  role(cell: string): Role | undefined {
    const head = this.heading(cell);
    return head?.kind === 'role' ? head.role : undefined;
  }

  /** The section that a cell surely names by a word. */
  section(cell: string): string | undefined {
    const head = this.heading(cell);
    return head?.kind === 'section' && head.sure && !head.letter ? head.section : undefined;
  }

  /** The section that a cell beside a note names: by word, by letter, or by a code such as "S1". */
  label(cell: string): string | undefined {
    if (cell.length > longest) return undefined;
    const code = /^(\p{Lu})[\s.-]?\d{1,3}\.?$/u.exec(cell);
    const head = this.heading(code?.[1] ?? cell);
    return head?.kind === 'section' && head.sure ? head.section : undefined;
  }

  private read(cell: string): Heading | undefined {
    const bare = authorsOf(cell)
      .text.toLowerCase()
      .replace(/^[^\p{L}\d(]*(?:\(?(?:\d{1,2}|[ivx]{1,4}|[a-d])[.)]\s*)*/u, '')
      .replace(/[\s"”»*_:.;,–—-]+$/, '');
    const flat = plain(bare);
    if (flat === '' && cell !== '#') return undefined;
    const unbracketed = bare.replace(/[([{][^)\]}]*[)\]}]/g, ' ');
    const parts = (plain(unbracketed) === '' ? bare.replace(/[()[\]{}]/g, ' ') : unbracketed)
      .replace(/^\s*(\p{L})\s*-\s*/u, (_, letter: string) => (this.letters.has(letter) ? `${letter}:` : _))
      .split(/[\n:;|/,=]|\s-\s|[–—]/)
      .map((part) => plain(part).replace(/^[".\s]+|[".\s]+$/g, ''))
      .filter((part) => part !== '');
    const words = new Set<string>();
    const lettered = new Set<string>();
    let guess = false;
    let labels = 0;
    let sure = parts.length > 0;
    for (const part of parts) {
      const meant = this.sectionsIn(part);
      const letter = this.letters.get(part);
      if (meant.length > 0) for (const { key } of meant) words.add(key);
      else if (letter !== undefined) lettered.add(letter);
      else if (label.test(part)) labels++;
      else if (!/^\d+(?: pkt)?$/.test(part)) sure = false;
      guess ||= meant.some((each) => each.guess);
    }
    if (words.size > 1) return sure ? { kind: 'label' } : undefined;
    const [section = [...lettered][0]] = words;
    if (sure && section !== undefined && (words.size === 1 || lettered.size === 1))
      return { kind: 'section', section, sure: true, letter: words.size === 0, guess };
    const title = plain(cell.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/[_\s]+/g, ' ')).replace(/[.:*]+$/, '');
    for (const [role, test] of roles) if (test.test(title)) return { kind: 'role', role };
    if (sure && labels > 0) return { kind: 'label' };
    return this.areaBeside(bare.replace(/\n/g, ' '), cell) ?? this.begun(flat);
  }

  /** A longer text that begins with the name of a section. */
  private begun(flat: string): Heading | undefined {
    const length = flat.split(' ').length;
    const begun = length <= 12 ? this.named.find(({ start }) => start?.test(flat)) : undefined;
    if (begun === undefined) return undefined;
    // "Mocne strony Słabe strony" on one line is a row of headings that lost its columns.
    const others = this.named.some(({ key, inside }) => key !== begun.key && inside?.test(flat));
    if (others && length <= 6) return { kind: 'label' };
    return { kind: 'section', section: begun.key, sure: false, letter: false, guess: begun.guess };
  }

  /** "Mocne strony – edukacja", "Edukacja: mocne strony". */
  private areaBeside(bare: string, cell: string): Heading | undefined {
    const parts = cell
      .replace(/\s+/g, ' ')
      .split(/\s[-–—]\s|[:|]/)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    if (parts.length !== 2 || bare.length > 80 || cell.includes('\n')) return undefined;
    for (const [at, part] of parts.entries()) {
      const [meant, more] = this.sectionsIn(plain(part).replace(/^(?:\d{1,2}|[ivx]{1,4})[.)]\s*/, ''));
      const area = parts[1 - at] ?? '';
      if (meant === undefined || more !== undefined || area.split(' ').length > 5) continue;
      return { kind: 'section', section: meant.key, sure: false, letter: false, guess: meant.guess, area };
    }
    return undefined;
  }

  /** The sections that a phrase names: "mocne i słabe strony" names two. */
  private sectionsIn(part: string): Named[] {
    const named = this.any.test(part) ? this.named.find((each) => each.whole.test(part)) : undefined;
    const whole = named ?? this.misspelt(part);
    if (whole !== undefined) return [whole];
    const halves = part.split(/\s(?:i|oraz|and|lub|or|&|\+)\s/);
    if (halves.length < 2) return [];
    const found = halves.map((half) => this.named.find(({ whole }) => whole.test(half)));
    return found.every((each) => each !== undefined) ? found : [];
  }

  /** The name that is meant when one letter is wrong, missing or too many, or two are swapped. */
  private misspelt(part: string): Named | undefined {
    if (part.length > 40) return undefined;
    const words = part.split(' ');
    if (words.length > this.longestName) return undefined;
    return this.named.find(
      (named) =>
        named.start !== undefined &&
        named.words.length === words.length &&
        named.words.every(({ stem, open }, at) => near(words[at] ?? '', stem, open, named.words.length > 1)),
    );
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function compiled(key: string, name: string): Named {
  const words = name
    .replace(/^[=?]/, '')
    .split(' ')
    .map((word) => ({ stem: word.replace('*', ''), open: word.endsWith('*') }));
  const source = (list: typeof words) =>
    list.map(({ stem, open }) => escaped(stem) + (open ? '[\\p{L}]{0,6}' : '')).join('\\s');
  const any = words.length > 1 ? `(?:${source(words)}|${source([...words].reverse())})` : source(words);
  const guess = name.startsWith('?');
  const whole = new RegExp(`^${before}${any}${name.startsWith('=') ? '' : tail}$`, 'u');
  if (/^[=?]/.test(name)) return { key, guess, source: any, whole, words };
  const end = '(?![\\p{L}\\d])';
  return {
    key,
    guess,
    source: any,
    whole,
    start: new RegExp(`^${before}(?:${asking}${any}${end}|${any}${end}(?!.*\\b(?:to|jest|sa|sie)\\b))`, 'u'),
    inside: new RegExp(`(?<![\\p{L}\\d])${any}${end}`, 'u'),
    words,
  };
}

/** Whether a word is the name, or that with one slip in it. Short names are told from each other by their letters. */
function near(word: string, stem: string, open: boolean, helped: boolean): boolean {
  if (open ? word.startsWith(stem) : word === stem) return true;
  if (word[0] !== stem[0] || stem.length < (helped ? 4 : 5)) return false;
  const lengths = stem.length > 5 || helped ? [stem.length, stem.length - 1, stem.length + 1] : [stem.length];
  return lengths.some((length) => {
    const start = open ? word.slice(0, length) : word;
    return start.length === length && word.length - start.length <= 6 && slip(start, stem, stem.length > 5 || helped);
  });
}

/** Whether one slip makes one text of the other; with `any` false only two swapped letters count. */
function slip(a: string, b: string, any: boolean): boolean {
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  const [restA, restB] = [a.slice(from), b.slice(from)];
  if (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)) return true;
  if (!any) return false;
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}
