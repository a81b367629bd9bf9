import type { Locator, Page } from 'playwright-core';
import type { Section } from '../src/board/swot.ts';
import { type Person, patience } from './browser.ts';
import type { Server } from './server.ts';

/** The labels of the fields that notes are written into. */
export const composers: Record<Section, string> = {
  strength: 'Dopisz mocną stronę',
  weakness: 'Dopisz słabą stronę',
  opportunity: 'Dopisz szansę',
  threat: 'Dopisz zagrożenie',
};

/** Opens a link of an invitation as a newcomer does: name, one button, the board. */
export async function join(person: Pick<Person, 'page'>, link: string, name: string, affiliation = ''): Promise<Page> {
  const { page } = person;
  await page.goto(link);
  await page.getByLabel('Imię lub imię i nazwisko').fill(name);
  if (affiliation) await page.getByLabel('Skąd?').fill(affiliation);
  await page.getByRole('button', { name: 'Wejdź', exact: true }).click();
  await onBoard(page);
  return page;
}

/** Opens the organiser's page where a workshop begins, which stands behind the list when there are others. */
export async function openFounding(page: Page, server: Pick<Server, 'address' | 'organiserKey'>): Promise<void> {
  await page.goto(`${server.address}/organiser#${server.organiserKey}`);
  const title = page.getByLabel('Jak nazywa się spotkanie?');
  const begin = page.getByRole('button', { name: 'Nowy warsztat' });
  await title.or(begin).waitFor();
  if (await begin.isVisible()) await begin.click();
  await title.waitFor();
}

/** Waits until the board stands, the connection lives, and all that comes after the first paint is here. */
export async function onBoard(page: Page): Promise<void> {
  await page.locator('[data-section]').first().waitFor();
  await page.locator('[data-saving="saved"]').filter({ hasText: 'Zapisano' }).waitFor();
  await page.locator('[data-whole]').waitFor({ state: 'attached' });
}

/** Writes a note with Enter, as everybody does. */
export async function write(page: Page, section: Section, text: string): Promise<void> {
  const field = page.getByLabel(composers[section]);
  await field.fill(text);
  await field.press('Enter');
}

/** A note on the board, by its text. */
export function note(page: Page | Locator, text: string) {
  return page.locator('[data-note]').filter({ hasText: text });
}

/** The texts of a section, from top to bottom as they stand. */
export function texts(page: Page, section: Section): Promise<string[]> {
  return page.locator(`[data-section="${section}"] [data-note] .words`).allTextContents();
}

/** Waits until a condition holds; says what was there instead when it does not. */
export async function until<T>(read: () => Promise<T>, wanted: (value: T) => boolean): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const value = await read();
    if (wanted(value)) return value;
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(value)}`);
    await new Promise((later) => setTimeout(later, 50));
  }
}

/** Waits until everything a tab wrote was acknowledged. */
export async function saved(page: Page): Promise<void> {
  await page.locator('[data-saving="saved"]').waitFor();
}

/** Chooses from a note's menu, step by step. */
export async function choose(page: Page, text: string, ...steps: string[]): Promise<void> {
  await note(page, text).hover();
  await note(page, text).getByRole('button', { name: 'Działania na karteczce' }).click();
  const menu = page.getByRole('menu');
  for (const name of steps) {
    await menu.getByRole('menuitem', { name }).or(menu.getByRole('menuitemradio', { name })).click();
  }
}

/** Drags one thing onto another with the mouse, once the page has marked both. */
export async function dragOnto(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.hover();
  await page.mouse.down();
  const goto = async (locator: Locator) => {
    const { x, y, width, height } = (await locator.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
  };
  await goto(to);
  await until(
    async () => {
      const marked = await to.evaluate((each) => each.closest('[data-drop]') !== null);
      if (!marked) await goto(to);
      return marked;
    },
    (marked) => marked,
  );
  await page.mouse.up();
}

/** Chooses one of the rarer tools of a board of notes. */
export async function tool(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Inne narzędzia' }).click();
  await page.getByRole('menuitem', { name }).click();
}

/** Waits until words are announced on a page, or in a dialog of it. */
export async function heard(where: Page | Locator, words: string): Promise<void> {
  await where.locator('[data-live]').getByText(words).first().waitFor({ state: 'attached' });
}
