import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { views } from '../../board/generated.ts';
import { enPrivacy } from '../words/en.privacy.ts';
import { plPrivacy } from '../words/pl.privacy.ts';
import { elsewhere, personal, records, tables } from './register.ts';

test('the register names every kind of record', () => {
  expect(Object.keys(records).sort()).toEqual(Object.keys(views).sort());
});

test.each(['sqlite', 'postgres'])('the register names every table of %s', (database) => {
  const folder = new URL(`../../../../server/database/${database}/migrations/`, import.meta.url);
  const schema = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const made = schema.flatMap((sql) => [...sql.matchAll(/^CREATE TABLE (\w+)/gm)].map(([, name]) => name ?? ''));
  const renamed = schema.flatMap((sql) => [...sql.matchAll(/^ALTER TABLE (\w+) RENAME TO/gm)].map(([, name]) => name));
  const names = new Set(made.filter((name) => !renamed.includes(name)));
  expect(Object.keys(tables).sort()).toEqual([...names].sort());
});

test('all that is about people has its words', () => {
  const kept = [records, tables, elsewhere].flatMap((list) => personal(list as Record<string, boolean>)).sort();
  expect(Object.keys(plPrivacy.register.kept).sort()).toEqual(kept);
  expect(Object.keys(enPrivacy.register.kept).sort()).toEqual(kept);
});
