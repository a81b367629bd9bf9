import { describe, expect, test } from 'vitest';
import { join, note, onBoard, saved, texts, until, write } from './board.ts';
import type { Person } from './browser.ts';
import { openTestbed } from './testbed.ts';

const testbed = openTestbed();
const { sit } = testbed;

describe('honest saving', () => {
  test('offline and back: what was written arrives once', async () => {
    const made = await testbed.server.make();
    const [anna, jan] = [await sit(), await sit()];
    await Promise.all([join(anna, made.links.participant, 'Anna'), join(jan, made.links.participant, 'Jan')]);
    await testbed.server.kill();
    await write(anna.page, 'strength', 'napisane bez sieci');
    await write(anna.page, 'threat', 'i drugie');
    await anna.page.getByText('Brak połączenia: 2 zmiany czekają w tej przeglądarce').waitFor();
    await write(jan.page, 'weakness', 'u Jana też');
    await testbed.server.start();
    for (const { page } of [anna, jan]) {
      await until(
        () => texts(page, 'strength'),
        (all) => all.join() === 'napisane bez sieci',
      );
      await until(
        () => texts(page, 'threat'),
        (all) => all.join() === 'i drugie',
      );
      await until(
        () => texts(page, 'weakness'),
        (all) => all.join() === 'u Jana też',
      );
      await saved(page);
    }
  });

  test('a closed tab keeps what was not sent, and the next visit sends it once', async () => {
    const made = await testbed.server.make();
    const [anna, jan] = [await sit(), await sit()];
    await Promise.all([join(anna, made.links.participant, 'Anna'), join(jan, made.links.participant, 'Jan')]);
    await testbed.server.kill();
    await write(anna.page, 'strength', 'przed zamknięciem karty');
    await anna.page.locator('[data-saving="offline"]').getByText('1 zmiana czeka').waitFor();
    await anna.page.close({ runBeforeUnload: false });
    await testbed.server.start();
    const again = await anna.tab();
    await again.goto(`${testbed.server.address}/w/${made.id}`);
    await onBoard(again);
    await until(
      () => texts(again, 'strength'),
      (all) => all.join() === 'przed zamknięciem karty',
    );
    await until(
      () => texts(jan.page, 'strength'),
      (all) => all.join() === 'przed zamknięciem karty',
    );
    await again.reload();
    await onBoard(again);
    expect(await texts(again, 'strength')).toEqual(['przed zamknięciem karty']);
  });

  test('reload in the middle of typing keeps every letter', async () => {
    const made = await testbed.server.make();
    const anna = await sit();
    await join(anna, made.links.participant, 'Anna');
    await write(anna.page, 'strength', 'początek');
    await note(anna.page, 'początek').locator('[data-face]').dblclick();
    const editor = anna.page.getByLabel('Treść karteczki');
    await editor.press('End');
    await editor.pressSequentially(' i koniec');
    await anna.page.reload();
    await onBoard(anna.page);
    await until(
      () => texts(anna.page, 'strength'),
      (all) => all.join() === 'początek i koniec',
    );
  });

  test('two tabs of one person, both cut off, send each its own', async () => {
    const made = await testbed.server.make();
    const anna = await sit();
    await join(anna, made.links.participant, 'Anna');
    const second = await anna.tab();
    await second.goto(`${testbed.server.address}/w/${made.id}`);
    await onBoard(second);
    await testbed.server.kill();
    await write(anna.page, 'strength', 'z pierwszej karty');
    await write(second, 'strength', 'z drugiej karty');
    await testbed.server.start();
    for (const page of [anna.page, second]) {
      await until(
        async () => (await texts(page, 'strength')).sort(),
        (all) => all.join() === 'z drugiej karty,z pierwszej karty',
      );
      await saved(page);
    }
  });

  test('what is refused is listed with its reason and its text', async () => {
    const made = await testbed.server.make();
    const [anna, jan] = [await sit({ cuttable: true }), await sit()];
    await Promise.all([join(anna, made.links.participant, 'Anna'), join(jan, made.links.participant, 'Jan')]);
    await write(anna.page, 'strength', 'do skreślenia');
    await note(jan.page, 'do skreślenia').waitFor();
    await anna.cut();
    await note(anna.page, 'do skreślenia').locator('[data-face]').dblclick();
    const editor = anna.page.getByLabel('Treść karteczki');
    await editor.press('End');
    await editor.pressSequentially(' albo i nie');
    await anna.page.locator('[data-saving="offline"]').getByText('1 zmiana czeka').waitFor();
    await note(jan.page, 'do skreślenia').hover();
    await note(jan.page, 'do skreślenia').getByRole('button', { name: 'Działania na karteczce' }).click();
    await jan.page.getByRole('menuitem', { name: 'Usuń do kosza' }).click();
    await saved(jan.page);
    await anna.mend();
    await anna.page.getByRole('button', { name: /^Nie przyjęto/ }).click();
    await anna.page
      .getByRole('dialog')
      .getByText(/w\skoszu/)
      .first()
      .waitFor();
    await anna.page.getByRole('dialog').getByText(/nie/).first().waitFor();
  });

  test('the program is killed while three people type: every screen agrees and nothing is missing', async () => {
    const made = await testbed.server.make();
    const crew = await Promise.all(
      ['Anna', 'Ewa', 'Jan'].map(async (name) => {
        // One column, whose order is that of the board; several are dealt anew on each screen.
        const person = await sit({ width: 390, height: 780 });
        await join(person, made.links.participant, name);
        return person;
      }),
    );
    const wanted = new Set<string>();
    let enough = false;
    const type = async (person: Person, name: string) => {
      for (let i = 0; !enough; i++) {
        await write(person.page, 'strength', `${name} ${i}`);
        wanted.add(`${name} ${i}`);
      }
    };
    const typing = Promise.all([
      type(crew[0] as Person, 'Anna'),
      type(crew[1] as Person, 'Ewa'),
      type(crew[2] as Person, 'Jan'),
    ]);
    const more = async (notes: number) => {
      const before = wanted.size;
      await until(
        () => Promise.resolve(wanted.size),
        (size) => size >= before + notes,
      );
    };
    await more(9);
    await testbed.server.kill();
    await more(9);
    await testbed.server.start();
    await more(6);
    enough = true;
    await typing;
    const screens = await Promise.all(
      crew.map(async ({ page }) => {
        const all = await until(
          () => texts(page, 'strength'),
          (list) => list.length >= wanted.size,
        );
        await saved(page);
        return all;
      }),
    );
    for (const screen of screens) expect([...screen].sort()).toEqual([...wanted].sort());
    await until(
      () => Promise.all(crew.map(({ page }) => texts(page, 'strength'))),
      ([a, b, c]) => a?.join() === b?.join() && b?.join() === c?.join(),
    );
  });
});
