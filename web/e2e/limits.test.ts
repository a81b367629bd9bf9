import { describe, expect, test } from 'vitest';
import { join, saved, texts, until, write } from './board.ts';
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
