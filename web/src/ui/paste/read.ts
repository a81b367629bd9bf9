import { type Limits, maxGroupNameLength } from '../../board/generated.ts';
import { isBlank } from '../../board/limits.ts';
import { length } from '../../board/splice.ts';
import { authorsOf } from './chat.ts';
import type { Clip } from './clipboard.ts';
import { type Entry, entries, type ListFacts, linesWrap } from './entries.ts';
import { type Found, Harvest, type Reason, type Source } from './harvest.ts';
import { readLayout } from './layouts.ts';
import { areListNumbers, withoutBullet } from './lines.ts';
import { mend } from './mend.ts';
import type { Names, Role } from './names.ts';
import { withoutPages } from './pages.ts';
import { takePoints } from './points.ts';

export type { Reason } from './harvest.ts';
export type { Role } from './names.ts';

/** How the lines of a list become notes. */
export type Arrangement = 'read' | 'lines' | 'one' | 'pieces';

/** What a line is: a note, a part of the one above, the name of a group, nothing, or the heading of a section. */
export type LineRole = 'note' | 'joined' | 'group' | 'out' | `in ${string}`;

/** What becomes of points. */
export type PointsRole = 'out' | 'text' | 'vote';

/** What a person decided in the preview. */
export interface Choices {
  readonly roles: ReadonlyMap<number, Role>;
  /** The section of a list, by its key; null leaves the list out. */
  readonly sections: ReadonlyMap<string, string | null>;
  readonly arrangements: ReadonlyMap<string, Arrangement>;
  /** What single lines are, by their keys. */
  readonly lines: ReadonlyMap<string, LineRole>;
  /** Points are left out, written behind the text, or taken as the result of a vote. */
  readonly points: PointsRole;
  /** Authors are written behind the text. */
  readonly authors: boolean;
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
  lines: new Map(),
  points: 'out',
  authors: false,
  back: new Set(),
  accepted: false,
};

/** One note to be. */
export interface PastedNote {
  readonly section: string;
  readonly group?: string | undefined;
  readonly text: string;
  /** How many points it got in a vote. */
  readonly points?: number | undefined;
}

/** A line in the preview. */
export interface Line extends PastedNote {
  readonly key: string;
  readonly as: LineRole;
}

/** A list in the preview. */
export interface List extends Source {
  readonly arrangement: Arrangement;
  readonly lines: readonly Line[];
}

