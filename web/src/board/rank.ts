// A rank places a record among its siblings. Ranks are compared byte by byte;
// between any two there is room for another, and appending at the end grows
// them by a digit only every few thousand times. The scheme is fractional
// indexing: an integer part, whose first letter tells its length, and a
// fraction without a trailing zero.

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const zero = 'a0';
const smallest = 'A00000000000000000000000000';

/**
 * A rank after a and before b; '' stands for no bound. When the bounds do not
 * leave room (they are equal, or the wrong way round) it is one after a.
 */
export function rankBetween(a: string, b: string): string {
  if (b !== '' && a >= b) b = '';
  if (a === '' && b === '') return zero;
  if (a === '') {
    const whole = wholeOf(b);
    if (whole === smallest) return whole + middle('', b.slice(whole.length));
    return whole < b ? whole : decrement(whole);
  }
  const wholeA = wholeOf(a);
  if (b === '') {
    return increment(wholeA) || wholeA + middle(a.slice(wholeA.length), '');
  }
  const wholeB = wholeOf(b);
  if (wholeA === wholeB) {
    return wholeA + middle(a.slice(wholeA.length), b.slice(wholeB.length));
  }
  const next = increment(wholeA);
  if (next !== '' && next < b) return next;
  return wholeA + middle(a.slice(wholeA.length), '');
}

/** Cuts off the fraction. A rank that this scheme did not make counts as all integer. */
function wholeOf(rank: string): string {
  const head = rank.charCodeAt(0);
  let length = 0;
  if (head >= 97 && head <= 122) length = head - 97 + 2;
  else if (head >= 65 && head <= 90) length = 90 - head + 2;
  return length === 0 || length > rank.length ? rank : rank.slice(0, length);
}

/** A fraction between two fractions; b '' means one. */
function middle(a: string, b: string): string {
  if (b !== '') {
    let n = 0;
    while (n < b.length && (n < a.length ? a[n] : '0') === b[n]) n++;
    if (n > 0) return b.slice(0, n) + middle(a.slice(n), b.slice(n));
  }
  const low = a === '' ? 0 : Math.max(0, digits.indexOf(a.charAt(0)));
  const high = b === '' ? digits.length : Math.max(0, digits.indexOf(b.charAt(0)));
  if (high - low > 1) return digits.charAt(Math.floor((low + high + 1) / 2));
  if (b.length > 1) return b.slice(0, 1);
  return digits.charAt(low) + middle(a.slice(1), '');
}

/** The next integer part, '' after the largest. */
function increment(whole: string): string {
  const head = whole.charAt(0);
  const tail = [...whole.slice(1)];
  for (let i = tail.length - 1; i >= 0; i--) {
    const d = digits.indexOf(tail[i] ?? '') + 1;
    if (d < digits.length) {
      tail[i] = digits.charAt(d);
      return head + tail.join('');
    }
    tail[i] = '0';
  }
  if (head === 'Z') return zero;
  if (head === 'z') return '';
  const next = String.fromCharCode(head.charCodeAt(0) + 1);
  return head >= 'a' ? `${next}${tail.join('')}0` : next + tail.slice(0, -1).join('');
}

/** The integer part before; whole is not the smallest. */
function decrement(whole: string): string {
  const head = whole.charAt(0);
  const tail = [...whole.slice(1)];
  for (let i = tail.length - 1; i >= 0; i--) {
    const d = digits.indexOf(tail[i] ?? '') - 1;
    if (d >= 0) {
      tail[i] = digits.charAt(d);
      return head + tail.join('');
    }
    tail[i] = 'z';
  }
  if (head === 'a') return 'Zz';
  if (head === 'A') return whole;
  const before = String.fromCharCode(head.charCodeAt(0) - 1);
  return head <= 'Z' ? `${before}${tail.join('')}z` : before + tail.slice(0, -1).join('');
}
