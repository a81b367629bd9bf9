import { describe, expect, test } from 'vitest';
import { composers, heard, join, note, onBoard, openFounding, saved, texts, until, write } from './board.ts';
import { Moderator } from './moderator.ts';
import { Remote } from './remote.ts';
import { openTestbed } from './testbed.ts';

const testbed = openTestbed();
const { sit } = testbed;

describe('phases', () => {
  test('a workshop is founded with an agenda, and the moderator finds it ready', async () => {
    const { page } = await sit();
    await openFounding(page, testbed.server);
    await page.getByLabel('Jak nazywa się spotkanie?').fill('Obszary strategii');
    await page.getByLabel('Jaki plan spotkania?').selectOption({ label: 'Obszary tematyczne' });
    await page.getByRole('button', { name: 'Utwórz warsztat' }).click();
    const link = await page.getByLabel('Link moderatora', { exact: true }).inputValue();
    const maria = await sit();
    await join(maria, link, 'Maria');
    const lead = new Moderator(maria.page);
    // By the keyboard the next phase is two presses from the board.
    const keys = async () => {
      await maria.page.locator('#board').focus();
      await maria.page.keyboard.press('F6');
      await maria.page.keyboard.press('Enter');
    };
    for (const step of ['Wejście i próba', 'Wprowadzenie', 'Pisanie']) await lead.next(step, keys);
  });

  test('the timer and what is hidden outlive the reload of the moderator and a kill of the program', async () => {
    const made = await testbed.server.make();
    const [maria, anna] = [await sit(), await sit()];
    await Promise.all([join(maria, made.links.moderator, 'Maria'), join(anna, made.links.participant, 'Anna')]);
    const remote = await Remote.moderate(testbed.server, made);
    await remote.phase('Ciche pisanie', { minutes: 30, allow: ['write'], hidden: true, counts: true });
    await write(anna.page, 'strength', 'tajemnica');
    await saved(anna.page);
    await maria.page.reload();
    await onBoard(maria.page);
    await maria.page
      .getByText(/^29:\d\d$|^30:00$/)
      .first()
      .waitFor();
    await testbed.server.kill();
    await testbed.server.start();
    await saved(maria.page);
    await onBoard(anna.page);
    await maria.page
      .getByText(/^29:\d\d$/)
      .first()
      .waitFor();
    await note(anna.page, 'tajemnica').getByText('Widzisz tylko Ty').waitFor();
    expect(await maria.page.content()).not.toContain('tajemnica');
    await new Moderator(maria.page).choose('Odkryj', 'wszystko');
    await note(maria.page, 'tajemnica').waitFor();
  });

  test('who types is never pulled away: the words stay, and the finished text follows the rule of the phase', async () => {
    const made = await testbed.server.make();
    const anna = await sit();
    await join(anna, made.links.participant, 'Anna');
    const remote = await Remote.moderate(testbed.server, made);
    await remote.phase('pisanie', { allow: ['write'] });
    const { page } = anna;
    await write(page, 'strength', 'lasy');
    await note(page, 'lasy').dblclick();
    await page.keyboard.type(' i jeziora');
    await saved(page);
    await remote.phase('oglądanie', {});
    await page.getByRole('heading', { name: 'oglądanie' }).waitFor();
    // The editor stays open with what was typed in time, takes no more, and says why.
    await page.keyboard.type(' za późno');
    expect(await page.getByLabel('Treść karteczki').inputValue()).toBe('lasy i jeziora');
    await page.keyboard.press('Escape');
    await until(
      () => texts(page, 'strength'),
      (all) => all[0]?.startsWith('lasy i jeziora') === true,
    );
    const [kept] = (await remote.records('note')).map((note) => note.text);
    expect(kept).toBe('lasy i jeziora');
    // A new phase that allows it opens the same field again, with what was begun.
    await remote.phase('dalej', { allow: ['write'] });
    await page.getByLabel(composers.weakness).fill('zaczęte');
    await remote.phase('stop', {});
    await page.getByRole('heading', { name: 'stop' }).waitFor();
    expect(await page.locator('[data-composer="weakness"]').inputValue()).toBe('zaczęte');
    await remote.phase('znowu', { allow: ['write'] });
    await page.getByRole('heading', { name: 'znowu' }).waitFor();
    await page.getByLabel(composers.weakness).press('Enter');
    await note(page, 'zaczęte').waitFor();
  });

  test('a note that is edited while it is revealed keeps its caret and every letter', async () => {
    const made = await testbed.server.make();
    const [anna, jan] = [await sit(), await sit()];
    await Promise.all([join(anna, made.links.participant, 'Anna'), join(jan, made.links.participant, 'Jan')]);
    const remote = await Remote.moderate(testbed.server, made);
    await remote.phase('ciche', { allow: ['write'], hidden: true });
    await write(anna.page, 'strength', 'lasy');
    await note(anna.page, 'lasy').dblclick();
    await anna.page.keyboard.type(' i');
    const typing = anna.page.keyboard.type(' czyste jeziora', { delay: 40 });
    await remote.give('Reveal', { board: 'board-1' });
    await typing;
    await note(jan.page, 'lasy i czyste jeziora').waitFor();
  });

  test('locks hold: a section and a note that the moderators locked', async () => {
    const made = await testbed.server.make();
    const anna = await sit();
    await join(anna, made.links.participant, 'Anna');
    await write(anna.page, 'strength', 'lasy');
    await saved(anna.page);
    const remote = await Remote.moderate(testbed.server, made);
    const [first] = await remote.records('note');
    await remote.give('SetLock', { board: 'board-1', item: first?.id, on: true });
    await remote.give('SetLock', { board: 'board-1', section: 'threat', on: true });
    await note(anna.page, 'lasy').getByText('Zablokowana').waitFor();
    await heard(anna.page, 'Zablokowano: Zagrożenia');
    await heard(anna.page, 'Zablokowano Twoją karteczkę „lasy”.');
    await note(anna.page, 'lasy').locator('[data-face]').focus();
    await anna.page.keyboard.press('Delete');
    expect(await note(anna.page, 'lasy').count()).toBe(1);
    expect(await anna.page.locator('[data-composer="threat"]').isEditable()).toBe(false);
    await remote.give('SetLock', { board: 'board-1', section: 'threat', on: false });
    await write(anna.page, 'threat', 'powódź');
    await note(anna.page, 'powódź').waitFor();
  });
});

