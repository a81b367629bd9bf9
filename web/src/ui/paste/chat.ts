const time = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{3})?(?:\s?[AP]\.?M\.?)?`;
const date = String.raw`\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?`;
const stamp = String.raw`\[?(?:${date},?\s+)?${time}(?:,?\s+${date})?\]?`;
const name = String.raw`\p{L}[^:\t\n\[\]]{1,50}?`;
const said = new RegExp(
  `^${stamp}\\s*[-–]?\\s*(?:(?:From|Od)\\s+)?(${name})(?:\\s+(?:to|do)\\s+[^:]+?)?\\s*:\\s*(.*)$`,
  'iu',
);
const opens = new RegExp(`^(?:${stamp}\\s+(${name})|(${name}),?\\s+${stamp})$`, 'iu');

/**
 * Reads what a chat program copies: who said it and when stands in front of each line, or on a line above. The times
 * go, the names go behind the texts, in signs that no text has. Undefined when it is no chat.
 */
export function withoutChat(text: string): string | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const filled = lines.filter((line) => line !== '').length;
  let heads = 0;
  let author = '';
  const found = lines.flatMap((line) => {
    const [, by, words] = said.exec(line) ?? [];
    const [, after, before] = opens.exec(line) ?? [];
    const next = by ?? after ?? before;
    if (next !== undefined) {
      heads++;
      author = next.trim();
      return words ? [withAuthor(words, author)] : [];
    }
    return [line === '' || author === '' ? line : withAuthor(line, author)];
  });
  return heads > 1 && heads * 3 >= filled ? found.join('\n') : undefined;
}

function withAuthor(line: string, author: string): string {
  return `${line}\ue000${author}\ue001`;
}

/** A text and the names of those who wrote it. */
export function authorsOf(text: string): { text: string; authors: string[] } {
  if (!text.includes('\ue000')) return { text, authors: [] };
  const authors = [...text.matchAll(/\ue000(.*?)\ue001/g)].map(([, author = '']) => author);
  return { text: text.replace(/\s*\ue000.*?\ue001/g, ''), authors };
}
