import { type Limits, maxGroupNameLength } from '../../board/generated.ts';
import { isBlank } from '../../board/limits.ts';
import { length } from '../../board/splice.ts';
import { authorsOf } from './chat.ts';
import type { Clip } from './clipboard.ts';
import { type Found, Harvest, type Reason, type Source } from './harvest.ts';
import { readLayout } from './layouts.ts';
import { areListNumbers, breaksSeparate, entries, type ListFacts, linesWrap, withoutBullet } from './lines.ts';
import { mend } from './mend.ts';
import type { Names, Role } from './names.ts';
import { takePoints } from './points.ts';

export type { Reason } from './harvest.ts';
export type { Role } from './names.ts';

/** How the lines of a list become notes. */
export type Arrangement = 'read' | 'lines' | 'one' | 'pieces';

/** What a person decided in the preview. */
export interface Choices {
  readonly roles: ReadonlyMap<number, Role>;
  /** The section of a list, by its key; null leaves the list out. */
  readonly sections: ReadonlyMap<string, string | null>;
  readonly arrangements: ReadonlyMap<string, Arrangement>;
  /** Points and authors are written behind the text. */
  readonly points: boolean;
  readonly authors: boolean;
  /** Notes, by their keys, that go on with the one above, and that are left out. */
  readonly joined: ReadonlySet<string>;
  readonly dropped: ReadonlySet<string>;
  /** What was left out, and is wanted nevertheless. */
  readonly back: ReadonlySet<Reason>;
  /** The guesses are right. */
  readonly accepted: boolean;
}

/** Nothing decided yet. */
export const noChoices: Choices = {
  roles: new Map(),
  sections: new Map(),
  arrangements: new Map(),
  points: false,
  authors: false,
  joined: new Set(),
  dropped: new Set(),
  back: new Set(),
  accepted: false,
};

/** One note to be. */
export interface PastedNote {
  readonly key: string;
  readonly section: string;
  readonly group?: string | undefined;
  readonly text: string;
}

/** A list in the preview. */
export interface List extends Source {
  readonly arrangement: Arrangement;
  /** Its notes; of a list without a section they are only to be looked at. */
  readonly notes: readonly PastedNote[];
}

/** What was copied, read with the choices made so far. */
export interface Reading {
  readonly columns: readonly { readonly column: number; readonly heading: string; readonly role: Role }[];
  readonly lists: readonly List[];
  /** The notes that would be added, in the order of the lists. */
  readonly notes: readonly PastedNote[];
  readonly groups: readonly string[];
  /** What is left out, and how often. */
  readonly left: readonly { readonly reason: Reason; readonly texts: readonly string[] }[];
  readonly hasPoints: boolean;
  readonly hasAuthors: boolean;
  /** Some lists have no section that the input names or a person chose. */
  readonly unsure: boolean;
  /** These are more notes than a workshop takes; they were not read to the end. */
  readonly tooMany: boolean;
}

const tooMuch: Reading = {
  columns: [],
  lists: [],
  notes: [],
  groups: [],
  left: [],
  hasPoints: false,
  hasAuthors: false,
  unsure: false,
  tooMany: true,
};

/** How a clip is read. */
export interface ReadOptions {
  readonly names: Names;
  readonly into: string | undefined;
  readonly limits: Limits;
  readonly choices: Choices;
}