/** What was copied, read with the choices made so far. */
export interface Reading {
  readonly columns: readonly { readonly column: number; readonly heading: string; readonly role: Role }[];
  readonly lists: readonly List[];
  /** The notes that would be added, in the order of the lists. */
  readonly notes: readonly Line[];
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

/** How a clip is read. */
export interface ReadOptions {
  readonly names: Names;
  readonly into: string | undefined;
  readonly limits: Limits;
  readonly choices: Choices;
}

/** Reads what was copied into notes, and tells what was left out. Every word is in the one or in the other. Never throws. */
export function readPaste(clip: Clip, { names, into, limits, choices }: ReadOptions): Reading {
  const { rows: mended, doubtful } = mend(names, clip.rows, clip.told);
  const apart: [Reason, string][] = [];
  const isSection = (line: string) => names.heading(line)?.kind === 'section';
  const rows = withoutPages(mended, isSection, (...left) => apart.push(left));
  const harvest = new Harvest(rows, choices.back);
  const columns: Parameters<typeof readLayout>[0]['columns'] = new Map();
  readLayout({ names, harvest, into, chosen: choices.roles, columns });
  for (const [reason, text] of apart) harvest.leave(reason, text);
  harvest.close([...columns].flatMap(([, { heading }]) => heading));

  const reading = {
    columns: [...columns]
      .map(([column, rest]) => ({ column, ...rest }))
      .filter(({ column }) => rows.some((row) => (row[column] ?? '') !== ''))
      .sort((a, b) => a.column - b.column),
    hasPoints: harvest.found.some(({ points }) => points.length > 0),
  };
  const raw = linesOf(harvest.found, choices, limits.maxNotes);
  if (raw === undefined)
    return { ...reading, lists: [], notes: [], groups: [], left: [], hasAuthors: false, unsure: false, tooMany: true };
  const inText = takePoints(raw.flatMap(({ as, text }) => (as === 'note' ? [text] : [])));
  const lists = new Map<string, Omit<List, 'lines'> & { lines: (Omit<Line, 'text'> & { text: string })[] }>();
  const listOf = (source: Source) => {
    const chosen = choices.sections.get(source.key);
    const section = chosen === undefined ? source.section : (chosen ?? undefined);
    const guess = (source.guess || doubtful) && !choices.accepted && chosen === undefined;
    const list = lists.get(source.key) ?? {
      ...source,
      section,
      guess: chosen !== null && (guess || section === undefined),
      arrangement: choices.arrangements.get(source.key) ?? 'read',
      lines: [],
    };
    lists.set(source.key, list);
    return list;
  };
  const headed = new Map<string, Source>();
  const scopes = new Map<string, string>();
  const used = new Set<string>();
  let n = 0;
  for (const { found, key, as, text, authors } of raw) {
    const [, column] = key.split('.');
    const cell = found.run || found.lines.length === 1 ? '' : found.lines[0]?.place;
    const scope = `${found.block} ${cell}`;
    if (as.startsWith('in '))
      headed.set(`${found.block} ${column}`, { key, title: text, section: as.slice(3), guess: false });
    const list = listOf(headed.get(`${found.block} ${column}`) ?? found.source);
    if (as === 'group') scopes.set(scope, harvest.name(text));
    if (as === 'out') harvest.tell('dropped', text);
    const [bare = text, figure] = (as === 'note' && inText?.[n++]) || [];
    if (!choices.authors) harvest.tell('authors', ...authors);
    const figures = [...found.points, ...(figure === undefined ? [] : [figure])];
    const points = choices.points === 'vote' && as === 'note' ? counted(figures) : undefined;
    if (choices.points !== 'text' && points === undefined) harvest.tell('points', ...figures);
    const extra = [...(choices.points === 'text' ? figures : []), ...(choices.authors ? authors : [])].join(', ');
    const whole = extra === '' ? bare : `${bare} (${extra})`;
    const inner = scopes.get(scope) ?? scopes.get(`${found.block} `);
    const groups = [found.group, as === 'note' ? inner : undefined].filter((each) => each !== undefined);
    for (const group of groups) used.add(group);
    const above = list.lines.findLast((line) => line.as === 'note');
    const line = {
      key,
      as,
      section: list.section ?? '',
      group: groups.length === 0 ? undefined : shortened(groups.join(' – '), maxGroupNameLength),
      text: shortened(whole, limits.maxTextLength),
      points,
    };
    if (line.text !== whole) harvest.tell('long', whole);
    if (as === 'joined' && above !== undefined) above.text = shortened(`${above.text} ${whole}`, limits.maxTextLength);
    list.lines.push(line);
  }
  const isNote = ({ as }: Line) => as === 'note';
  const shown = [...lists.values()].filter(({ lines }) => lines.some(isNote));
  const empty = [...lists.values()].filter((list) => !shown.includes(list) && names.label(list.title) === undefined);
  harvest.tell('titles', ...empty.map(({ title }) => title));
  const named = new Set(raw.flatMap(({ as, text }) => (as === 'group' ? [harvest.name(text)] : [])));
  harvest.tell('titles', ...[...named].filter((name) => !used.has(name)));
  const notes = shown.flatMap((list) => (choices.sections.get(list.key) === null ? [] : list.lines.filter(isNote)));
  const known = notes.filter(({ section }) => section !== '' || names.targets.some(({ key }) => key === ''));
  return {
    ...reading,
    lists: shown,
    notes: known,
    groups: [...new Set(known.flatMap(({ group }) => (group === undefined ? [] : [group])))],
    left: [...harvest.left].map(([reason, texts]) => ({ reason, texts })),
    hasPoints: reading.hasPoints || inText !== undefined,
    hasAuthors: raw.some(({ authors }) => authors.length > 0),
    unsure: shown.some(({ guess }) => guess),
    tooMany: false,
  };
}

/** A line of what was found, as it is proposed or as a person wants it. */
interface Raw {
  readonly found: Found;
  readonly key: string;
  readonly as: LineRole;
  readonly text: string;
  readonly authors: readonly string[];
}

/** The lines of all that was found; undefined when they are more than `most`. */
function linesOf(all: readonly Found[], { arrangements, lines }: Choices, most: number): Raw[] | undefined {
  const facts = factsOf(all);
  const raw: Raw[] = [];
  for (const found of all) {
    const arrangement = arrangements.get(found.source.key) ?? 'read';
    const [text = ''] = textsOf(found);
    const items = found.names ? [{ text, at: 0, names: true }] : arranged(textsOf(found), arrangement, facts(found));
    items.forEach(({ text: signed, at, names }, n) => {
      const { text, authors } = authorsOf(signed);
      if (isBlank(text) || withoutBullet(text) === '') return;
      const key = `${found.lines[at]?.place}.${n}`;
      const as = lines.get(key) ?? (names ? 'group' : 'note');
      raw.push({ found, key, as, text: [text, ...found.details].join('\n'), authors: [...found.authors, ...authors] });
    });
    if (raw.length > most) return undefined;
  }
  return raw;
}

function textsOf({ lines }: Found): string[] {
  return lines.map(({ text }) => text);
}

/** What the lists of the document have in common. */
function factsOf(all: readonly Found[]): (found: Found) => ListFacts {
  const counts = (of: readonly Found[]) => areListNumbers(of.flatMap(textsOf).filter((line) => line !== ''));
  const everywhere = counts(all);
  const sources = [...new Set(all.map(({ source }) => source))];
  const numbered = new Set(sources.filter((each) => counts(all.filter(({ source }) => source === each))));
  const wraps = linesWrap(all.filter(({ run }) => run).map(textsOf));
  return ({ source, run }) => ({
    numbers: everywhere || numbered.has(source),
    run,
    wraps: run && wraps,
  });
}

function arranged(lines: readonly string[], arrangement: Arrangement, facts: ListFacts): Entry[] {
  const each = (divide: RegExp | undefined, how = facts) =>
    lines.flatMap((line, at) => {
      const pieces = divide === undefined ? [line] : line.split(divide);
      return pieces.flatMap((piece) => entries([piece], how)).map((entry) => ({ ...entry, at }));
    });
  if (arrangement === 'lines') return each(undefined, { ...facts, numbers: true });
  if (arrangement === 'pieces') return each(/[;,]\s+/);
  const texts = each(undefined).map(({ text }) => text);
  if (arrangement === 'one') return [{ text: texts.join(' '), at: 0, names: false }];
  // A list in one line: "lasy; rzeki; zabytki".
  return texts.length === 1 && lines.some((line) => /;./.test(line)) ? each(/;\s*/) : entries(lines, facts);
}

/** How many points a note got: the only whole number that tells it. */
function counted([figure = '', more]: readonly string[]): number | undefined {
  const [, points] = /^(\d{1,6})(?![\d.,%])/.exec(figure) ?? [];
  return points === undefined || more !== undefined ? undefined : Number(points);
}

function shortened(text: string, limit: number): string {
  if (length(text) <= limit) return text;
  const cut = [...text].slice(0, limit - 1).join('');
  return `${cut.trimEnd()}…`;
}
