import { byteOrder, type Rec } from './record.ts';

/**
 * Sums up records: both halves are sums of FNV-1a hashes (W32), so a record can
 * be added and taken away without reading the others. It finds accidents, not attacks.
 */
export interface Hash {
  readonly a: number;
  readonly b: number;
}

export const zeroHash: Hash = { a: 0, b: 0 };

export function plus(x: Hash, y: Hash): Hash {
  return { a: (x.a + y.a) >>> 0, b: (x.b + y.b) >>> 0 };
}

export function minus(x: Hash, y: Hash): Hash {
  return { a: (x.a - y.a) >>> 0, b: (x.b - y.b) >>> 0 };
}

/** Writes the hash as 16 hexadecimal digits. */
export function hashText(h: Hash): string {
  return h.a.toString(16).padStart(8, '0') + h.b.toString(16).padStart(8, '0');
}

const prime = 16777619;
const known = new WeakMap<Rec, Hash>();

/** The hash of one record as W32 writes it. A record never changes, so it is computed once. */
export function hashOf(record: Rec): Hash {
  let hash = known.get(record);
  if (hash === undefined) {
    hash = compute(record);
    known.set(record, hash);
  }
  return hash;
}

function compute(record: Rec): Hash {
  let a = 2166136261 | 0;
  let b = 3339675911 | 0;
  const byte = (value: number) => {
    a = Math.imul(a ^ value, prime);
    b = Math.imul(b ^ value, prime);
  };
  const string = (s: string) => {
    for (let i = 0; i < s.length; i++) {
      const unit = s.charCodeAt(i);
      if (unit < 0x80) {
        byte(unit);
      } else if (unit < 0x800) {
        byte(0xc0 | (unit >> 6));
        byte(0x80 | (unit & 63));
      } else if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < s.length) {
        const point = s.codePointAt(i) ?? unit;
        i++;
        byte(0xf0 | (point >> 18));
        byte(0x80 | ((point >> 12) & 63));
        byte(0x80 | ((point >> 6) & 63));
        byte(0x80 | (point & 63));
      } else {
        byte(0xe0 | (unit >> 12));
        byte(0x80 | ((unit >> 6) & 63));
        byte(0x80 | (unit & 63));
      }
    }
    byte(255); // never occurs in UTF-8
  };
  string(record.id);
  string(record.kind);
  string(record.audience);
  for (const name of Object.keys(record.fields).sort(byteOrder)) {
    string(name);
    const value = record.fields[name];
    if (typeof value === 'string') {
      byte(0x73);
      string(value);
    } else if (typeof value === 'number') {
      byte(0x69);
      string(String(value));
    } else if (typeof value === 'boolean') {
      byte(value ? 0x74 : 0x66);
    } else if (value !== undefined) {
      byte(0x6c);
      for (const item of value) string(item);
      byte(254);
    }
  }
  return { a: a >>> 0, b: b >>> 0 };
}
