import type { Role } from './names.ts';

/** Why something was left out. */
export type Reason =
  | 'titles'
  | 'numbers'
  | 'points'
  | 'authors'
  | 'columns'
  | 'placeholders'
  | 'pages'
  | 'sources'
  | 'overlooked'
  | 'dropped'
  | 'long';

/** A list that the copied text has under one heading, or without any. */
export interface Source {
  /** The same when the same text is read again. */
  readonly key: string;
  /** Its heading as it was written; '' when it has none. */
  readonly title: string;
  /** The section that the heading names, or that is guessed. */
  readonly section: string | undefined;
  readonly guess: boolean;
}

/** One cell that holds one note or a list of them. */
export interface Found {
  readonly source: Source;
  readonly group: string | undefined;
  readonly lines: string[];
  /** The lines were rows of their own. */
  readonly run: boolean;
  details: string[];
  points: string[];
  authors: string[];
}

/** Gathers what reading a table finds: every cell that is not blank ends up here, one way or another. */
export class Harvest {
  private readonly titles = new Set<string>();
  private readonly sources = new Map<string, Source>();
  readonly found: Found[] = [];
  readonly left = new Map<Reason, string[]>();

  private readonly names = new Map<string, string>();
  private readonly used = new Set<string>();

  /** `back`: what a person wants nevertheless, and so comes as a list of its own; `kept`: what stays beside its notes. */
  constructor(
    private readonly back: ReadonlySet<Reason>,
    readonly kept: ReadonlySet<Role>,
  ) {}

  /** The list below a heading that names a section; lists of the same section are one. */
  named(title: string, section: string, guess: boolean): Source {
    return this.source(guess ? `? ${section} ${title.toLowerCase()}` : section, title, section, guess);
  }

  /** A list whose section nothing names; one may be proposed, which is a guess unless a person has chosen it. */
  source(key: string, title: string, section: string | undefined, guess: boolean): Source {
    this.titles.add(title);
    const source = this.sources.get(key) ?? { key, title, section, guess };
    this.sources.set(key, source);
    return source;
  }

  /** A cell with a note, or with several. */
  note(source: Source, group: string | undefined, lines: string[], run = false): Found {
    const found: Found = { source, group, lines, run, details: [], points: [], authors: [] };
    this.found.push(found);
    return found;
  }

  /** The name of the area that a cell names, in the one way to write it: as it stood first, on one line, without the colon. */
  area(cell: string): string {
    const line = cell.replace(/\s+/g, ' ').trim();
    const name = line.replace(/\s*:$/, '') || line;
    const key = name.toLowerCase();
    const known = this.names.get(key);
    if (known !== undefined) return known;
    this.names.set(key, name);
    return name;
  }

  /** All that is kept beside the notes themselves. */
  texts(): string[] {
    const beside = this.found.flatMap(({ source, group = '', details, points, authors }) => [
      source.title,
      group,
      ...details,
      ...points,
      ...authors,
    ]);
    return [...beside, ...[...this.left.values()].flat()];
  }

  leave(reason: Reason, ...cells: string[]): void {
    const filled = cells.filter((cell) => cell !== '');
    if (filled.length === 0) return;
    const list = this.left.get(reason) ?? [];
    this.left.set(reason, list);
    list.push(...filled);
    if (!this.back.has(reason)) return;
    const source = this.source(`left ${reason}`, '', undefined, true);
    for (const cell of filled) this.note(source, undefined, [cell]);
  }

  /** An area that holds notes. */
  use(area: string): void {
    this.used.add(area);
  }

  /** To be called at the end: areas and headings below which nothing stood are told as left out, except plain names of sections. */
  close(isPlain: (title: string) => boolean): void {
    const shown = new Set(this.found.map(({ source }) => source.title));
    const headings = [...this.titles].filter((title) => !shown.has(title) && !isPlain(title));
    const areas = [...this.names.values()].filter((name) => !this.used.has(name));
    this.leave('titles', ...areas, ...headings);
  }
}
