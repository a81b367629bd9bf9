import type { Row } from './rows.ts';

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

/** A cell with one note or a list of them, or a column of cells that is one list. */
export interface Found {
  readonly source: Source;
  readonly group: string | undefined;
  /** Its lines, and where each of them stands. */
  readonly lines: { readonly text: string; readonly place: string }[];
  /** The lines are rows of their own. */
  readonly run: boolean;
  /** It is the name of a group. */
  readonly names: boolean;
  /** How far a name of a group reaches that stands below these headings. */
  readonly block: number;
  readonly details: string[];
  readonly points: string[];
  readonly authors: string[];
}

/** Gathers what reading a table finds: every cell that is not blank ends up here, one way or another. */
export class Harvest {
  readonly found: Found[] = [];
  readonly left = new Map<Reason, string[]>();
  private readonly sources = new Map<string, Source>();
  private readonly names = new Map<string, string>();
  /** The cells that name groups, by the name. */
  private readonly areas: [name: string, row: number, column: number][] = [];
  /** What became of each cell; the others are titles. */
  private readonly fates: (Reason | 'kept' | undefined)[][];

  /** `back`: what a person wants nevertheless, and so comes as a list of its own. */
  constructor(
    readonly rows: readonly Row[],
    private readonly back: ReadonlySet<Reason>,
  ) {
    this.fates = rows.map(() => []);
  }

  /** The list below a heading that names a section; lists of the same section are one. */
  named(title: string, section: string, guess: boolean): Source {
    return this.source(guess ? `? ${section} ${title.toLowerCase()}` : section, title, section, guess);
  }

  /** A list whose section nothing names; one may be proposed, which is a guess unless a person has chosen it. */
  source(key: string, title: string, section: string | undefined, guess: boolean): Source {
    const source = this.sources.get(key) ?? { key, title, section, guess };
    this.sources.set(key, source);
    return source;
  }

  /** Tells what became of a cell. */
  mark(row: number, column: number, fate: Reason | 'kept'): void {
    const fates = this.fates[row];
    if (fates) fates[column] = fate;
  }

  /** Notes in one cell, or in the cells of a column that is one list. */
  note(
    source: Source,
    group: string | undefined,
    cells: readonly (readonly [row: number, column: number])[],
    block: number,
    as: { readonly run?: boolean; readonly names?: boolean } = {},
  ): Found {
    const { run = false, names = false } = as;
    const lines = cells.flatMap(([row, column]) => {
      this.mark(row, column, 'kept');
      const cell = this.rows[row]?.[column] ?? '';
      const texts = names ? [this.name(cell)] : run ? [cell] : cell.split('\n');
      return texts.map((text, at) => ({ text, place: `${row}.${column}.${at}` }));
    });
    const found: Found = { source, group, run, names, block, lines, details: [], points: [], authors: [] };
    this.found.push(found);
    return found;
  }

  /** The name of the area that a cell names, in the one way to write it: as it stood first, on one line, without the colon. */
  name(cell: string): string {
    const line = cell.replace(/\s+/g, ' ').trim();
    const name = line.replace(/\s*:$/, '') || line;
    const known = this.names.get(name.toLowerCase()) ?? name;
    this.names.set(name.toLowerCase(), known);
    return known;
  }

  /** The name of the area that a cell names for others; it is told as left out when nothing belongs to it. */
  area(row: number, column: number, text = this.rows[row]?.[column] ?? ''): string {
    const name = this.name(text);
    this.areas.push([name, row, column]);
    return name;
  }

  /** Leaves a text out, or makes it a list of its own when it is wanted. */
  leave(reason: Reason, text: string): void {
    if (!this.back.has(reason)) this.tell(reason, text);
    else if (text !== '') {
      const lines = [{ text, place: `left.${this.found.length}` }];
      this.note(this.source(`left ${reason}`, '', undefined, true), undefined, [], -1).lines.push(...lines);
    }
  }

  /** Tells that texts are left out. */
  tell(reason: Reason, ...texts: string[]): void {
    const filled = texts.filter((text) => text !== '');
    if (filled.length > 0) this.left.set(reason, [...(this.left.get(reason) ?? []), ...filled]);
  }

  /** To be called at the end: what is in no note, group or heading is left out. `shown`: headings that people read as such. */
  close(shown: readonly string[]): void {
    const read = new Set([...shown, ...this.found.map(({ source }) => source.title)]);
    const used = new Set(this.found.map(({ group }) => group));
    for (const [name, row, column] of this.areas) if (used.has(name)) this.mark(row, column, 'kept');
    this.rows.forEach((cells, row) => {
      cells.forEach((cell, column) => {
        const fate = this.fates[row]?.[column] ?? (read.has(cell) ? 'kept' : 'titles');
        if (fate !== 'kept') this.leave(fate, cell);
      });
    });
  }
}
