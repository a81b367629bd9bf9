import { plainBulletsIn } from './bullets.ts';
import type { ClipProblem, Copied } from './copied.ts';
import { cleanRows, type Row, readRows } from './rows.ts';
import { type Merge, readTables, spread } from './tables.ts';

/** What was copied, as rows of cells, whatever program it comes from. */
export interface Clip {
  readonly rows: readonly Row[];
  /** The merged cells, when the program told them. */
  readonly merged: readonly Merge[];
  /** The cells are those of a table or a list that the program told; else they were read from tabs and line breaks. */
  readonly told: boolean;
}

/** No document that people paste comes near; a browser would be busy for long. */
export const maxCharacters = 1_000_000;
const maxMarkup = 4_000_000;
/** Rows, each at least one note; a workshop takes no more notes. */
export const maxRows = 5_000;

const textual = /\.(?:txt|csv|tsv|md|html?)$/i;

/** Takes what was copied: the text and the HTML, or a file when there is neither. */
export async function taken(text: string, html: string, file: File | undefined): Promise<Copied> {
  if (text.length > maxCharacters || html.length > maxMarkup) return nothing('too_large');
  if (text !== '' || html !== '' || file === undefined) return { text, html };
  if (!textual.test(file.name) && !file.type.startsWith('text/')) return nothing('not_text');
  if (file.size > maxMarkup) return nothing('too_large');
  const content = await file.text();
  const markup = /html/.test(file.type) || /\.html?$/i.test(file.name);
  if (content.length > maxCharacters && !markup) return nothing('too_large');
  return markup ? { text: '', html: content } : { text: content, html: '' };
}

function nothing(problem: ClipProblem): Copied {
  return { text: '', html: '', problem };
}

/**
 * Reads what was copied. HTML counts when it has a table or a list, or when there is nothing else. The signs in front of
 * `listed` texts are bullets; the cell of a table may be a sign alone, such as "%".
 */
export function readClip({ text, html, problem }: Copied, listed = true): Clip | ClipProblem {
  if (problem !== undefined) return problem;
  if (text.length > maxCharacters || html.length > maxMarkup) return 'too_large';
  const tables = html === '' ? undefined : readTables(html);
  const told = tables !== undefined && tables.rows.length > 0 && (tables.structured || text.trim() === '');
  if (told && tables.overlapping) return 'overlapping';
  const rows = told ? cleanRows(listed ? plainBulletsIn(tables.rows) : tables.rows) : readRows(text, listed);
  if (rows.length > maxRows) return 'too_many_rows';
  if (rows.every((row) => row.every((cell) => cell === ''))) return 'empty';
  return { rows, merged: told ? tables.merged : [], told };
}

/** The rows of a clip with the text of each merged cell in every place that it covers. */
export function filledRows({ rows, merged }: Clip): Row[] {
  return merged.length === 0 ? [...rows] : spread({ rows: rows.map((row) => [...row]), merged: [...merged] });
}
