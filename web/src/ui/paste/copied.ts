/** What the clipboard holds, or a file that was pasted. */
export interface Copied {
  readonly text: string;
  readonly html: string;
  /** Why it was not taken. */
  readonly problem?: ClipProblem;
}

/** Why nothing can be read. */
export type ClipProblem = 'not_text' | 'empty' | 'too_large' | 'too_many_rows' | 'overlapping';

/** No document that people paste comes near; a browser would be busy for long. */
export const maxCharacters = 1_000_000;
export const maxMarkup = 4_000_000;

const textual = /\.(?:txt|csv|tsv|md|html?)$/i;

/** What a paste brings; a file is read, which takes a moment. What is too large is not kept at all. */
export async function copiedFrom(data: DataTransfer | null): Promise<Copied> {
  const text = data?.getData('text/plain') ?? '';
  const html = data?.getData('text/html') ?? '';
  const file = data?.files[0];
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

/** Whether a paste is more than words to type: cells, several lines, a list, a file, or an image. */
export function isMoreThanWords(data: DataTransfer | null): boolean {
  const text = data?.getData('text/plain').trim() ?? '';
  if (text === '') return data !== null && (data.files.length > 0 || data.types.includes('text/html'));
  return /[\t\n]/.test(text);
}
