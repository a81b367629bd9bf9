/** A field's value. A field that is absent has no value; null is never stored (W7). */
export type Value = string | number | boolean | readonly string[];

/** The named values of a record. */
export type Fields = { readonly [name: string]: Value };

/** The fields of a set patch: null removes the field. */
export type FieldChanges = { readonly [name: string]: Value | null };

/**
 * The unit of state. Immutable: a patch replaces the record, so a view may keep
 * what it was given and compare by identity.
 */
export class Rec {
  constructor(
    readonly id: string,
    readonly kind: string,
    readonly audience: string,
    readonly fields: Fields,
  ) {}
}

/**
 * Gives a view the named fields, each read by its kind of value. The kind of a board is read as `boardKind`, for `kind` is
 * that of the record.
 */
export function define<T>(view: { prototype: Rec }, read: (record: Rec, field: string) => T, fields: string): void {
  for (const field of fields.split(' ')) {
    Object.defineProperty(view.prototype, field === 'kind' ? 'boardKind' : field, {
      get(this: Rec) {
        return read(this, field);
      },
    });
  }
}

/** The id of the one record that describes the workshop. */
export const workshopId = 'workshop';

/** A string field, '' when it is absent or no string. */
export function text(record: Rec | undefined, field: string): string {
  const value = record === undefined ? undefined : fieldOf(record.fields, field);
  return typeof value === 'string' ? value : '';
}

/** A boolean field, false when it is absent. */
export function flag(record: Rec, field: string): boolean {
  return fieldOf(record.fields, field) === true;
}

/** A number field, 0 when it is absent. */
export function num(record: Rec, field: string): number {
  const value = fieldOf(record.fields, field);
  return typeof value === 'number' ? value : 0;
}

/** A number field, undefined when it is absent. */
export function optional(record: Rec, field: string): number | undefined {
  const value = fieldOf(record.fields, field);
  return typeof value === 'number' ? value : undefined;
}

const none: readonly string[] = [];

/** A list field, empty when it is absent. */
export function list(record: Rec, field: string): readonly string[] {
  const value = fieldOf(record.fields, field);
  return Array.isArray(value) ? (value as readonly string[]) : none;
}

/** The value of a field that the record itself holds, never one of Object.prototype. */
export function fieldOf(fields: FieldChanges, name: string): Value | null | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** A copy in which the given fields are set or, where null, removed. */
export function withFields(fields: Fields, changed: FieldChanges): Fields {
  const merged = new Map<string, Value>(Object.entries(fields));
  for (const [name, value] of Object.entries(changed)) {
    if (value === null) merged.delete(name);
    else merged.set(name, value);
  }
  return Object.fromEntries(merged);
}

/**
 * Makes fields and leaves out those without a value: undefined, the empty string,
 * false and the empty list. So "absent" has one form.
 */
export function makeFields(fields: { [name: string]: Value | undefined }): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, Value] => present(entry[1]) !== undefined),
  );
}

/** The value as it is kept: undefined for everything that counts as absent. */
export function present(value: Value | undefined): Value | undefined {
  const absent = value === '' || value === false || (Array.isArray(value) && value.length === 0);
  return absent ? undefined : value;
}

/** Whether two values are the same value. */
export function sameValue(a: Value | null | undefined, b: Value | null | undefined): boolean {
  if (a === b) return true;
  if (!Array.isArray(a) || !Array.isArray(b)) return false;
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

/** What makes one record's fields the other's: null where it has none. */
export function fieldsThatDiffer(old: Rec, now: Rec): FieldChanges {
  const names = new Set([...Object.keys(old.fields), ...Object.keys(now.fields)]);
  const differs = [...names].filter((name) => !sameValue(fieldOf(old.fields, name), fieldOf(now.fields, name)));
  return Object.fromEntries(differs.map((name) => [name, fieldOf(now.fields, name) ?? null]));
}

/** Whether two records say the same. */
export function sameRecord(a: Rec, b: Rec): boolean {
  if (a === b) return true;
  if (a.id !== b.id || a.kind !== b.kind || a.audience !== b.audience) return false;
  const names = Object.keys(a.fields);
  return (
    names.length === Object.keys(b.fields).length &&
    names.every((name) => sameValue(fieldOf(a.fields, name), fieldOf(b.fields, name)))
  );
}

/**
 * Compares as the server does, byte by byte of the UTF-8 form: that is the order
 * of the code points, which UTF-16 units break above U+FFFF.
 */
export function byteOrder(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const astralX = x >= 0xd800 && x < 0xe000;
    const astralY = y >= 0xd800 && y < 0xe000;
    return astralX === astralY ? x - y : astralX ? 1 : -1;
  }
  return a.length - b.length;
}
