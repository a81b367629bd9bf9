import { expect, test } from 'vitest';
import type { Section } from '../src/board/swot.ts';
import { note, saved, texts, until } from './board.ts';
import { Keyboard } from './keyboard.ts';
import { ByArrows, ByKeys, ByList, ByPointer, type Means } from './means.ts';
import { Moderator } from './moderator.ts';
import { openTestbed } from './testbed.ts';

const testbed = openTestbed();
const { sit } = testbed;

interface Part {
  /** A note that ends in a wrong word, and the right one. */
  mends: [section: Section, text: string, word: string];
  writes: [section: Section, text: string];
  /** The note that is moved, and where to; who moves none brings two together. */
  moves?: [text: string, to: Section];
  /** The notes that get points. */
  gives: string[];
}

const parts: Record<string, Part> = {
  Ewa: {
    mends: ['strength', 'lasy i jezoira', 'jeziora'],
    writes: ['threat', 'wylewy Sanu'],
    moves: ['odpływ młodych', 'weakness'],
    gives: ['lasy i jeziora', 'lasy i jeziora', 'brak kanalizacji'],
  },
  Lena: {
    mends: ['weakness', 'brak kanalizajci', 'kanalizacji'],
    writes: ['opportunity', 'fundusze unijne'],
    moves: ['brak kanalizacji', 'threat'],
    gives: ['brak kanalizacji', 'brak kanalizacji', 'lasy i jeziora'],
  },
  Jan: {
    mends: ['strength', 'bliskość drogo', 'drogi'],
    writes: ['weakness', 'mało sal'],
    moves: ['mało sal', 'threat'],
    gives: ['brak kanalizacji', 'moda na rzemiosło'],
  },
  Ola: {
    mends: ['opportunity', 'moda na rzemisoło', 'rzemiosło'],
    writes: ['strength', 'aktywna młodzież'],
    moves: ['aktywna młodzież', 'opportunity'],
    gives: ['lasy i jeziora', 'moda na rzemiosło'],
  },
  Piotr: {
    mends: ['threat', 'odpływ młodcyh', 'młodych'],
    writes: ['strength', 'tradycje wikliniarskie'],
    gives: ['lasy i jeziora', 'susze'],
  },
  Zofia: {
    mends: ['weakness', 'dziurawe drgoi', 'drogi'],
    writes: ['threat', 'susze'],
    moves: ['susze', 'weakness'],
    gives: ['brak kanalizacji', 'lasy i jeziora'],
  },
};

const tally = [
  'Mocne strony: grupa: Skarby 6',
  'Zagrożenia: brak kanalizacji 5',
  'Szanse: moda na rzemiosło 2',
  'Słabe strony: susze 1',
];

test('a meeting from entry to tally, by one means each: keys, a list, a finger, a mouse beside a call, zoom', async () => {
  const [organiser, ewa, lena, jan, ola, piotr, zofia] = await Promise.all([
    sit(),
    sit(),
    sit(),
    sit({ width: 390, height: 844, touch: true }),
    sit({ width: 640, height: 800 }),
    // 1440 x 900 px at 200 and at 400 %.
    sit({ width: 720, height: 450 }),
    sit({ width: 360, height: 225 }),
  ]);

  // Adam founds the meeting and leads it by keys alone.
  const desk = new Keyboard(organiser.page);
  await desk.page.goto(`${testbed.server.address}/organiser#${testbed.server.organiserKey}`);
  await desk.type('Strategia Rudnika nad Sanem');
  await desk.walk(desk.page.getByLabel('Jaki plan spotkania?'));
  await desk.type('Cykl');
  await desk.enter(desk.page.getByRole('button', { name: 'Utwórz warsztat' }));
  const link = await desk.page.getByLabel('Link uczestnika', { exact: true }).inputValue();
  const opened = organiser.context.waitForEvent('page');
  await desk.enter(desk.page.getByRole('link', { name: 'Otwórz jako moderator' }));
  const adam = new ByKeys(await opened);
  const { page, keys } = adam;
  await adam.enter('Adam');
  const lead = new Moderator(page);
  // N leads to the button of the next step at once; what is asked before it is one more key away.
  const next = (title: string) =>
    lead.next(title, async (button) => {
      if ((await page.getByRole('dialog').count()) === 0) await keys.press('n');
      await keys.enter(button, 1);
    });

  const people: Record<string, Means> = {
    Ewa: new ByArrows(ewa.page),
    Lena: new ByList(lena.page),
    Jan: new ByPointer(jan.page, 'touch'),
    Ola: new ByPointer(ola.page, 'mouse'),
    Piotr: new ByKeys(piotr.page),
    Zofia: new ByArrows(zofia.page),
  };
  /** All at once, each their own part. */
  const all = (act: (person: Means, part: Part, name: string) => Promise<void>) =>
    Promise.all(Object.entries(people).map(([name, person]) => act(person, parts[name] as Part, name)));
  await all((person, _, name) => person.join(link, name));

  await keys.press('a');
  await keys.enter(page.getByRole('button', { name: /^Zacznij.*ciche pisanie/ }));
  await all(async (person, { mends: [section, text, word], writes }) => {
    await new Moderator(person.page).running('ciche pisanie').waitFor();
    await person.write(...writes);
    await person.write(section, text);
    await person.correct(text, word);
    await saved(person.page);
  });
  expect(await page.locator('[data-note]').count()).toBe(0);
  await keys.enter(lead.bar.getByRole('button', { name: 'Odkryj' }));
  await keys.choose(/wszystko/);
  await note(page, 'lasy i jeziora').waitFor();

  await next('Grupowanie');
  await all(async (person, { moves }) => {
    await new Moderator(person.page).running('Grupowanie').waitFor();
    if (moves !== undefined) await person.move(...moves);
    else if (person instanceof ByKeys) await person.group(['lasy i jeziora', 'tradycje wikliniarskie'], 'Skarby');
    await saved(person.page);
  });
  const sections = ['strength', 'weakness', 'opportunity', 'threat'] as const;
  await until(
    () => Promise.all(sections.map(async (section) => (await texts(page, section)).sort())),
    (now) =>
      JSON.stringify(now) ===
      JSON.stringify([
        ['bliskość drogi', 'lasy i jeziora', 'tradycje wikliniarskie'],
        ['dziurawe drogi', 'odpływ młodych', 'susze'],
        ['aktywna młodzież', 'fundusze unijne', 'moda na rzemiosło'],
        ['brak kanalizacji', 'mało sal', 'wylewy Sanu'],
      ]),
  );
  expect(await page.locator('[data-group]').filter({ hasText: 'Skarby' }).locator('[data-note]').count()).toBe(2);

  await next('Głosowanie');
  await keys.press('l');
  await page.getByRole('dialog').waitFor();
  await keys.press('Enter');
  await all(async (person, { gives }) => {
    await person.page.getByText('Zostało 5 z 5 punktów').waitFor();
    for (const text of gives) await person.give(text);
    await saved(person.page);
  });
  await page.getByText('Głosowało: 6 z 7 osób').waitFor();
  await keys.enter(page.getByRole('button', { name: 'Zakończ głosowanie' }));
  await keys.enter(page.getByRole('button', { name: 'Zakończ i pokaż wyniki' }));
  expect(await adam.results()).toEqual(tally);
  await all(async (person) => expect(await person.results()).toEqual(tally));
});