describe('a note that is hidden and unsigned', () => {
  test("is still its author's after a kill of the program, and opens without a name", async () => {
    const made = await testbed.server.make();
    const [anna, jan] = [await sit(), await sit()];
    await Promise.all([join(anna, made.links.participant, 'Anna'), join(jan, made.links.participant, 'Jan')]);
    const remote = await Remote.moderate(testbed.server, made);
    await remote.phase('Cicho i bez podpisu', { allow: ['write'], hidden: true, counts: true, anonymous: true });
    await anna.page.getByRole('heading', { name: 'Cicho i bez podpisu' }).waitFor();
    await write(anna.page, 'strength', 'tajemnica');
    await saved(anna.page);
    await testbed.server.kill();
    await testbed.server.start();
    await anna.page.reload();
    await note(anna.page, 'tajemnica').locator('[data-face]').dblclick();
    await anna.page.getByLabel('Treść karteczki').fill('tajemnica lasu');
    await anna.page.keyboard.press('Escape');
    await saved(anna.page);
    expect(await note(jan.page, 'tajemnica').count()).toBe(0);
    await remote.give('Reveal', { board: 'board-1' });
    await note(jan.page, 'tajemnica lasu').waitFor();
    expect((await remote.records('note')).map(({ author }) => author)).toEqual(['']);
  });
});

