import type { Row } from './rows.ts';

const pageNumber =
  /^(?:[-–—|]\s*)?\d{1,4}(?:\s*[-–—|])?$|^(?:strona|str\.?|page|p\.|стор\p{L}*\.?)\s*\d{1,4}(?:\s*(?:z|of|\/|із|з)\s*\d{1,4})?$|^\d{1,4}\s*(?:\/|z|of)\s*\d{1,4}$|^\d{1,4}\s*\|\s*(?:strona|page)$/iu;

const sourceLine = /^(?:źródło|opracowanie własne|legenda|source)\s*(?:[:.–-]|$)/iu;

/** Rows without what belongs to the pages of a document and not to its text, which is given to `leave`. */
export function withoutPages(
  rows: readonly Row[],
  keep: (line: string) => boolean,
  leave: (reason: 'pages' | 'sources', text: string) => void,
): Row[] {
  const only = rows
    .map((row) => row.filter((cell) => cell !== ''))
    .map(([cell = '', ...more]) => (more.length > 0 ? '' : cell));
  // Page numbers and running titles stand in the one column of a document, not in tables.
  const pages = rows.some((row) => row.length > 1) ? new Set<number>() : pageLines(only, keep);
  return rows.filter((_, at) => {
    const line = only[at] ?? '';
    const reason = pages.has(at) ? 'pages' : sourceLine.test(line) ? 'sources' : undefined;
    if (reason) leave(reason, line);
    return reason === undefined;
  });
}

/** The lines with page numbers, and with titles that run along from page to page. `keep` says what is never one. */
function pageLines(lines: readonly string[], keep: (line: string) => boolean): Set<number> {
  const filled = lines.flatMap((line, at) => (line === '' ? [] : [at]));
  const numbers = filled.filter((at) => pageNumber.test(lines[at] ?? ''));
  // A column of numbers is what somebody wants.
  const found = new Set(numbers.length * 3 <= filled.length ? numbers : []);
  const bodies = new Map<string, number[]>();
  for (const at of filled) {
    const line = lines[at] ?? '';
    const body = line.replace(/^\d{1,4}\b|\b\d{1,4}$/g, '').replace(/^[\s|–—-]+|[\s|–—-]+$/g, '');
    if (body.length < 10 || found.has(at) || keep(line) || /^[•◦-]/.test(line)) continue;
    bodies.set(body, [...(bodies.get(body) ?? []), at]);
  }
  const listed = lines.some((line) => /^[•◦-]/.test(line));
  const besideNumber = new Set(
    filled.filter((_, place) => [place - 1, place + 1].some((n) => found.has(filled[n] ?? -1))),
  );
  for (const [body, at] of bodies) {
    const numbered = listed && body.length > 20 && new Set(at.map((each) => lines[each])).size === at.length;
    if (at.length > 1 && (numbered || at.some((each) => besideNumber.has(each))))
      for (const each of at) found.add(each);
  }
  return found;
}
