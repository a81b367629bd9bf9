import { maxDecimalLength } from './generated.ts';

// A decimal is a number as it stands in a record: digits without a leading zero,
// perhaps with "-" before them and a point and more digits behind. It is compared
// and shown digit by digit, so nothing is ever rounded.

const form = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/;

/** Whether a text is a decimal. */
export function isDecimal(text: string): boolean {
  return text.length <= maxDecimalLength && form.test(text) && !/^-[0.]+$/.test(text);
}

/** Compares two decimals by their value: below 0, 0 or above 0. */
export function compareDecimals(a: string, b: string): number {
  const negative = a.startsWith('-');
  if (negative !== b.startsWith('-')) return negative ? -1 : 1;
  if (negative) return compareDecimals(b.slice(1), a.slice(1));
  const [wholeA = '', fractionA = ''] = a.split('.');
  const [wholeB = '', fractionB = ''] = b.split('.');
  return wholeA.length - wholeB.length || order(wholeA, wholeB) || order(trimmed(fractionA), trimmed(fractionB));
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const trimmed = (fraction: string) => fraction.replace(/0+$/, '');

const thinSpace = '\u202f';

/**
 * A decimal as people read it: in Polish with a comma, in English with a point, and with thin spaces between thousands
 * from 10,000 on.
 */
export function showDecimal(decimal: string, locale: string): string {
  const [whole = '', fraction] = decimal.replace('-', '').split('.');
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, thinSpace) : whole;
  const mark = locale === 'pl' ? ',' : '.';
  return (decimal.startsWith('-') ? '−' : '') + grouped + (fraction === undefined ? '' : mark + fraction);
}

/**
 * Reads a number as people write it: "100 255 750", "27,7", "-3,5", "1.234,5". Two readings when the text has two, such
 * as "1.234", which the writer has to choose from; none when it is no number.
 */
export function parseDecimal(text: string): string[] {
  const marks = text
    .trim()
    .replace(/[\s\u00a0\u2009\u202f']/g, ' ')
    .replace(/^[-−–] ?/, '-');
  const sign = marks.startsWith('-') ? '-' : '';
  let digits = marks.slice(sign.length);
  if (digits.includes(' ')) {
    const [, whole = '', fraction = ''] = /^([^.,]*)(.*)$/.exec(digits) ?? [];
    if (!inThousands(whole, ' ')) return [];
    digits = whole.replaceAll(' ', '') + fraction;
  }
  const commas = digits.split(',').length - 1;
  const points = digits.split('.').length - 1;
  if (commas > 0 && points > 0) {
    // The mark that comes last is the decimal one, the other parts thousands.
    const [decimal, thousands] = digits.lastIndexOf('.') > digits.lastIndexOf(',') ? ['.', ','] : [',', '.'];
    const [whole = '', fraction = '', ...more] = digits.split(decimal as string);
    if (more.length > 0 || !inThousands(whole, thousands as string)) return [];
    return readings(sign, `${whole.replaceAll(thousands as string, '')}.${fraction}`);
  }
  if (commas > 1 || points > 1) {
    const mark = points > 1 ? '.' : ',';
    return inThousands(digits, mark) ? readings(sign, digits.replaceAll(mark, '')) : [];
  }
  if (points === 1 && inThousands(digits, '.') && !digits.startsWith('0')) {
    return readings(sign, digits.replace('.', ''), digits);
  }
  return readings(sign, digits.replace(',', '.'));
}

/** Those of the texts that are numbers, in the form of a record. */
function readings(sign: string, ...all: string[]): string[] {
  return all
    .filter((digits) => /^[0-9]+(\.[0-9]+)?$/.test(digits))
    .map((digits) => digits.replace(/^0+(?=[0-9])/, ''))
    .map((digits) => (/[1-9]/.test(digits) ? sign + digits : digits))
    .filter(isDecimal);
}

/** Whether a mark parts digits into thousands. */
function inThousands(digits: string, mark: string): boolean {
  const [first = '', ...rest] = digits.split(mark);
  return /^[0-9]{1,3}$/.test(first) && rest.every((part) => /^[0-9]{3}$/.test(part));
}
