import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { boardKindNames } from './ui/boards.ts';

const src = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(ts|svelte)$/.test(file));
const kinds: readonly string[] = boardKindNames;

/** Every import of the files in a folder: from where, and what, both as seen from src; packages by their names. */
function importsOf(folder: string): { from: string; what: string }[] {
  return files
    .filter((file) => file.startsWith(folder))
    .flatMap((from) => {
      const text = readFileSync(join(src, from), 'utf8');
      return [...text.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, what = '']) => ({
        from,
        what: what.startsWith('.') ? join(dirname(from), what) : what,
      }));
    });
}

/** The imports in a folder that lead somewhere else than allowed, as they are to be read in a failure. */
function astray(folder: string, allowed: (what: string, from: string) => boolean): string[] {
  return importsOf(folder)
    .filter(({ from, what }) => !allowed(what, from))
    .map(({ from, what }) => `${from} imports ${what}`);
}

const within =
  (...folders: string[]) =>
  (what: string, from: string) =>
    folders.some((folder) => what.startsWith(folder)) ||
    (/\.test\.ts$|testdata|simulation/.test(from) && /^(vitest|fast-check|fake-indexeddb|node:)/.test(what));

it('finds the imports', () => {
  expect(importsOf('board/').length).toBeGreaterThan(100);
  expect(importsOf('ui/')).toContainEqual({ from: 'ui/boards.ts', what: 'ui/swot/swot.ts' });
});

it('board imports nothing of the rest, and nothing of others', () => {
  expect(astray('board/', within('board/'))).toEqual([]);
});

it('sync imports board', () => {
  expect(astray('sync/', within('sync/', 'board/'))).toEqual([]);
});

it('board and sync run without a page; one file of sync meets it', () => {
  const meets = files.filter(
    (file) =>
      /^(board|sync)\//.test(file) &&
      /\b(document|window|navigator)\.|\bHTML\w*Element\b/.test(readFileSync(join(src, file), 'utf8')),
  );
  expect(meets).toEqual(['sync/browser.ts']);
});

it('only kind.ts and boards.ts know the files of a board kind', () => {
  const kindOf = (file: string) => kinds.find((kind) => file.startsWith(`ui/${kind}/`) || file === `board/${kind}.ts`);
  const rows = (from: string) =>
    from === 'board/kind.ts' || from === 'ui/boards.ts' || /\.test\.ts$|\/testdata\//.test(from);
  const known = (what: string, from: string) => kindOf(what) === undefined || kindOf(from) === kindOf(what);
  expect(astray('', (what, from) => rows(from) || known(what, from))).toEqual([]);
});
