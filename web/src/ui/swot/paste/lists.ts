/** A list marker that is never anything else; office programs draw some of them from the private area of a symbol font. */
export const bulletSign = '[•·∙▪▫◦‣●○■□▶►➢➤➔➜→✓✔❖◆◊☑✅➕\uf000-\uf0ff]';

/** One note to be, and the sub-heading inside its cell that it stood under. */
export interface Entry {
  readonly text: string;
  readonly under: string | undefined;
}

const sign = new RegExp(`^(?:${bulletSign})+\\s*`);
// A dash opens an item when space or a word follows; "-5 %" and "+3" are numbers.
const dash = /^(?:[-–—−‒*+⁃]+\s+(?=\S)|[-–—−‒*⁃]+(?=[\p{L}"„(]))/u;
const number =
  /^(?:\(?\d{1,3}(?:\.\d{1,2})*[.)]|[SWOT]\d{1,2}[.):]|\(?[a-z]\)|[a-zA-Z][.)]|[IVX]{1,5}[.)])(?:\s+(?=\S)|(?=[\p{L}"„]))/u;
const inlineSigns = new RegExp(`\\s+${bulletSign}\\s*`);
const placeholder =
  /^(?:[\s\p{P}\p{S}]+|x|brak|brak danych|brak uwag|nie dotyczy|n\s?[./]?\s?d\.?|b\s?[./]\s?d\.?|n\/a|none|null|jw\.?|j\.\s?w\.?)$/iu;

/** Whether a cell says that there is nothing: a dash, "brak", "n/d". */
export function isPlaceholder(cell: string): boolean {
  return cell.length <= 200 && placeholder.test(cell);
}

/** Whether a line opens with the sign of a list item. */
export function isBulleted(line: string): boolean {
  return sign.test(line) || dash.test(line);
}

/** Whether a line opens with a number or letter as list items have. */
export function isNumbered(line: string): boolean {
  return number.test(line);
}

/** A line without the sign in front of it. */
export function withoutBullet(line: string): string {
  return line.replace(sign, '').replace(dash, '').trim();
}

/** Whether the numbers in front of these lines are list numbers, and not the beginnings of sentences ("3. Maja"). */
export function areListNumbers(lines: readonly string[]): boolean {
  const numbered = lines.filter((line) => isNumbered(withoutBullet(line))).length;
  return numbered >= 2 && numbered * 2 >= lines.length;
}

/** A line without list signs; its number goes only where numbers are known to count items. */
export function bareItem(line: string, numbers: boolean): string {
  const unsigned = withoutBullet(line);
  const unnumbered = numbers ? unsigned.replace(number, '') : unsigned;
  return withoutBullet(unnumbered)
    .replace(/\s*[;,]+$/, '')
    .trim();
}

/**
 * Whether the line breaks inside the cells of a table separate items. So it is
 * when most cells have several lines, unless the lines just go on (a small
 * letter after a capital one): a narrow column, broken by hand.
 */
export function breaksSeparate(cells: readonly string[]): boolean {
  const broken = cells.filter((cell) => cell.includes('\n'));
  return broken.length * 2 > cells.length && !broken.every(goesOn);
}

function goesOn(cell: string): boolean {
  const [first = '', ...rest] = cell.split('\n').filter((line) => line !== '');
  return /^\p{Lu}/u.test(first) && rest.every((line) => /^[\p{Ll}\d(]/u.test(line));
}

/** The items of one cell. `numbers`: list numbers are known to be in use here; `breaks`: as breaksSeparate. */
export function entries(cell: string, numbers: boolean, breaks: boolean): Entry[] {
  const lines = cell.split('\n').flatMap(inline);
  if (lines.length === 1) return [{ text: bareItem(cell, numbers), under: undefined }];
  const filled = lines.filter((line) => line !== '');
  const listed = areListNumbers(filled);
  const opens = (line: string) => isBulleted(line) || (listed && isNumbered(line));
  if (filled.some(opens)) return items(filled, opens, listed);
  if (breaks || separated(filled)) return items(filled, () => true, false);
  return [{ text: lines.join('\n').replace(/\n{3,}/g, '\n\n'), under: undefined }];
}

/** Whether unmarked lines are plainly items: each ends like one, or each begins like a sentence. */
function separated(lines: readonly string[]): boolean {
  const ends = (mark: RegExp) => lines.slice(0, -1).every((line) => mark.test(line));
  return ends(/[;,]$/) || (lines.length >= 3 && (ends(/\.$/) || lines.every((line) => /^\p{Lu}/u.test(line))));
}

/** A list that lost its line breaks: "• a • b". */
function inline(line: string): string[] {
  if (!sign.test(line)) return [line];
  return line.split(inlineSigns).map((part, at) => (at === 0 ? part : `• ${part}`));
}

function items(lines: readonly string[], opens: (line: string) => boolean, listed: boolean): Entry[] {
  const found: { text: string; under: string | undefined }[] = [];
  let under: string | undefined;
  let open = false;
  lines.forEach((line, at) => {
    const next = lines[at + 1];
    if (!isBulleted(line) && /:$/.test(line) && next !== undefined && opens(next)) {
      under = line;
      open = false;
    } else if (opens(line)) {
      found.push({ text: bareItem(line, listed), under });
      open = true;
    } else {
      const last = found.at(-1);
      // An unmarked line inside a list goes on with the item above it.
      if (open && last !== undefined) last.text = `${last.text} ${line}`.replace(/\s*[;,]+$/, '');
      else found.push({ text: line, under });
    }
  });
  return found;
}
