import { describe, expect, test } from 'vitest';
import { heard, join, saved, texts, until, write } from './board.ts';
import { openTestbed } from './testbed.ts';

const words = (characters: number) => `${'żółte łąki nad Sanem '.repeat(1_000).slice(0, characters - 1)}.`;

describe('a server that allows notes of 20,000 characters', () => {
  const testbed = openTestbed('--max-note-length', '20000');

  test('takes 15,000 from a browser', async () => {
    const made = await testbed.server.make();
    const [anna, jan] = [await testbed.sit(), await testbed.sit()];
    await Promise.all([join(anna, made.links.participant, 'Anna'), join(jan, made.links.participant, 'Jan')]);
    await write(anna.page, 'strength', words(15_000));
    for (const { page } of [anna, jan])
      await until(
        () => texts(page, 'strength'),
        (all) => all.join() === words(15_000),
      );
    await saved(anna.page);
  });

  test('takes back in parts what somebody did to many long notes, and the browser asks until it is whole', async () => {
    const made = await testbed.server.make();
    const give = async (session: string, what: string, command: object) => {
      const answer = await fetch(`${testbed.server.address}/api/workshops/${made.id}/commands`, {
        method: 'POST',
        headers: { authorization: `Bearer ${session}`, 'warsztat-client': `client-of-${session}`.slice(0, 40) },
        body: JSON.stringify({ type: 'command', number: 1, seen: 1, do: what, with: command }),
      });
      expect(await answer.text()).toContain('"ack"');
    };
    const enter = (name: string) => testbed.server.enter({ code: made.code }, name);
    // A part takes back half a megabyte.
    const notes = Array.from({ length: 30 }, (_, at) => `note-${at + 1}`);
    for (const note of notes)
      await give(await enter(note), 'AddNote', {
        board: 'board-1',
        note,
        section: 'strength',
        text: 'ż'.repeat(19_000),
      });
    await give(await enter('Mallory'), 'MoveNotes', { moves: notes.map((note) => ({ note, section: 'weakness' })) });
    const { page } = await testbed.sit({ own: true });
    let parts = 0;
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => (parts += String(payload).split('"UndoMember"').length - 1)),
    );
    await join({ page }, made.links.moderator, 'Maria');
    await page.getByRole('button', { name: 'Osoby' }).click();
    await page.getByRole('button', { name: 'Działania: Mallory' }).click();
    await page.getByRole('menuitem', { name: 'Usuń i nie wpuszczaj' }).click();
    const question = page.getByRole('dialog', { name: 'Usunąć i nie wpuszczać: Mallory?' });
    await question.getByLabel('Z ostatnich 10 minut').check();
    await question.getByRole('button', { name: 'Usuń i nie wpuszczaj' }).click();
    await heard(page, 'Cofnięto to, co zrobiła ta osoba: Mallory');
    const places = await Promise.all([texts(page, 'strength'), texts(page, 'weakness')]);
    expect(places.map((all) => all.length)).toEqual([notes.length, 0]);
    // The last one finds nothing left to do.
    expect(parts).toBeGreaterThan(2);
  });
});

describe('a server that allows notes of 100 characters', () => {
  const testbed = openTestbed('--max-note-length', '100');

  test.each([
    ['pl', 'Dopisz mocną stronę', 'Tekst jest za długi. Nic nie zapisano.'],
    ['en', 'Add a strength', 'The text is too long. Nothing was saved.'],
  ] as const)('has 101 refused at once, in the language of the person (%s)', async (locale, label, sentence) => {
    const made = await testbed.server.make('Próba', locale);
    const { page } = await testbed.sit();
    await page.goto(made.links.participant);
    await page.getByRole('textbox').first().fill('Anna');
    await page.getByRole('textbox').first().press('Enter');
    const field = page.getByLabel(label);
    await field.fill(words(101));
    await field.press('Enter');
    await page.getByText(sentence).waitFor();
    expect(await field.inputValue()).toBe(words(101));
    expect(await texts(page, 'strength')).toEqual([]);
    await field.fill(words(100));
    await field.press('Enter');
    await saved(page);
    expect((await texts(page, 'strength')).join()).toBe(words(100));
  });
});
