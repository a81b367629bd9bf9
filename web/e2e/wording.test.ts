import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { join, saved, until } from './board.ts';
import { openTestbed } from './testbed.ts';
import { board, found } from './vision-board.ts';

const testbed = openTestbed();
const { sit } = testbed;

const edit = async (page: Page) => {
  await page.getByRole('button', { name: 'Wizja i misja' }).click();
  await page.getByRole('button', { name: /Zmień tekst/ }).click();
  return page.getByRole('textbox', { name: 'Wizja: tekst' });
};

test('four people word one statement, with delays and cuts: no character is lost or doubled, and each sees the carets of the others', async () => {
  const { made, remote } = await found(testbed);
  await remote.give('AddStatement', { board, statement: 'statement-1', subject: 'vision', text: 'RUDNIK' });
  const seats = [{}, { cuttable: true }, { cuttable: true, delay: 250 }, { cuttable: true, delay: 80 }];
  const names = ['Anna', 'Jan', 'Ewa', 'Ola'];
  // Each writes with letters of their own, so that everybody's own words can be read in the common text.
  const alphabets = ['abcdefghi', 'jklmnopqr', 'stuvwxyząę', '0123456789'];
  const written = alphabets.map((letters) =>
    Array.from({ length: 45 }, (_, i) => letters[i % letters.length]).join(''),
  );
  const people = await Promise.all(seats.map((seat) => sit(seat)));
  const fields = await Promise.all(
    people.map(async (person, i) => edit(await join(person, made.links.participant, names[i] as string))),
  );
  const [anna, jan] = people as [(typeof people)[0], (typeof people)[0]];
  const keys = ['Control+End', 'Control+Home', 'Control+End', 'Control+Home'];
  await Promise.all(fields.map((field, i) => field.press(keys[i] as string)));
  const cuts = async () => {
    await until(
      () => fields[1]?.inputValue() ?? Promise.resolve(''),
      (text) =>
        text.includes(written[1]?.slice(0, 12) ?? '') ||
        [...text].filter((each) => alphabets[1]?.includes(each)).length >= 12,
    );
    await jan.cut();
    await people[2]?.cut();
    await until(
      () => fields[1]?.inputValue() ?? Promise.resolve(''),
      (text) => [...text].filter((each) => alphabets[1]?.includes(each)).length >= 30,
    );
    await jan.mend();
    await people[2]?.mend();
  };
  await Promise.all([
    cuts(),
    ...fields.map((field, i) => field.pressSequentially(written[i] as string, { delay: 40 })),
  ]);
  await Promise.all(people.map(({ page }) => saved(page)));
  const text = async () => (await remote.records('statement'))[0]?.text ?? '';
  await until(
    () => Promise.all([text(), ...fields.map((field) => field.inputValue())]),
    ([common = '', ...shown]) => [...common].length === 6 + 4 * 45 && shown.every((each) => each === common),
  );
  const common = await text();
  for (const [i, letters] of [...alphabets, 'RUDNIK'].entries())
    expect([...common].filter((each) => letters.includes(each)).join('')).toBe(written[i] ?? 'RUDNIK');

  // Now that all rest, each caret stands for everybody where its owner has it.
  // In one step: what is found is drawn anew with each key.
  const carets = (page: Page) =>
    page.evaluate(() =>
      Object.fromEntries(
        [...document.querySelectorAll('.layer [data-caret]')].map((each) => {
          const range = document.createRange();
          range.selectNodeContents(each.closest('.layer') as Element);
          range.setEndBefore(each);
          const before = range.cloneContents();
          for (const name of before.querySelectorAll('.name')) name.remove();
          return [each.textContent ?? '', [...(before.textContent ?? '')].length];
        }),
      ),
    );
  await fields[1]?.press('Control+Home');
  await fields[2]?.press('Control+End');
  await fields[3]?.press('Control+Home');
  for (let i = 0; i < 3; i++) await fields[3]?.press('ArrowRight');
  await until(
    () => carets(anna.page),
    (now) => now.Jan === 0 && now.Ewa === 186 && now.Ola === 3,
  );
  for (let i = 0; i < 5; i++) await fields[3]?.press('Shift+ArrowRight');
  await until(
    () => anna.page.locator('.layer .selected').allTextContents(),
    (now) => now.join() === [...common].slice(3, 8).join(''),
  );
  // They are carried along with what others write, and go when somebody leaves the text.
  await fields[1]?.pressSequentially('AB');
  await until(
    () => carets(anna.page),
    (now) => now.Jan === 2 && now.Ewa === 188 && now.Ola === 10,
  );
  await fields[2]?.press('Escape');
  await until(
    () => carets(anna.page),
    (now) => now.Ewa === undefined && now.Jan === 2,
  );
});
