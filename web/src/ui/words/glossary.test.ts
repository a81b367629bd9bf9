import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../../../../', import.meta.url);
const catalogues = readdirSync(new URL('.', import.meta.url))
  .filter((name) => /^(?:pl|en)\b.*\.ts$/.test(name))
  .map((name) => `web/src/ui/words/${name}`);
const ofGo = [
  'board/agendas.go',
  'board/vision.go',
  'server/clause_text.go',
  'server/wire/answers.go',
  'cmd/warsztat/first.go',
  'cmd/internal/demo/demo.go',
  'cmd/internal/demo/agenda.json',
];

/** The texts in a source file: what stands between quotes, but for comments and imports; of Go, no names of fields. */
function texts(path: string): string[] {
  const source = readFileSync(new URL(path, root), 'utf8')
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|^import .*$/gm, '')
    .replace(/(?<=[,;{]) \/\/ .*$/gm, '');
  return [...source.matchAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g)]
    .map(([text]) => text.replace(/\$\{\w+\}/g, ''))
    .filter((text) => !path.endsWith('.go') || !/^(?:`json:|"\w+"$)/.test(text));
}

/** One word for one concept, in Polish and in English, and what it is not called. A star stands for any ending. */
const glossary: Readonly<Record<string, readonly (string | RegExp)[]>> = {
  'pole / quadrant': ['field', 'fields'],
  'podział / team split': ['line-up*', 'skład zespoł*', 'poprzedni* skład*'],
  'wspólna tablica / shared board': ['tablic* wspóln*', 'joint'],
  'Dodaj na wspólną tablicę / Add to shared board': [
    'lider przenosi',
    'do wspólnej tablicy',
    'wybierz do',
    'choose for',
  ],
  'prezentacja / presentation': ['wystąpieni*', 'talk', 'talks'],
  'daj, zdejmij punkt / give, take back': [
    'oddaj punkt*',
    'oddan* punkt*',
    'punkty oddał*',
    'odbierz punkt*',
    'rozdaj*',
  ],
  'punkty, głosowanie / points, vote': ['głos', 'głosy', 'głosu', 'głosów'],
  'zacznij, zakończ / start, close': ['zamknij głosowanie', 'zamknięci* głosowani*', 'rozpocznij', 'zamknij wszystkie'],
  'zakryta, odkryj / hidden, reveal': ['ukryt*', 'do odkrycia', 'covered'],
  'wstrzymaj pisanie / pause writing': ['zatrzym*', 'on hold', 'hold everybody'],
  'Sprowadź tutaj / Bring here': ['przeniesiono wszystkich', 'przeniesiono cię'],
  'zablokuj / lock': ['usuń i zablokuj', 'zablokowano osob*'],
  'wydaj nowy, unieważnij / issue, revoke': ['odnów*', 'odnowi*', 'renew*', 'give out', 'given out'],
  'kod dostępu / access code': [
    /(?<!\p{L})kod(?:u|em|y|zie|ów)?(?!\p{L}| dostępu| QR)/iu,
    /(?<!access |QR |\p{L})codes?(?!\p{L})/iu,
  ],
  'Brak połączenia / No connection': ['offline'],
  'osoba prowadząca / moderator': ['facilitat*'],
  'plan spotkania / agenda': ['agendy', 'agendę', 'agendą', 'agendzie', 'szablony agend*'],
  'etap / phase': ['krok spotkania', 'step of the meeting', 'anonymous step'],
  '’': [/\p{L}'\p{L}/u],
  'a space that language.part ties': ['\u00a0', /\\u00a0/],
};

const pattern = (word: string | RegExp) =>
  typeof word === 'string' ? new RegExp(`(?<!\\p{L})${word.replaceAll('*', '\\p{L}*')}(?!\\p{L})`, 'iu') : word;

it.each(Object.entries(glossary))('%s, and no other word', (_, others) => {
  const found = [...catalogues, ...ofGo].flatMap((path) =>
    texts(path)
      .filter((text) => others.some((word) => pattern(word).test(text)))
      .map((text) => `${path}: ${text}`),
  );
  expect(found).toEqual([]);
});

it('reads all words', () => {
  expect(catalogues.length).toBeGreaterThan(40);
  for (const path of [...catalogues, ...ofGo]) expect(texts(path).length, path).toBeGreaterThan(3);
});
