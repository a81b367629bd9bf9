import type { Section } from '../../../board/swot.ts';

/** What a heading says about the cells below or beside it; 'label' only describes the table (internal, positive, SWOT). */
export type Heading =
  | {
      readonly kind: 'section';
      readonly section: Section;
      /** Nothing but the name of the section, in words or as a letter; else a text that begins with it. */
      readonly sure: boolean;
      readonly letter: boolean;
      /** The area it names as well: "Mocne strony – edukacja". */
      readonly area?: string | undefined;
    }
  | { readonly kind: 'group' | 'number' | 'points' | 'remarks' | 'item' | 'label' };

const longest = 160;
const none: ReadonlyMap<number, Section> = new Map();
// Reading a heading takes long, and nearly all cells are notes: only what has one of these stems, or is very short, is looked at.
const stems = new RegExp(
  [
    'stron|punkt|cech|atut|zalet|si[łl][ay]|mocn|siln|s[łl]ab|wad[ay]|plus|minus|szans|okazj|mo[żz]liwo|zagro|niebezpiecz|ryzyk',
    'strength|strong|advantage|weak|opportun|chance|threat|risk|czynnik|factor|uwarunk|swot|tows|wewn|zewn|pozyt|negat|korzystn|ternal|itive|gative|ful',
    'numer|pozycj|symbol|pkt|liczba|ilo[śs][ćc]|suma|razem|g[łl]os|wag[ai]|ocen|rang|ranking|wynik|iloczyn|[śs]redni|procent|udzia[łl]|istotno|wa[żz]no|znaczen|warto|prawdopod',
    'weight|score|point|vote|rating|rank|total|obszar|sfer|dziedzin|zakres|temat|wymiar|grupa|kategori|zagadn|aspekt|sektor|blok|dzia[łl]|area|theme|topic|dimension|category|group',
    'opis|tre[śs][ćc]|nazwa|wyszczeg|element|zapis|stwierdz|item|description|text|uwag|komentarz|[źz]r[óo]d[łl]|autor|data|status|trend|tendencj|uzasadn|osoba|zg[łl]asza|sygnat|timestamp|imi[ęe]|nazwisk|mail|respond|instytucj|note|remark|comment|source|author|date',
  ].join('|'),
  'i',
);

// The name of a place may follow, a sentence may not: "Mocna strona gminy to szkoły" is a note.
const place =
  '(?:gmin\\w*|miast\\w*|miejsko\\S*|obszar\\w*|powiat\\w*|regionu|wojewodztwa|wsi|solectw\\w*|miejscowosci|osiedl\\w*|dzielnic\\w*|jednostki|jst)(?:\\s(?!(?:to|jest|sa|przez|dzieki|przed|dla|jako|z|ze|bez|wobec|przy|od|nie|ktor\\w*|stanowi\\w*|wynika\\w*)\\b)\\S+){0,6}';
const tail = `(?:\\s(?:dla\\s)?(?:rozwoj\\w*|wewnetrzn\\w*|zewnetrzn\\w*|wystepujace))?(?:\\s(?:dla\\s|w\\s|na\\s)?${place})?`;
const before =
  '(?:(?:najwazniejsze|glowne|kluczowe|nasze|wewnetrzne|zewnetrzne|zidentyfikowane|lista|potencjalne)\\s)*';
// Forms ask for each section: "Jakie są mocne strony naszej gminy?"
const asking = '(?:jak\\w+|co|wymien\\w*|wskaz\\w*|prosze|what|which|name|list)\\s(?:\\S+\\s){0,5}';
const noun = '(?:stron\\w*|punkt\\w*|cech\\w*)';

const phrases = [
  phrase('strength', `(?:mocn\\w+|siln\\w+)\\s${noun}|${noun}\\s(?:mocn\\w+|siln\\w+)`, {
    plural: 'atut(?:y|ow)|zalety|strengths|advantages|strong (?:points|sides)',
    alone: 'atut|sil[ay]|mocn[ea]|siln[ea]|strength|plusy',
  }),
  phrase('weakness', `slab\\w*\\s${noun}|${noun}\\sslab\\w*`, {
    plural: 'slabosci|wady|weaknesses|disadvantages|weak (?:points|sides)',
    alone: 'slabosc|slab[ea]|weakness|minusy',
  }),
  phrase('opportunity', '', {
    plural: 'szanse|okazje|mozliwosci|opportunities',
    alone: 'szans[ay]?|okazj[ai]|mozliwosc|opportunity|chances?',
  }),
  phrase('threat', '', {
    plural: 'zagrozenia|niebezpieczenstwa|threats',
    alone: 'zagrozen(?:ie)?|niebezpieczenstwo|ryzyk[ao]|threat|risks?',
  }),
];

interface Phrase {
  readonly section: Section;
  readonly whole: RegExp;
  readonly start: RegExp;
  readonly inside: RegExp;
}

