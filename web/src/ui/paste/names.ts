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
      /** Something stands beside the name of the section, and whether that names an area: "Mocne strony – Edukacja". */
      readonly beside?: boolean;
      readonly area?: string | undefined;
    }
  | { readonly kind: 'label' }
  | { readonly kind: 'role'; readonly role: Role };

const longest = 160;

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

/** Lower case, letters without their marks, single spaces. */
export function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').replace(/\s+/g, ' ').trim();
}

interface Named {
  readonly key: string;
  readonly guess: boolean;
  readonly whole: RegExp;
  /** The beginning of a longer text, and anywhere in it; missing for names that have to stand alone. */
  readonly start?: RegExp;
  readonly inside?: RegExp;
}

/** Reads headings by the names of a board's sections. */
export class Names {
  private readonly named: readonly Named[];
  private readonly letters: ReadonlyMap<string, string>;
  private readonly known = new Map<string, Heading | undefined>();

  constructor(readonly targets: readonly Target[]) {
    this.named = targets.flatMap(({ key, names }) => ['', '=', '?'].flatMap((mark) => compiled(key, mark, names)));
    this.letters = new Map(targets.flatMap(({ key, letter }) => (letter === undefined ? [] : [[letter, key]])));
  }

  /** Reads a cell as a heading; undefined when it is none. */
  heading(cell: string): Heading | undefined {
    if (cell === '' || cell.length > longest) return undefined;
    if (this.known.has(cell)) return this.known.get(cell);
    const found = this.read(cell);
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
      .text.replace(/^[^\p{L}\d(]*(?:\(?(?:\d{1,2}|[ivx]{1,4}|[a-d])[.)]\s*)*/iu, '')
      .replace(/[\s"”»*_:.;,–—-]+$/, '');
    const flat = plain(bare);
    if (flat === '' && cell !== '#') return undefined;
    const unbracketed = bare.replace(/[([{][^)\]}]*[)\]}]/g, ' ');
    const whole = (plain(unbracketed) === '' ? bare.replace(/[()[\]{}]/g, ' ') : unbracketed)
      .replace(/^\s*(\p{L})\s*-\s*/u, (_, letter: string) =>
        this.letters.has(letter.toLowerCase()) ? `${letter}:` : _,
      )
      .split(/[\n:;|/,=]|\s-\s|[–—]/)
      .map((part) => part.replace(/^["”.\s]+|["”.\s]+$/g, ''))
      .filter((part) => part !== '');
    const parts = whole.map(plain);
    const words = new Set<string>();
    const lettered = new Set<string>();
    let guess = false;
    let labels = 0;
    let sure = parts.length > 0;
    const rest: string[] = [];
    for (const [at, part] of parts.entries()) {
      const meant = this.sectionsIn(part);
      const letter = this.letters.get(part);
      if (meant.length > 0) for (const { key } of meant) words.add(key);
      else if (letter !== undefined) lettered.add(letter);
      else if (label.test(part)) labels++;
      else if (!/^\d+(?: pkt)?$/.test(part)) {
        sure = false;
        rest.push(whole[at] ?? '');
      }
      guess ||= meant.some((each) => each.guess);
    }
    if (words.size > 1) return sure ? { kind: 'label' } : undefined;
    const [section = [...lettered][0]] = words;
    if (sure && section !== undefined && (words.size === 1 || lettered.size === 1))
      return { kind: 'section', section, sure: true, letter: words.size === 0, guess };
    const title = plain(cell.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/[_\s]+/g, ' ')).replace(/[.:*]+$/, '');
    for (const [role, test] of roles) if (test.test(title)) return { kind: 'role', role };
    if (sure && labels > 0) return { kind: 'label' };
    // "Mocne strony – Edukacja", "Edukacja: mocne strony" name an area; what explains the heading ("co nas wyróżnia") does not.
    const [area = '', more] = rest;
    const beside = parts.length === 2 && more === undefined && area.split(' ').length <= 5 && cell.length <= 80;
    if (section !== undefined && words.size === 1 && beside && /\s[-–—]\s|[:|]/.test(cell) && !cell.includes('\n')) {
      const isArea = /^\p{Lu}/u.test(area) && area.split(' ').length <= 4 && !/^(?:co|jak|czym|what|how)\b/i.test(area);
      return { kind: 'section', section, sure: false, letter: false, guess, beside, ...(isArea ? { area } : {}) };
    }
    return this.begun(flat);
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

  /** The sections that a phrase names: "mocne i słabe strony" names two. */
  private sectionsIn(part: string): Named[] {
    const whole = this.named.find((each) => each.whole.test(part));
    if (whole !== undefined) return [whole];
    const halves = part.split(/\s(?:i|oraz|and|lub|or|&|\+)\s/);
    if (halves.length < 2) return [];
    const found = halves.map((half) => this.named.find(({ whole }) => whole.test(half)));
    return found.every((each) => each !== undefined) ? found : [];
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The names of a section that have the same mark, as one. */
function compiled(key: string, mark: string, all: readonly string[]): Named[] {
  const names = all
    .filter((name) => (/^[=?]/.exec(name)?.[0] ?? '') === mark)
    .map((name) => name.slice(mark.length).split(' '));
  if (names.length === 0) return [];
  const source = (write: (word: string, helped: boolean) => string) => {
    const joined = (words: readonly string[]) => words.map((word) => write(word, words.length > 1)).join('\\s');
    return `(?:${names.flatMap((words) => [joined(words), joined([...words].reverse())]).join('|')})`;
  };
  const any = source((word) => escaped(word.replace('*', '')) + ending(word));
  const whole = `${any}${mark === '=' ? '' : tail}${mark === '' ? `|${source(misspelt)}` : ''}`;
  const named = { key, guess: mark === '?', whole: new RegExp(`^${before}(?:${whole})$`, 'u') };
  if (mark !== '') return [named];
  const end = '(?![\\p{L}\\d])';
  const start = new RegExp(`^${before}(?:${asking}${any}${end}|${any}${end}(?!.*\\b(?:to|jest|sa|sie)\\b))`, 'u');
  return [{ ...named, start, inside: new RegExp(`(?<![\\p{L}\\d])${any}${end}`, 'u') }];
}

function ending(word: string): string {
  return word.endsWith('*') ? '[\\p{L}]{0,6}' : '';
}

/** A word with one slip in it: two letters swapped, and in longer ones a letter wrong, missing or too many. */
function misspelt(word: string, helped: boolean): string {
  const letters = [...word.replace('*', '')];
  const forms = [letters.map(escaped)];
  const long = letters.length > 5 || helped;
  for (let at = 1; at < letters.length && letters.length >= (helped ? 4 : 5); at++) {
    const form = (count: number, ...put: string[]) =>
      forms.push([...letters.slice(0, at).map(escaped), ...put, ...letters.slice(at + count).map(escaped)]);
    const [a = '', b = ''] = letters.slice(at, at + 2).map(escaped);
    form(2, b, a);
    if (long) for (const put of [[], ['\\S']]) form(1, ...put);
    if (long) form(0, '\\S');
  }
  return `(?:${forms.map((form) => form.join('')).join('|')})${ending(word)}`;
}
