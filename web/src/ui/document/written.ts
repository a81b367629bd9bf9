import type { Document, Table } from './document.ts';

// A document and its tables as files. A spreadsheet of a Polish office opens such CSV right: it knows the encoding by the
// mark at the beginning, and separates by semicolons.

/** A table as CSV. No cell is a formula, whatever its text begins with. */
export function csv({ columns, rows }: Table): string {
  const lines = [columns, ...rows].map((cells) => cells.map((cell) => quoted(inert(cell), ';')).join(';'));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** A table as spreadsheets copy it. */
export function tabs({ columns, rows }: Table): string {
  return [columns, ...rows].map((cells) => cells.map((cell) => quoted(inert(cell), '\t')).join('\t')).join('\r\n');
}

/** A document as Markdown; no text of people becomes a mark. */
export function markdown({ title, facts, blocks }: Document): string {
  const parts = [`# ${plain(title)}`, facts.map(plain).join(' · ')];
  for (const block of blocks) {
    if (block.kind === 'heading') parts.push(`${'#'.repeat(block.level)} ${plain(beside(block))}`);
    else if (block.kind === 'paragraph') parts.push(plain(block.text));
    else if (block.kind === 'list')
      parts.push(block.items.map((item) => `- ${plain(beside(item)).replace(/\n/g, '  \n  ')}`).join('\n'));
    else parts.push(markdownTable(block.table));
  }
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function markdownTable({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => plain(cell).replace(/\n/g, '<br>')).join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')).replaceAll('\\', ''), ...rows.map(line)].join('\n');
}

/** A text with what stands beside it, in brackets. */
function beside({ text, aside }: { readonly text: string; readonly aside: string }): string {
  return aside === '' ? text : `${text} (${aside})`;
}

/** A text in which no character is a mark of Markdown. */
function plain(text: string): string {
  return text
    .trim()
    .replace(/[\\`*_[\]<>|#~&]/g, '\\$&')
    .replace(/^(\s*)([-+=]|\d+(?=[.)]))/gm, (_, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    );
}

/** A cell that no spreadsheet takes for a formula. */
function inert(cell: string): string {
  return /^\s*[=+\-@]|^[\t\r]/.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string, separator: string): string {
  return cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
