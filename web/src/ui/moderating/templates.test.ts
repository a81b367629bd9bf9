import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { agendaTemplates } from '../../board/agenda.ts';
import { templates } from './templates.ts';

// What is promised on the page is what the server makes.
const source = readFileSync(new URL('../../../../board/agendas.go', import.meta.url), 'utf8');

it.each(agendaTemplates)('%s is as long as it is said to be', (name) => {
  const rows = source.split(`\t"${name}": {\n`)[1]?.split('\n\t},')[0] ?? '';
  const minutes = [...rows.matchAll(/minutes: (\d+)/g)].map(([, n]) => Number(n));
  expect({ phases: minutes.length, minutes: minutes.reduce((a, b) => a + b, 0) }).toEqual(templates[name]);
});
