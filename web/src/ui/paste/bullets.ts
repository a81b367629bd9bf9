// What everybody knows as a bullet; a symbol font adds the private area. Other bullets show by being repeated.
const known = '•·∙▪▫‣●○■□▶►➢➤➔✓✔❖◆◊\uf000-\uf0ff';
const emoji = '\\p{Extended_Pictographic}[\\p{M}\\p{Emoji_Modifier}\\u200d\\p{Extended_Pictographic}]*';
const start = new RegExp(`(^|[\\n\\t"])(${emoji}|[^\\s\\p{L}\\p{N}"„'(\\[|#]{1,2}|\\p{L})([ \\t]+)(?=[^\\s])`, 'gmu');
const begin = /(?:^|[\n\t])(?=[^\s])/g;
const dashes = /^[-–—−‒*+⁃]+$/;
const dashed = /^[-–—−‒*+⁃]+\t([^\t\n]*)$/gm;
// Bullets without their texts, as a reading site gathers them.
const stray = new RegExp(`^(?:[${known}][ \\t]*\\n){2,}`, 'gmu');
// The bullet of a list within a list, as office programs write it.
const inner = /^[◦o]$/;
// Words of one letter in Polish and English.
const word = /^[aiouwz]$/i;

/**
 * Writes every list of a text with one kind of bullet. Old documents, symbol fonts and web pages bring bullets as odd
 * letters ("Ø", "§", "q", "đ"): a bullet is what stands alone in front of line after line.
 */
export function withPlainBullets(text: string): string {
  const counts = new Map<string, { all: number; tabs: number }>();
  for (const [, , sign = '', gap = ''] of text.matchAll(start)) {
    const count = counts.get(sign) ?? { all: 0, tabs: 0 };
    count.all++;
    if (gap.includes('\t')) count.tabs++;
    counts.set(sign, count);
  }
  const lines = [...text.matchAll(begin)].length;
  const odd = [...counts].filter(([sign]) => isOdd(sign)).reduce((sum, [, { all }]) => sum + all, 0);
  const isBullet = (sign: string, tab: boolean) => {
    const { all = 0, tabs = 0 } = counts.get(sign) ?? {};
    if (dashes.test(sign)) return false;
    if (/^[A-Z]$/.test(sign) || /^\d/.test(sign)) return false;
    if (word.test(sign)) return tab ? tabs > 1 : all >= 3 && all >= lines * 0.5;
    if (new RegExp(`^${emoji}`, 'u').test(sign)) return all > 1 && all >= lines * 0.2;
    return all > 1 || (isOdd(sign) && odd > 2);
  };
  const plain = text
    .replace(stray, '')
    .replace(start, (whole, before: string, sign: string, gap: string) =>
      isBullet(sign, gap.includes('\t')) ? `${before}${inner.test(sign) ? '◦' : '•'} ` : whole,
    )
    .replace(/ (\S) (?=\S)/gu, (whole, sign: string) => (isOdd(sign) && isBullet(sign, false) ? ' • ' : whole))
    .replace(new RegExp(`(^|[\\n\\t"])[${known}][ ]?[\\n\\t ]?(?=\\S)`, 'gu'), '$1• ');
  // A dash with a tab is a sign where no line has columns; with a space it is the business of whoever reads the line.
  const columns = plain.split('\n').some((line) => line.includes('\t') && line.search(dashed) < 0);
  return columns ? plain : plain.replace(dashed, '• $1');
}

/** The same for the cells of a table, which are looked at together. */
export function plainBulletsIn(rows: readonly (readonly string[])[]): string[][] {
  // No cell keeps a form feed.
  const whole = rows.map((row) => row.map((cell) => cell.replace(/[\t\f]/g, ' ')).join('\n\f\n')).join('\n\f\f\n');
  return withPlainBullets(whole)
    .split('\n\f\f\n')
    .map((row) => row.split('\n\f\n'));
}

/** No letter of a word that stands alone, and no common sign either. */
function isOdd(sign: string): boolean {
  return /^[^\p{L}]$|^[^a-zA-Z]$/u.test(sign);
}
