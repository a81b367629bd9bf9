import type { Section } from '../../../board/swot.ts';
import type { Role } from './columns.ts';

/** What was left out of a paste, or guessed. */
export type WarningCode =
  | 'guessed_order'
  | 'points_left_out'
  | 'unknown_column'
  | 'numbers_left_out'
  | 'placeholders_left_out'
  | 'title_left_out'
  | 'too_long'
  | 'remarks_left_out';

/** One cell that holds one note or a list of them. */
export interface Found {
  readonly section: Section;
  readonly group: string | undefined;
  text: string;
}

/** One heading that was understood. */
export interface HeadedColumn {
  readonly index: number;
  readonly header: string;
  readonly role: Section | 'group' | 'number' | 'points' | 'ignored';
}

/** Gathers what reading a table finds: every cell that is not blank ends up here, one way or another. */
export class Harvest {
  readonly columns: HeadedColumn[] = [];
  readonly found: Found[] = [];
  readonly left = new Map<WarningCode, string[]>();
  /** No heading told the sections. */
  bare = false;

  private readonly names = new Map<string, string>();
  private readonly used = new Set<string>();

  /** A cell with a note, or with several. */
  note(section: Section, group: string | undefined, text: string): Found {
    const found = { section, group, text };
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

  heading(index: number, header: string, role: Role): void {
    if (header !== '')
      this.columns.push({ index, header, role: role === 'remarks' || role === 'blank' ? 'ignored' : role });
  }

  leave(code: WarningCode, ...cells: string[]): void {
    const filled = cells.filter((cell) => cell !== '');
    if (filled.length === 0) return;
    const list = this.left.get(code);
    if (list === undefined) this.left.set(code, filled);
    else list.push(...filled);
  }

  /** An area that holds notes. */
  use(area: string): void {
    this.used.add(area);
  }

  /** To be called at the end: areas below which nothing stood are told as left out. */
  close(): void {
    this.leave('title_left_out', ...[...this.names.values()].filter((name) => !this.used.has(name)));
  }
}
