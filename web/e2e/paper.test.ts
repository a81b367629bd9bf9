import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { join, saved, write } from './board.ts';
import { axe } from './browser.ts';
import { Remote } from './remote.ts';
import { openTestbed } from './testbed.ts';

const testbed = openTestbed();
const { sit } = testbed;
const run = promisify(execFile);

let files = 0;
const temporary = () => path(tmpdir(), `warsztat-${process.pid}-${++files}`);

/** What Chromium prints of a page: its text as it is read, and what the file says of itself. */
async function printed(page: Page): Promise<{ text: string; about: string }> {
  const file = temporary();
  await writeFile(file, await page.pdf({ preferCSSPageSize: true, tagged: true, outline: true }));
  const [text, about] = await Promise.all([run('pdftotext', [file, '-']), run('pdfinfo', [file])]);
  return { text: text.stdout.replace(/\s+/g, ' '), about: about.stdout };
}

/** The words of the page that is no page of a document. */
const chrome = ['Zaproś', 'Kosz', 'Cofnij', 'Dopisz', 'Zapisano'];

async function found() {
  const made = await testbed.server.make();
  const remote = await Remote.moderate(testbed.server, made);
  const sections = ['strength', 'weakness', 'opportunity', 'threat'];
  const notes = Array.from({ length: 100 }, (_, n) => ({
    note: `note-${n}`,
    section: sections[n % 4],
    text: `Karteczka numer ${n}.: świetlica i żłobek`,
  }));
  await remote.give('PasteNotes', { board: 'board-1', groups: [], notes });
  await remote.give('GroupNotes', { board: 'board-1', group: 'group-1', name: 'Usługi', notes: ['note-0', 'note-4'] });
  return { made, remote };
}

const open = async (page: Page) => {
  await page.getByRole('button', { name: 'Więcej' }).click();
  await page.getByRole('menuitem', { name: 'Drukuj i pobierz' }).click();
  return page.getByRole('dialog', { name: 'Drukuj i pobierz' });
};

describe('on paper', () => {
  test('a board of a hundred notes is whole, with its groups and pages, and nothing of the screen', async () => {
    const { made, remote } = await found();
    const page = await join(await sit({ bypassPolicy: true }), made.links.participant, 'Anna');
    await remote.phase('Cicho piszemy', { boards: ['board-1'], allow: ['write'], hidden: true });
    await page.getByText('Cicho piszemy').first().waitFor();
    await write(page, 'strength', 'Tego nikt jeszcze nie widzi');
    await saved(page);
    await page.waitForLoadState('networkidle');
    const { text, about } = await printed(page);
    for (let n = 0; n < 100; n++) expect(text).toContain(`Karteczka numer ${n}.`);
    for (const word of ['Analiza SWOT', 'Usługi', 'Bez grupy', 'Cicho piszemy', 'Mocne strony', 'Zdalna Prowadząca'])
      expect(text).toContain(word);
    expect(text).toMatch(/ 1 ?\/ ?[2-9]/);
    for (const word of [...chrome, 'Tego nikt']) expect(text).not.toContain(word);
    expect(about).toMatch(/Tagged:\s+yes/);
    expect(await page.locator('.paper').count()).toBe(0);
  });

  test('the agenda is printed from the dialog, which then prints the board again', async () => {
    const { made, remote } = await found();
    await remote.phase('Krok pierwszy', { boards: ['board-1'], allow: ['write'], minutes: 12 });
    const page = await join(await sit({ bypassPolicy: true }), made.links.participant, 'Anna');
    const dialog = await open(page);
    expect(await axe(page)).toEqual([]);
    await dialog.getByLabel('Co').selectOption({ label: 'Plan spotkania' });
    // Chromium without a window puts nothing on paper by itself, but stands still as if it did, and lets go of it.
    const ready = page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const paper = () => resolve(document.querySelector('.paper')?.textContent ?? '');
          addEventListener('beforeprint', paper, { once: true });
        }),
    );
    await dialog.getByRole('button', { name: 'Drukuj' }).click();
    expect(await ready).toContain('Krok pierwszy');
    await page.locator('.paper').waitFor({ state: 'detached' });
    await page.evaluate(() => {
      window.print = () => {};
    });
    await dialog.getByRole('button', { name: 'Drukuj' }).click();
    const agenda = await printed(page);
    expect(agenda.text).toMatch(/Etap Krok pierwszy Pytanie Czas 12 minut/);
    expect(agenda.text).not.toContain('Karteczka numer');
    expect((await printed(page)).text).toContain('Karteczka numer 99');
  });
});

test('a board is taken home as a file: all of it, and no text is a formula', async () => {
  const { made, remote } = await found();
  await remote.give('AddNote', { board: 'board-1', note: 'evil', section: 'threat', text: '=HYPERLINK("x";"y")' });
  await remote.give('AddNote', { board: 'board-1', note: 'gone', section: 'threat', text: 'Do kosza' });
  await remote.give('DeleteNotes', { notes: ['gone'] });
  const page = await join(await sit(), made.links.participant, 'Anna');
  const dialog = await open(page);
  const file = async (name: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name }).click()]);
    expect(download.suggestedFilename()).toContain('Analiza SWOT');
    const kept = temporary();
    await download.saveAs(kept);
    return readFile(kept, 'utf8');
  };
  const csv = await file('Arkusz (CSV)');
  expect(csv.startsWith('\uFEFFPole;Grupa;Treść;Autor;Zespół;Punkty\r\n')).toBe(true);
  expect(csv).toContain('Mocne strony;Usługi;Karteczka numer 0.: świetlica i żłobek;Zdalna Prowadząca (prowadzi);;');
  expect(csv).toContain(`"'=HYPERLINK(""x"";""y"")"`);
  expect(csv.trim().split('\r\n')).toHaveLength(102);
  expect(csv).not.toContain('Do kosza');
  expect(await file('Tekst (Markdown)')).toContain(
    '### Usługi\n\n- Karteczka numer 0.: świetlica i żłobek (Zdalna Prowadząca (prowadzi))',
  );
  const { entries } = JSON.parse(await file('Dane (JSON)'));
  expect(entries).toHaveLength(101);
});
