/** What the clipboard holds, or a file that was pasted. */
export interface Copied {
  readonly text: string;
  readonly html: string;
  /** Why it was not taken. */
  readonly problem?: ClipProblem;
}

/** Why nothing can be read. */
export type ClipProblem = 'not_text' | 'empty' | 'too_large' | 'too_many_rows' | 'overlapping';

/** What a paste brings; a file is read, which takes a moment. What is too large is not kept at all. */
export async function copiedFrom(data: DataTransfer | null): Promise<Copied> {
  // Whatever is not taken out of it now is gone.
  const [text = '', html = ''] = ['text/plain', 'text/html'].map((type) => data?.getData(type));
  const file = data?.files[0];
  return (await import('./clipboard.ts')).taken(text, html, file);
}

/** Whether a paste is more than words to type: cells, several lines, a list, a file, or an image. */
export function isMoreThanWords(data: DataTransfer | null): boolean {
  const text = data?.getData('text/plain').trim() ?? '';
  if (text === '') return data !== null && (data.files.length > 0 || data.types.includes('text/html'));
  return /[\t\n]/.test(text);
}