describe('people', () => {
  test('a waiting room lets in who is wanted, and a removed person is out at once', async () => {
    const made = await testbed.server.make();
    const [maria, anna] = [await sit(), await sit()];
    await join(maria, made.links.moderator, 'Maria');
    const remote = await Remote.moderate(testbed.server, made);
    await remote.give('SetWaitingRoom', { on: true });
    const { page } = anna;
    await page.goto(made.links.participant);
    await page.getByLabel('Imię lub imię i nazwisko').fill('Anna');
    await page.getByRole('button', { name: 'Wejdź', exact: true }).click();
    await page.getByText('Zaraz wejdziesz').waitFor();
    await maria.page.getByRole('button', { name: 'Osoby' }).click();
    await maria.page
      .getByRole('button', { name: 'Wpuść: Anna' })
      .or(maria.page.getByRole('button', { name: 'Wpuść', exact: true }))
      .first()
      .click();
    await heard(maria.page, 'Wpuszczono: Anna');
    await heard(page, 'Wpuszczono na warsztat.');
    await onBoard(page);
    await write(page, 'strength', 'jestem');
    await note(maria.page, 'jestem').waitFor();
    await remote.give('RemoveMember', { member: await remote.member('Anna'), ban: false });
    await page.getByText('Osoba prowadząca zakończyła tu Twój udział').waitFor();
    expect(await note(maria.page, 'jestem').count()).toBe(1);
  });

  test('the role is handed over by hand, works at once, and goes back', async () => {
    const made = await testbed.server.make();
    const anna = await sit();
    await join(anna, made.links.participant, 'Anna');
    const remote = await Remote.moderate(testbed.server, made);
    const lead = new Moderator(anna.page);
    expect(await lead.bar.count()).toBe(0);
    const member = await remote.member('Anna');
    // What is announced is heard in a dialog too: there the rest of the page is mute.
    await anna.page.keyboard.press('?');
    const dialog = anna.page.getByRole('dialog');
    await dialog.waitFor();
    await remote.give('SetRole', { member, role: 'moderator' });
    await heard(dialog, 'Twoja rola: moderator.');
    await anna.page.keyboard.press('Escape');
    await lead.bar.waitFor();
    await lead.choose('Minutnik', 'Włącz na 5');
    await until(
      () => remote.records('timer'),
      (all) => all[0]?.ends !== undefined,
    );
    await remote.give('SetRole', { member, role: 'participant' });
    await lead.bar.waitFor({ state: 'detached' });
  });

  test('a moderator sees what a team sees, tools included, and can change nothing there', async () => {
    const made = await testbed.server.make();
    const [maria, anna] = [await sit(), await sit()];
    await Promise.all([join(maria, made.links.moderator, 'Maria'), join(anna, made.links.participant, 'Anna')]);
    const remote = await Remote.moderate(testbed.server, made);
    await remote.give('FormTeams', {
      teams: [{ team: 't1', name: 'Społeczny', members: [await remote.member('Anna')] }],
    });
    await remote.phase('w zespołach', { allow: ['write'], teams: true, hidden: true });
    await onBoard(anna.page);
    await anna.page.getByRole('heading', { name: 'w zespołach' }).waitFor();
    await write(anna.page, 'strength', 'tajne');
    await remote.give('AddNote', { board: 'copy:board-1:t1', note: 'x', section: 'strength', text: 'jawne' });
    await remote.give('ShowNotes', { notes: ['x'] });
    // By the keyboard a vote, and the presentations, are two presses from the board.
    for (const [key, kind] of [
      ['l', 'vote'],
      ['p', 'presentations'],
    ] as const) {
      await maria.page.locator('#board').focus();
      await maria.page.keyboard.press(key);
      await maria.page.getByRole('dialog').waitFor();
      await maria.page.keyboard.press('Enter');
      await until(
        () => remote.records(kind),
        (all) => all.length === 1,
      );
    }
    const look = await maria.tab();
    await look.goto(`${testbed.server.address}/w/${made.id}/participant?team=t1`);
    await look.getByText('Widok uczestnika: tylko podgląd').waitFor();
    await note(look, 'jawne').waitFor();
    expect(await look.content()).not.toContain('tajne');
    await look.locator('[data-composer="strength"]').fill('próba');
    await look.keyboard.press('Enter');
    await look.getByText('tu niczego nie zmienisz').waitFor();
    expect((await remote.records('note')).map(({ text }) => text)).toEqual(['jawne']);

    // Where everybody is brought to one section it has the whole surface, until the person goes back.
    const sections = anna.page.locator('#board section[data-section]');
    await anna.page.locator('[data-note]').first().focus();
    await remote.give('SetFocus', { board: 'copy:board-1:t1', section: 'threat', mode: 'bring' });
    await anna.page.getByRole('tab', { name: 'Zagrożenia', selected: true }).waitFor();
    expect(await sections.count()).toBe(1);
    await anna.page.getByRole('button', { name: 'Wróć' }).click();
    await anna.page.getByRole('tab').first().waitFor({ state: 'detached' });
    expect(await sections.count()).toBe(4);
    await anna.page.keyboard.press('z');
    await anna.page.getByRole('tab').first().waitFor();
    await anna.page.getByRole('button', { name: 'Pokaż wszystkie pola' }).click();
    await anna.page.getByRole('tab').first().waitFor({ state: 'detached' });

    // All notes at once: whoever presses one sees it where it stands.
    await note(anna.page, 'jawne').locator('[data-face]').focus();
    await anna.page.keyboard.press('o');
    await anna.page.locator('.overview').getByRole('button', { name: 'jawne' }).click();
    await onBoard(anna.page);
    await anna.page.locator('.overview').waitFor({ state: 'detached' });
  });
});

describe('a vote', () => {
  test('says before it opens that fewer than three see no totals', async () => {
    const made = await testbed.server.make();
    const [maria, anna, jan] = [await sit(), await sit(), await sit()];
    await join(maria, made.links.moderator, 'Maria');
    await join(anna, made.links.participant, 'Anna');
    const lead = new Moderator(maria.page);
    await lead.tool('Głosowanie');
    const dialog = maria.page.getByRole('dialog');
    const warning = dialog.getByText('Głosujących jest mniej niż trzech: sum nie zobaczy nikt.');
    await warning.waitFor();
    await join(jan, made.links.participant, 'Jan');
    await warning.waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Zacznij głosowanie' }).waitFor();
  });
});