/** Tests for one section: of a whole heading, of the beginning of a longer one, of any text that names it. */
function phrase(section: Section, exact: string, { plural, alone }: { plural: string; alone: string }): Phrase {
  const named = exact === '' ? plural : `${exact}|${plural}`;
  const whole = new RegExp(`^${before}(?:(?:${named})${tail}|(?:${alone}))$`);
  const start = new RegExp(`^${before}(?:${asking}(?:${named})\\b|(?:${named})\\b(?!.*\\b(?:to|jest|sa|sie)\\b))`);
  return { section, whole, start, inside: new RegExp(`\\b(?:${named})\\b`) };
}

const letters: Readonly<Record<string, Section>> = { s: 'strength', w: 'weakness', o: 'opportunity', t: 'threat' };

const labelWord =
  '(?:czynniki?|uwarunkowania|analizy?|macierz|tabela|wykres|swot|tows|wewnetrzn\\w+|zewnetrzn\\w+|pozytywn\\w+|negatywn\\w+|korzystn\\w+|niekorzystn\\w+|otoczeni[ea]|srodowisk[ao]|wnetrze|internal|external|positive|negative|helpful|harmful|factors?|origin|pochodzenie|i|and|analysis|matrix)';
const label = new RegExp(
  `^(?=.*(?:wewn|zewn|pozyt|negat|korzystn|swot|tows|ternal|itive|gative|ful))${labelWord}(?:\\s${labelWord})*$`,
);

const others: readonly (readonly ['group' | 'number' | 'points' | 'remarks' | 'item', RegExp])[] = [
  ['number', /^(?:l\s?\.?\s?p|nr|numer|no|#|poz|pozycja|id|kod|symbol)$/],
  [
    'points',
    /^(?:pkt|punkty|punktacja|punktow|(?:liczba|ilosc|suma|laczna liczba) (?:punktow|pkt|glosow|wskazan|przyznanych punktow)|suma|razem|glosy?|glosow|wag[ai]|ocen[ay]|rang[ai]|ranking|wynik|iloczyn|srednia|%|procent|udzial|istotnosc|waznosc|znaczenie|wartosc|prawdopodobienstwo|weight|score|points?|votes?|rating|rank|total)(?:\s(?!.*(?:mieszkan|gmin)).{0,30})?$/,
  ],
  [
    'group',
    /^(?:obszar(?:y|u)?|sfera|sfery|dziedzin[ay]|zakres|temat(?:y|yka)?|wymiar|grupa|kategori[ae]|zagadnieni[ea]|aspekt|sektor|blok|dzial|area|theme|topic|dimension|category|group)(?:\s(?:tematyczn\w+|strategiczn\w+|problemow\w+|rozwojow\w+|rozwoju|analizy|zycia|swot|priorytetow\w+))?$/,
  ],
  [
    'item',
    /^(?:czynniki?|opis|tresc|nazwa|wyszczegolnienie|elementy?|zapis|stwierdzenie|factors?|item|description|text)(?:\s(?:czynnika|swot|opis))?$/,
  ],
  [
    'remarks',
    /^(?:uwag[ai]|komentarze?|zrodl[oa]|autor(?:zy)?|data|status|trend|tendencja|uzasadnienie|osoba|zglaszajac\w+|sygnatura czasowa|timestamp|imie|nazwisko|imie i nazwisko|e-?mail|adres e-?mail|respondent|instytucja|notes?|remarks?|comments?|sources?|author|date)$/,
  ],
];

/** Lower case, Polish letters without their marks, single spaces. */
export function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').replace(/\s+/g, ' ').trim();
}

/** Reads a cell as a heading; undefined when it is none. */
export function heading(cell: string): Heading | undefined {
  if (cell === '' || cell.length > longest || (cell.length > 5 && !stems.test(cell))) return undefined;
  const bare = cell
    .toLowerCase()
    .replace(/^[^\p{L}\d(]*(?:\(?(?:\d{1,2}|[ivx]{1,4}|[a-d])[.)]\s*)*/u, '')
    .replace(/[\s"”»*_:.;,–—-]+$/, '');
  const flat = plain(bare);
  const unbracketed = bare.replace(/[([{][^)\]}]*[)\]}]/g, ' ');
  const parts = (plain(unbracketed) === '' ? bare.replace(/[()[\]{}]/g, ' ') : unbracketed)
    .replace(/^\s*([swot])\s*-\s*/, '$1:')
    .split(/[\n:;|/,=]|\s-\s|[–—]/)
    .map((part) => plain(part).replace(/^[".\s]+|[".\s]+$/g, ''))
    .filter((part) => part !== '');
  const words = new Set<Section>();
  const lettered = new Set<Section>();
  let labels = 0;
  let sure = parts.length > 0;
  for (const part of parts) {
    const meant = sectionsIn(part);
    const letter = letters[part];
    if (meant.length > 0) for (const section of meant) words.add(section);
    else if (letter !== undefined) lettered.add(letter);
    else if (label.test(part)) labels++;
    else if (!/^\d+(?: pkt)?$/.test(part)) sure = false;
  }
  if (words.size > 1) return sure ? { kind: 'label' } : undefined;
  const [section = [...lettered][0]] = words;
  if (sure && section !== undefined && (words.size === 1 || lettered.size === 1))
    return { kind: 'section', section, sure: true, letter: words.size === 0 };
  for (const [kind, test] of others) if (test.test(flat.replace(/[.:]+$/, ''))) return { kind };
  if (sure && labels > 0) return { kind: 'label' };
  const area = areaBeside(bare.replace(/\n/g, ' '), cell);
  if (area !== undefined) return area;
  const begun = flat.split(' ').length <= 12 ? phrases.find(({ start }) => start.test(flat)) : undefined;
  // "Mocne strony Słabe strony" on one line is a row of headings that lost its columns.
  if (
    begun !== undefined &&
    phrases.some((other) => other !== begun && other.inside.test(flat)) &&
    flat.split(' ').length <= 6
  )
    return { kind: 'label' };
  return begun && { kind: 'section', section: begun.section, sure: false, letter: false };
}

/** "Mocne strony – edukacja", "Edukacja: mocne strony". */
function areaBeside(bare: string, cell: string): Heading | undefined {
  const parts = cell
    .replace(/\s+/g, ' ')
    .split(/\s[-–—]\s|[:|]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length !== 2 || bare.length > 80 || cell.includes('\n')) return undefined;
  for (const [at, part] of parts.entries()) {
    const [section, more] = sectionsIn(plain(part).replace(/^(?:\d{1,2}|[ivx]{1,4})[.)]\s*/, ''));
    const area = parts[1 - at] ?? '';
    if (section === undefined || more !== undefined || area.split(' ').length > 5) continue;
    return { kind: 'section', section, sure: false, letter: false, area };
  }
  return undefined;
}

