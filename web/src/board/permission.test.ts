import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { may } from './permission.ts';

/** The rows of the server's table, read from its source: the two may not drift apart. */
function serverTable(): Map<string, string[]> {
  const source = readFileSync(new URL('../../../board/permission.go', import.meta.url), 'utf8');
  const table = source.slice(source.indexOf('var permissions'));
  const rows = [...table.matchAll(/^\t"?(\w+)"?:\s+\{([^}]*)\},$/gm)];
  return new Map(
    rows.map(([, name = '', roles = '']) => [name, roles.split(',').map((role) => role.trim().toLowerCase())]),
  );
}

it('allows what the server allows', () => {
  const table = serverTable();
  expect(table.size).toBeGreaterThan(12);
  for (const [name, roles] of table) {
    for (const role of ['moderator', 'participant', 'observer'] as const) {
      expect(may(role, name), `${role} ${name}`).toBe(roles.includes(role));
    }
  }
});