/** Reads what was copied into notes, and tells what was left out. Every word is in the one or in the other. Never throws. */
export function readPaste(clip: Clip, { names, into, limits, choices }: ReadOptions): Reading {
  const kept = (['points', 'author'] as const).filter((role) => (role === 'points' ? choices.points : choices.authors));
  const harvest = new Harvest(choices.back, new Set(kept));
  const columns = new Map<number, { heading: string; role: Role }>();
  const column = (at: number, role: Role, heading: string) => {
    const known = columns.get(at);
    const better = known === undefined || (known.heading === '' && known.role === 'out');
    if (better) columns.set(at, { heading, role });
    return better || known.heading === heading;
  };
  const { rows, doubtful } = mend(names, clip.rows, clip.told);
  readLayout({ names, harvest, into, chosen: choices.roles, column }, rows);

  const facts = factsOf(harvest.found, clip.told);
  const written: ReturnType<typeof notesOf>[] = [];
  let count = 0;
  // What is left out on the way may be wanted nevertheless, and is found then.
  const write = () => {
    while (count <= limits.maxNotes) {
      const found = harvest.found[written.length];
      if (found === undefined) return;
      const notes = notesOf(found, facts(found), choices, harvest);
      written.push(notes);
      count += notes.length;
    }
  };
  write();
  if (count > limits.maxNotes) return tooMuch;
  harvest.close((title) => {
    const head = names.heading(title);
    return names.label(title) !== undefined || (head?.kind === 'section' && head.area !== undefined);
  });
  write();
  const headings = [...columns.values()].map(({ heading }) => heading);
  harvest.leave('overlooked', ...overlooked(rows, [...headings, ...harvest.texts(), ...written.flatMap(textsOf)]));
  write();
  const points = choices.back.has('points')
    ? undefined
    : takePoints(written.flatMap((notes) => notes.map(({ text }) => text)));
  const lists = new Map<string, List & { notes: PastedNote[] }>();
  let n = 0;
  harvest.found.forEach(({ source, points: cells }, at) => {
    const section = choices.sections.has(source.key) ? choices.sections.get(source.key) : source.section;
    const guess = (source.guess || doubtful) && !choices.accepted && !choices.sections.has(source.key);
    const list = lists.get(source.key) ?? {
      ...source,
      section: section ?? undefined,
      guess: section === null ? false : guess || section === undefined,
      arrangement: choices.arrangements.get(source.key) ?? 'read',
      notes: [],
    };
    lists.set(source.key, list);
    for (const { text, authors, group } of written[at] ?? []) {
      const [bare = text, figure] = points?.[n++] ?? [];
      if (figure !== undefined && !choices.points) harvest.leave('points', figure);
      const extra = [
        ...(choices.points ? (figure === undefined ? cells : [...cells, figure]) : []),
        ...(choices.authors ? authors : []),
      ];
      const whole = extra.length === 0 ? bare : `${bare} (${extra.join(', ')})`;
      const key = `${source.key}/${list.notes.length}`;
      const fitted = shortened(whole, limits.maxTextLength);
      const name = group === undefined ? undefined : shortened(group, maxGroupNameLength);
      if (fitted !== whole) harvest.leave('long', whole);
      list.notes.push({ key, section: list.section ?? '', group: name, text: fitted });
    }
  });
  for (const list of lists.values()) arrange(list.notes, choices, harvest, limits);

  const shown = [...lists.values()].filter(({ notes }) => notes.length > 0);
  const notes = shown.flatMap((list) => (choices.sections.get(list.key) === null ? [] : list.notes));
  const known = notes.filter(({ section }) => section !== '' || names.targets.some(({ key }) => key === ''));
  return {
    columns: [...columns]
      .map(([column, rest]) => ({ column, ...rest }))
      .filter(({ column }) => rows.some((row) => (row[column] ?? '') !== ''))
      .sort((a, b) => a.column - b.column),
    lists: shown,
    notes: known,
    groups: [...new Set(known.flatMap(({ group }) => (group === undefined ? [] : [group])))],
    left: [...harvest.left]
      .filter(([reason]) => !choices.back.has(reason))
      .map(([reason, texts]) => ({ reason, texts })),
    hasPoints: points !== undefined || harvest.found.some((found) => found.points.length > 0),
    hasAuthors: written.flat().some(({ authors }) => authors.length > 0),
    unsure: shown.some(({ guess }) => guess),
    tooMany: false,
  };
}

function textsOf(notes: ReturnType<typeof notesOf>): string[] {
  return notes.flatMap(({ text, authors, group = '' }) => [text, group, ...authors]);
}

/** The lines of cells of which no rule has kept a word: whatever the rules miss, a person sees it. */
function overlooked(rows: readonly (readonly string[])[], kept: readonly string[]): string[] {
  const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const known = kept.join('\n').toLowerCase();
  const words = new Set(wordsOf(known));
  // Only a word that was divided or joined on the way is searched for in everything.
  const isKnown = (word: string) => words.has(word) || known.includes(word);
  return rows
    .flat()
    .flatMap((cell) => cell.split('\n'))
    .filter((line) => wordsOf(line).some((word) => word.length > 2 && !isKnown(word)));
}

