import type { Line } from '../../board/outline.ts';

/**
 * One line of a table as it is drawn: a section, a row, the titles of the columns over the rows that follow, or the place
 * where a row is added.
 */
export interface Drawn {
  readonly kind: 'section' | 'row' | 'head' | 'add';
  /** Unlike that of every other line. */
  readonly key: string;
  /** Of a section, or of what stands under the line: of a head its rows, of a place to add what it adds to. */
  readonly id: string;
  readonly level: string;
  readonly depth: number;
  readonly number: string;
  /** Whether what stands under it is left out; undefined where nothing does. */
  readonly folded?: boolean | undefined;
  /** The cells that the cursor reaches, from left to right: columns, or the levels that can be added. */
  readonly cells: readonly string[];
}

/** How a table is looked at. */
export interface Look {
  readonly folded: ReadonlySet<string>;
  /** The columns of a level that are drawn; the first is always. */
  columns(level: string): readonly string[];
  /** Whether titles stand over the rows of a level. */
  headed(level: string): boolean;
  /** The levels of the rows that can be added under a line, by its level and id. */
  adds(level: string, id: string): readonly string[];
}

interface Open {
  readonly line: Line;
  /** The levels of which rows stand under it already. */
  readonly levels: Set<string>;
}

/** The lines that are drawn of an outline. */
export function drawnLines(outline: readonly Line[], look: Look): Drawn[] {
  const all: Drawn[] = [];
  const open: Open[] = [];
  let hidden = Number.POSITIVE_INFINITY; // the depth below which a folded line hides
  const close = (depth: number) => {
    while (open.length > 0 && (open.at(-1)?.line.depth ?? 0) >= depth) {
      const { line } = open.pop() as Open;
      const cells = look.folded.has(line.id) ? [] : look.adds(line.level, line.id);
      if (cells.length === 0) continue;
      const { id, level, depth } = line;
      all.push({ kind: 'add', key: `add ${id}`, id, level, depth: depth + 1, number: '', cells });
    }
  };
  outline.forEach((line, at) => {
    if (line.depth > hidden) return;
    hidden = Number.POSITIVE_INFINITY;
    close(line.depth);
    const above = open.at(-1);
    const { id, level, depth, number } = line;
    if (above !== undefined && !above.levels.has(level)) {
      above.levels.add(level);
      if (look.headed(level)) {
        all.push({ kind: 'head', key: `head ${above.line.id} ${level}`, id, level, depth, number: '', cells: [] });
      }
    }
    const parent = (outline[at + 1]?.depth ?? 0) > depth;
    const folded = parent || depth === 0 ? look.folded.has(id) : undefined;
    const kind = depth === 0 ? 'section' : 'row';
    const cells = depth === 0 ? ['name'] : look.columns(level);
    all.push({ kind, key: id, id, level, depth, number, folded, cells });
    if (folded) hidden = depth;
    open.push({ line, levels: new Set() });
  });
  close(0);
  return all;
}

/** What of an outline is looked at. */
export type Part =
  | { readonly of: 'whole' }
  /** A section or a row, with all that stands under it. */
  | { readonly of: 'one'; readonly id: string }
  /** A row, with what it stands under and what stands under it. */
  | { readonly of: 'chain'; readonly id: string };

/** The lines of a part; all when what it names is not there. */
export function partOf(outline: readonly Line[], part: Part): readonly Line[] {
  if (part.of === 'whole') return outline;
  const at = outline.findIndex(({ id }) => id === part.id);
  const line = outline[at];
  if (line === undefined) return outline;
  const end = outline.findIndex(({ depth }, i) => i > at && depth <= line.depth);
  const under = outline.slice(at, end < 0 ? undefined : end);
  return [...ancestors(outline, at), ...under];
}

/** What a line stands under, from the section on. */
export function ancestors(outline: readonly Line[], at: number): Line[] {
  const found: Line[] = [];
  let depth = outline[at]?.depth ?? 0;
  for (let i = at - 1; i >= 0 && depth > 0; i--) {
    const line = outline[i] as Line;
    if (line.depth >= depth) continue;
    found.unshift(line);
    depth = line.depth;
  }
  return found;
}