/** The sections that a phrase names: "mocne i słabe strony" names two. */
function sectionsIn(part: string): Section[] {
  const whole = phrases.find(({ whole }) => whole.test(part));
  if (whole !== undefined) return [whole.section];
  const halves = part.split(/\s(?:i|oraz|and|lub|or|&|\+)\s/);
  if (halves.length < 2) return [];
  const found = halves.map((half) => phrases.find(({ whole }) => whole.test(half))?.section);
  return found.every((section) => section !== undefined) ? found : [];
}

/** The section that a cell surely names by a word. */
export function namedSection(cell: string): Section | undefined {
  return named(heading(cell));
}

/** The section that a heading surely names by a word. */
export function named(head: Heading | undefined): Section | undefined {
  return head?.kind === 'section' && head.sure && !head.letter ? head.section : undefined;
}

// Every stage of reading asks for the headings of the same rows.
const known = new WeakMap<readonly string[], readonly (Heading | undefined)[]>();

/** The cells of a row read as headings. The row must not change afterwards. */
export function headingsOf(row: readonly string[]): readonly (Heading | undefined)[] {
  const before = known.get(row);
  if (before !== undefined) return before;
  const heads = row.map(heading);
  known.set(row, heads);
  return heads;
}

/** The sections that the cells of a row name, taken together: letters count when there are several of them. */
export function sectionsOf(row: readonly string[]): ReadonlyMap<number, Section> {
  const all = headingsOf(row);
  const heads = all.flatMap((head, at) => (head?.kind === 'section' ? [{ at, ...head }] : []));
  if (heads.length === 0) return none;
  const several = new Set(heads.map(({ section }) => section)).size >= 2;
  // Notes too may begin "szanse na …": headings that are not sure need a row of nothing but headings, each of another section.
  const unsure = heads.filter(({ sure, area }) => !sure && area === undefined);
  const alone = unsure.every(({ at, section }) => heads.every((other) => other.at === at || other.section !== section));
  const unsureToo =
    several &&
    alone &&
    (unsure.length === heads.length || unsure.length * 2 <= heads.length) &&
    all.every((head, at) => head !== undefined || row[at] === '');
  const taken = heads.filter(({ sure, letter }) => (sure || unsureToo) && (!letter || several));
  return new Map(taken.map(({ at, section }) => [at, section]));
}

/** Whether a row above the table is its title, and not the area that the table is about. */
export function isTitle(cell: string): boolean {
  return /swot|\banaliz|\bstrategi[aei]\b|diagnoz|warsztat|\btabela\b|\btab\.|zalacznik|zestawieni|arkusz|^(?:gmin[ay]|miast[oa]|powiat|urzad)\b|protokol|spotkani|konsultacj|\b(?:19|20)\d\d\b/.test(
    plain(cell),
  );
}