/** What the lists of the document have in common. */
function factsOf(found: readonly Found[], told: boolean): (found: Found) => ListFacts {
  const lines = (of: readonly Found[]) => of.flatMap(({ lines }) => lines.filter((line) => line !== ''));
  const everywhere = areListNumbers(lines(found));
  const bySource = new Map<string, Found[]>();
  for (const each of found) bySource.set(each.source.key, [...(bySource.get(each.source.key) ?? []), each]);
  const numbered = new Set([...bySource].flatMap(([key, of]) => (areListNumbers(lines(of)) ? [key] : [])));
  const cells = found.filter(({ run }) => !run).map(({ lines }) => lines.join('\n'));
  const breaks = breaksSeparate(cells) || (told && breaksSeparate(cells.filter((cell) => cell.includes('\n'))));
  const wraps = linesWrap(found.filter(({ run }) => run).map(({ lines }) => lines));
  return ({ source, run }) => ({
    numbers: everywhere || numbered.has(source.key),
    breaks: run || breaks,
    wraps: run && wraps,
  });
}

/** The notes of one cell. */
function notesOf(
  { source, group, lines, details, authors }: Found,
  facts: ListFacts,
  { arrangements, authors: keep }: Choices,
  harvest: Harvest,
): { text: string; authors: string[]; group: string | undefined }[] {
  const all = arranged(lines, arrangements.get(source.key) ?? 'read', facts).map(({ text: signed, under }) => {
    const { text, authors: by } = authorsOf(signed);
    if (!keep) harvest.leave('authors', ...by);
    const named = under === undefined ? undefined : harvest.area(authorsOf(under).text);
    const name = [group, named].filter((each) => each !== undefined).join(' – ');
    if (named !== undefined) harvest.use(named);
    return { text: [text, ...details].join('\n'), authors: [...authors, ...by], group: name === '' ? undefined : name };
  });
  const filled = all.filter(({ text }) => !isBlank(text) && withoutBullet(text) !== '');
  if (filled.length < all.length) harvest.leave('placeholders', lines.join(' '));
  if (filled.length > 0 && group !== undefined) harvest.use(group);
  return filled;
}

function arranged(lines: readonly string[], arrangement: Arrangement, facts: ListFacts) {
  const filled = lines.filter((line) => line !== '');
  const plainly = (texts: readonly string[]) => texts.map((text) => ({ text, under: undefined }));
  switch (arrangement) {
    case 'read': {
      const [only = '', more] = filled;
      // A list in one line: "lasy; rzeki; zabytki".
      const parts = more === undefined ? only.split(/;\s*/) : [];
      return parts.length > 1 ? parts.flatMap((part) => entries([part], facts)) : entries(lines, facts);
    }
    case 'lines':
      return filled.flatMap((line) => entries([line], { ...facts, numbers: true }));
    case 'one':
      return plainly([
        filled
          .map((line) =>
            entries([line], facts)
              .map(({ text }) => text)
              .join(' '),
          )
          .join(' '),
      ]);
    case 'pieces':
      return plainly(filled.flatMap((line) => line.split(/[;,]\s+/)).map((part) => withoutBullet(part)));
  }
}

/** Joins notes to those above them, and leaves out those that are not wanted. */
function arrange(notes: PastedNote[], { joined, dropped }: Choices, harvest: Harvest, { maxTextLength }: Limits): void {
  const kept: PastedNote[] = [];
  for (const note of notes) {
    const above = kept.at(-1);
    if (dropped.has(note.key)) harvest.leave('dropped', note.text);
    else if (joined.has(note.key) && above !== undefined)
      kept[kept.length - 1] = { ...above, text: shortened(`${above.text} ${note.text}`, maxTextLength) };
    else kept.push(note);
  }
  notes.length = 0;
  for (const note of kept) notes.push(note);
}

function shortened(text: string, limit: number): string {
  if (length(text) <= limit) return text;
  const cut = [...text].slice(0, limit - 1).join('');
  return `${cut.trimEnd()}…`;
}
