import { type Element, parseHtml, span } from './html.ts';

/** A cell that covers several places of a table. Its text stands in the first, the others are blank. */
export interface Merge {
  readonly row: number;
  readonly column: number;
  readonly down: number;
  readonly across: number;
}

/** What copied HTML holds, as rows of cells. A line outside of tables is a row of one cell; a list item begins with a bullet. */
export interface Tables {
  readonly rows: string[][];
  readonly merged: Merge[];
  /** It has a table or a list: more than plain text could tell. */
  readonly structured: boolean;
  /** Merged cells lie over each other, so that nobody knows which column a text belongs to. */
  readonly overlapping: boolean;
}

const block =
  /^(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|tr|table|blockquote|pre|section|article|header|footer|br|hr|figure|figcaption)$/;
const hidden = /display\s*:\s*none|mso-hide\s*:\s*all/i;
const maxColumns = 200;

/** Reads the tables, lists and paragraphs of copied HTML. */
export function readTables(html: string): Tables {
  const found = { rows: [] as string[][], merged: [] as Merge[], structured: false, overlapping: false };

  function flow(element: Element): void {
    const lines = linesOf(element, (table) => {
      flush();
      addTable(table);
    });
    function flush() {
      for (const line of lines.take()) found.rows.push([line]);
    }
    lines.walk();
    flush();
    found.structured ||= lines.listed();
  }

  function addTable(table: Element): void {
    const rows = inside(table, /^tr$/).map((tr) => inside(tr, /^t[dh]$/));
    const cells = rows.flat();
    // A table with one cell, or with tables in its cells, only arranges a page.
    if (cells.length < 2 || cells.some((cell) => holds(cell, 'table'))) {
      for (const cell of cells) flow(cell);
      return;
    }
    found.structured = true;
    const taken: boolean[][] = [];
    const top = found.rows.length;
    rows.forEach((row, at) => {
      const texts: string[] = [];
      let column = 0;
      for (const cell of row) {
        while (taken[at]?.[column]) column++;
        const across = Math.min(span(cell, 'colspan'), maxColumns - column);
        const down = Math.min(span(cell, 'rowspan'), rows.length - at);
        if (across < 1) break;
        for (let r = at; r < at + down; r++) {
          taken[r] ??= [];
          const places = taken[r] as boolean[];
          for (let c = column; c < column + across; c++) {
            found.overlapping ||= places[c] === true;
            places[c] = true;
          }
        }
        texts[column] = cellText(cell);
        if (across > 1 || down > 1) found.merged.push({ row: top + at, column, down, across });
        column += across;
      }
      found.rows.push(Array.from({ length: taken[at]?.length ?? 0 }, (_, c) => texts[c] ?? ''));
    });
    found.rows.push(['']);
  }

  flow(parseHtml(html));
  return found;
}

/** The rows with the text of each merged cell in every place that it covers. */
export function spread({ rows, merged }: Pick<Tables, 'rows' | 'merged'>): string[][] {
  const whole = rows.map((row) => [...row]);
  for (const { row, column, down, across } of merged) {
    const text = rows[row]?.[column] ?? '';
    for (const covered of whole.slice(row, row + down)) covered.fill(text, column, column + across);
  }
  return whole;
}

/** The elements with a tag inside an element, those in tables inside it left out. */
function inside({ children }: Element, tag: RegExp): Element[] {
  return children.flatMap((child) => {
    if (typeof child === 'string' || child.tag === 'table') return [];
    return tag.test(child.tag) ? [child] : inside(child, tag);
  });
}

function holds({ children }: Element, tag: string): boolean {
  return children.some((child) => typeof child !== 'string' && (child.tag === tag || holds(child, tag)));
}

function cellText(cell: Element): string {
  const lines = linesOf(cell, () => {});
  lines.walk();
  return lines
    .take()
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
}

/** The text of an element, line by line; what to do with a table is the caller's. */
function linesOf(root: Element, ontable: (table: Element) => void) {
  let lines: string[] = [];
  let line = '';
  let mark = '';
  let lists = 0;
  let items = 0;
  const end = (always = false) => {
    const text = line.replace(/[ \t\n\r]+/g, ' ').trim();
    if (text !== '' || always) {
      lines.push(text === '' ? '' : mark + text);
      mark = '';
    }
    line = '';
  };
  const visit = (element: Element) => {
    const { tag, attributes, children } = element;
    if (hidden.test(attributes)) return;
    if (tag === 'table') {
      end();
      ontable(element);
      return;
    }
    // Word writes the bullet or number of a list item as text of its own.
    if (/mso-list\s*:\s*ignore/i.test(attributes)) {
      const sign = textOf(element).trim();
      items++;
      if (/[\p{L}\d][.)]/u.test(sign)) line += `${sign} `;
      else mark = '• ';
      return;
    }
    const list = tag === 'ul' || tag === 'ol';
    if (tag === 'br') end(true);
    else if (block.test(tag)) end();
    if (list) lists++;
    if (tag === 'li') {
      items++;
      mark = lists > 1 ? '◦ ' : '• ';
    }
    for (const child of children) {
      if (typeof child !== 'string') visit(child);
      else if (tag === 'pre') {
        const [first = '', ...more] = child.split('\n');
        line += first;
        for (const next of more) {
          end(true);
          line = next;
        }
      } else line += child;
    }
    if (block.test(tag) && tag !== 'br') {
      // An empty paragraph is a blank line.
      end(tag === 'p' && children.length > 0 && textOf(element).trim() === '');
      if (tag === 'li') mark = '';
    }
    if (list && --lists === 0) lines.push('');
  };
  return {
    walk: () => {
      for (const child of root.children) {
        if (typeof child === 'string') line += child;
        else visit(child);
      }
      end();
    },
    take: () => {
      const taken = lines;
      lines = [];
      return taken;
    },
    listed: () => items > 0,
  };
}

function textOf({ children }: Element): string {
  return children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}
