import { describe, expect, test } from 'vitest';
import { choose, composers, join, note, onBoard, saved, texts, tool, until, write } from './board.ts';
import { openTestbed } from './testbed.ts';

const testbed = openTestbed();
const { sit } = testbed;

describe('a meeting', () => {
  test('from the organiser to the wall: everybody sees what is written', async () => {
    const organiser = await sit();
    await organiser.page.goto(`${testbed.server.address}/organiser#${testbed.server.organiserKey}`);
    await organiser.page.getByLabel('Jak nazywa się spotkanie?').fill('Strategia rozwoju gminy Rudnik');
    await organiser.page.getByRole('button', { name: 'Utwórz warsztat' }).click();
    await organiser.page.getByText('Warsztat jest gotowy').waitFor();
    expect(organiser.page.url()).not.toContain('#');
    const links = await organiser.page
      .locator('input[readonly]')
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    const at = (words: string) => organiser.page.getByLabel(words, { exact: true }).inputValue();
    expect(links.length).toBeGreaterThanOrEqual(3);
    const [moderatorLink, participantLink, observerLink] = [
      await at('Link moderatora'),
      await at('Link uczestnika'),
      await at('Link na rzutnik'),
    ];

    const [moderator, anna, jan, wall] = [
      await sit(),
      await sit(),
      await sit(),
      await sit({ width: 1920, height: 1080 }),
    ];
    await Promise.all([
      join(moderator, moderatorLink, 'Maria Moderator', 'Urząd Miasta'),
      join(anna, participantLink, 'Anna Kowalska', 'Koło Gospodyń'),
      join(jan, participantLink, 'Jan Żak'),
      wall.page.goto(observerLink),
    ]);
    expect(anna.page.url()).not.toContain(participantLink.split('#')[1]);
    await wall.page.getByRole('heading', { name: 'Strategia rozwoju gminy Rudnik' }).waitFor();

    const invitation = wall.page.getByRole('complementary', { name: 'Dołącz' });
    expect(await invitation.count()).toBe(0);
    await moderator.page.getByRole('button', { name: 'Zaproś' }).click();
    const shows = moderator.page.getByLabel('Pokaż kod dostępu na rzutniku');
    await shows.check();
    await invitation.waitFor();
    await shows.uncheck();
    await invitation.waitFor({ state: 'detached' });
    await moderator.page.keyboard.press('Escape');

    await write(anna.page, 'strength', 'rozległe kompleksy leśne');
    expect(await anna.page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    await anna.page.keyboard.type('walory krajobrazowe');
    await anna.page.keyboard.press('Enter');
    await write(jan.page, 'threat', 'wylewy Sanu');
    await write(moderator.page, 'opportunity', 'moda na agroturystykę');
    for (const { page } of [moderator, anna, jan]) {
      await until(
        () => texts(page, 'strength'),
        (all) => all.join() === 'rozległe kompleksy leśne,walory krajobrazowe',
      );
      await until(
        () => texts(page, 'threat'),
        (all) => all.join() === 'wylewy Sanu',
      );
      await until(
        () => texts(page, 'opportunity'),
        (all) => all.join() === 'moda na agroturystykę',
      );
    }
    for (const text of ['rozległe kompleksy leśne', 'wylewy Sanu', 'moda na agroturystykę']) {
      await wall.page.getByText(text).first().waitFor();
    }
    expect(await wall.page.locator('button, input, textarea, select, a[href]').count()).toBe(0);
    const size = await wall.page
      .getByText('wylewy Sanu')
      .first()
      .evaluate((el) => Number.parseFloat(getComputedStyle(el).fontSize));
    expect(size).toBeGreaterThanOrEqual(36);
  });

  test('notes are moved, grouped, coloured, binned and brought back, each with its own undo', async () => {
    const made = await testbed.server.make();
    const [anna, jan] = [await sit(), await sit()];
    await Promise.all([join(anna, made.links.participant, 'Anna'), join(jan, made.links.participant, 'Jan')]);
    const page = anna.page;
    for (const text of ['lasy', 'droga krajowa', 'wikliniarstwo']) await write(page, 'strength', text);
    await until(
      () => texts(jan.page, 'strength'),
      (all) => all.length === 3,
    );

    await choose(page, 'lasy', 'Przenieś: Szanse');
    await until(
      () => texts(jan.page, 'opportunity'),
      (all) => all.join() === 'lasy',
    );
    await page.getByRole('button', { name: 'Cofnij' }).click();
    await until(
      () => texts(jan.page, 'strength'),
      (all) => all.join() === 'lasy,droga krajowa,wikliniarstwo',
    );
    await page.getByRole('button', { name: 'Ponów' }).click();
    await until(
      () => texts(jan.page, 'opportunity'),
      (all) => all.join() === 'lasy',
    );

    await choose(page, 'wikliniarstwo', 'W górę');
    await until(
      () => texts(jan.page, 'strength'),
      (all) => all.join() === 'wikliniarstwo,droga krajowa',
    );

    await choose(page, 'wikliniarstwo', 'Usuń do kosza');
    await until(
      () => texts(jan.page, 'strength'),
      (all) => all.join() === 'droga krajowa',
    );
    await tool(jan.page, /^Kosz/);
    await jan.page.getByRole('button', { name: 'Przywróć: wikliniarstwo' }).click();
    await until(
      () => texts(page, 'strength'),
      (all) => all.join() === 'wikliniarstwo,droga krajowa',
    );
    await jan.page.keyboard.press('Escape');

    // Jan's undo takes back his own doing, not Anna's.
    await jan.page.getByRole('button', { name: 'Cofnij' }).click();
    await until(
      () => texts(page, 'strength'),
      (all) => all.join() === 'droga krajowa',
    );
    await until(
      () => texts(page, 'opportunity'),
      (all) => all.join() === 'lasy',
    );
    await Promise.all([saved(page), saved(jan.page)]);
  });

  test('two people type into one note at once', async () => {
    const made = await testbed.server.make();
    const [anna, jan] = [await sit(), await sit()];
    await Promise.all([join(anna, made.links.participant, 'Anna'), join(jan, made.links.participant, 'Jan')]);
    await write(anna.page, 'weakness', 'środek');
    await note(jan.page, 'środek').waitFor();
    await note(anna.page, 'środek').locator('[data-face]').dblclick();
    await note(jan.page, 'środek').locator('[data-face]').dblclick();
    const [left, right] = [anna.page.getByLabel('Treść karteczki'), jan.page.getByLabel('Treść karteczki')];
    await Promise.all([left.waitFor(), right.waitFor()]);
    await left.press('Home');
    await right.press('End');
    await Promise.all([
      left.pressSequentially('abcdefghijklmnop ', { delay: 30 }),
      right.pressSequentially(' QRSTUVWXYZ0123456', { delay: 33 }),
    ]);
    const wanted = 'abcdefghijklmnop środek QRSTUVWXYZ0123456';
    await until(
      () => left.inputValue(),
      (text) => text === wanted,
    );
    await until(
      () => right.inputValue(),
      (text) => text === wanted,
    );
    // Each caret stayed with its own words.
    expect(await left.evaluate((el) => (el as HTMLTextAreaElement).selectionStart)).toBe('abcdefghijklmnop '.length);
    expect(await right.evaluate((el) => (el as HTMLTextAreaElement).selectionStart)).toBe(wanted.length);
    // Own undo takes own characters only.
    await right.press('Control+z');
    await until(
      () => left.inputValue(),
      (text) => text.startsWith('abcdefghijklmnop środek') && text.length < wanted.length,
    );
  });

  test('presence: who is here, who types where, who edits what', async () => {
    const made = await testbed.server.make();
    const [anna, jan] = [await sit(), await sit()];
    await Promise.all([
      join(anna, made.links.participant, 'Anna Kowalska'),
      join(jan, made.links.participant, 'Jan Żak'),
    ]);
    await write(anna.page, 'strength', 'lasy');
    await anna.page.getByLabel(composers.threat).pressSequentially('po', { delay: 60 });
    await jan.page.locator('[data-section="threat"]').getByText('1 osoba pisze').waitFor();
    await note(anna.page, 'lasy').locator('[data-face]').dblclick();
    await note(jan.page, 'lasy').getByText('Anna Kowalska: edycja').waitFor();
    await anna.context.close();
    await jan.page.getByRole('button', { name: /Osoby: 1 osoba/ }).waitFor();
  });

  test('a shared computer keeps nothing of who has left', async () => {
    const made = await testbed.server.make();
    const secret = made.links.participant.split('#')[1] as string;
    const anna = await sit();
    await join(anna, made.links.participant, 'Anna');
    await write(anna.page, 'strength', 'lasy');
    await saved(anna.page);
    const kept = () =>
      anna.page.evaluate(() =>
        JSON.stringify([history.state, location.href, { ...sessionStorage }, { ...localStorage }]),
      );
    expect(await kept()).not.toContain(secret);
    await anna.page.goBack();
    await anna.page.getByRole('heading').first().waitFor();
    expect(await kept()).not.toContain(secret);
    await anna.page.goForward();
    await onBoard(anna.page);

    await anna.page.getByRole('button', { name: 'Więcej' }).click();
    await anna.page.getByRole('menuitem', { name: 'Opuść warsztat' }).click();
    await anna.page.getByRole('dialog').getByRole('button', { name: 'Opuść' }).click();
    await anna.page.getByRole('dialog').waitFor({ state: 'detached' });
    for (const move of ['goBack', 'goForward', 'reload'] as const) {
      await anna.page[move]();
      await anna.page.getByRole('heading').first().waitFor();
      expect(await kept()).not.toContain(secret);
      expect(await anna.page.content()).not.toContain('lasy');
    }
    const again = await anna.tab();
    await again.goto(`${testbed.server.address}/w/${made.id}`);
    await again.getByRole('heading').first().waitFor();
    expect(await again.content()).not.toContain('lasy');
  });

  test('a phone continues as the same person, by a link that works once', async () => {
    const made = await testbed.server.make();
    const [anna, phone, thief] = [await sit(), await sit({ width: 390, height: 780, touch: true }), await sit()];
    await join(anna, made.links.participant, 'Anna');
    await anna.page.getByRole('button', { name: 'Więcej' }).click();
    await anna.page.getByRole('menuitem', { name: 'Kontynuuj na telefonie' }).click();
    const link = await anna.page.getByLabel('Link na drugie urządzenie').inputValue();
    await anna.page.getByRole('dialog').getByRole('img').waitFor();
    await phone.page.goto(link);
    await phone.page.getByRole('button', { name: 'Wróć jako Anna' }).click();
    await onBoard(phone.page);
    await write(phone.page, 'strength', 'z telefonu');
    await note(anna.page, 'z telefonu').getByText('Anna').waitFor();
    await phone.page.getByRole('button', { name: /Osoby: 1 osoba/ }).waitFor();
    await thief.page.goto(link);
    await thief.page.getByRole('heading', { name: 'Ten link lub kod dostępu nie otwiera warsztatu' }).waitFor();
  });

  test('a second tab and a return are the same person; another link puts nobody out, and a revoked one says whom', async () => {
    const made = await testbed.server.make();
    const [moderator, anna] = [await sit(), await sit()];
    await Promise.all([join(moderator, made.links.moderator, 'Maria'), join(anna, made.links.participant, 'Anna')]);
    const second = await anna.tab();
    await second.goto(made.links.participant);
    await second.getByRole('button', { name: 'Wróć jako Anna' }).click();
    await onBoard(second);
    await moderator.page.getByRole('button', { name: /Osoby: 2 osoby/ }).waitFor();

    await moderator.page.getByRole('button', { name: 'Zaproś' }).click();
    const row = moderator.page
      .getByRole('dialog')
      .getByRole('listitem')
      .filter({ hasText: /uczestni/i });
    await row.getByRole('button', { name: 'Wydaj nowy link' }).click();
    const another = await row.getByLabel(/uczestni/i).inputValue();
    const ewa = await sit();
    await join(ewa, another, 'Ewa');
    await write(anna.page, 'strength', 'Nadal tu jestem');
    await saved(anna.page);

    await moderator.page.getByRole('button', { name: 'Zamknij' }).last().click();
    await moderator.page.getByRole('button', { name: 'Zaproś' }).click();
    await row.getByRole('button', { name: 'Unieważnij' }).click();
    await row.getByText('Od razu rozłączy to: 2 osoby.').waitFor();
    await row.getByRole('button', { name: 'Tak, unieważnij' }).click();
    await ewa.page.getByRole('heading', { name: 'To wejście zostało zamknięte' }).waitFor();
    await anna.page.getByRole('heading', { name: 'To wejście zostało zamknięte' }).waitFor();
    await second.getByRole('heading', { name: 'To wejście zostało zamknięte' }).waitFor();
    const late = await sit();
    await late.page.goto(made.links.participant);
    await late.page.getByRole('heading', { name: 'Ten link lub kod dostępu nie otwiera warsztatu' }).waitFor();
  });
});
