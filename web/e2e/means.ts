import type { Locator, Page } from 'playwright-core';
import type { Section } from '../src/board/swot.ts';
import { composers, dragOnto, note, onBoard } from './board.ts';
import { Keyboard } from './keyboard.ts';

const sections = ['strength', 'weakness', 'opportunity', 'threat'] as const;
const names = { strength: 'Mocne strony', weakness: 'Słabe strony', opportunity: 'Szanse', threat: 'Zagrożenia' };

const digitOf = (section: Section) => `${sections.indexOf(section) + 1}`;

/** What everybody does in a workshop, each by what they have for it. */
export interface Means {
  readonly page: Page;
  join(link: string, name: string): Promise<void>;
  write(section: Section, text: string): Promise<void>;
  /** Puts another word in place of the last one of the note that was written last. */
  correct(text: string, word: string): Promise<void>;
  move(text: string, to: Section): Promise<void>;
  /** Gives a note a point. */
  give(text: string): Promise<void>;
  /** Opens the results and leaves them. Returns a line for each row, with its points. */
  results(): Promise<string[]>;
}

/** The lines of the results that stand open, each as what is read there: section, words, points. */
async function lines(page: Page): Promise<string[]> {
  const rows = page.getByRole('dialog').locator('tbody tr');
  await rows.first().waitFor();
  return rows.evaluateAll((all) =>
    all.map((row) =>
      [...row.querySelectorAll('.head, .number')]
        .map((cell) => cell.textContent?.trim().replace(/\s+/g, ' '))
        .join(' '),
    ),
  );
}

const showResults = (page: Page) =>
  page.getByRole('region', { name: 'Głosowanie' }).getByRole('button', { name: 'Pokaż wyniki' });

/** Keys alone, at any zoom: letters and digits lead to a search, to sections, and to what can be done with a note. */
export class ByKeys implements Means {
  readonly keys: Keyboard;

  constructor(readonly page: Page) {
    this.keys = new Keyboard(page);
  }

  async join(link: string, name: string): Promise<void> {
    await this.page.goto(link);
    await this.enter(name);
  }

  /** Enters where the name is asked for. */
  async enter(name: string): Promise<void> {
    await this.keys.type(name);
    await this.keys.press('Enter');
    await onBoard(this.page);
  }

  async write(section: Section, text: string): Promise<void> {
    await this.keys.press(digitOf(section));
    await this.add(text);
  }

  async correct(_: string, word: string): Promise<void> {
    await this.keys.press('Enter');
    await this.keys.inField();
    await this.keys.press('Control+Shift+ArrowLeft');
    await this.keys.type(word);
    await this.keys.press('Enter');
  }

  async move(text: string, to: Section): Promise<void> {
    await this.reach(text);
    await this.keys.press('m');
    await this.keys.choose(`Przenieś: ${names[to]}`);
  }

  async give(text: string): Promise<void> {
    await this.reach(text);
    await this.keys.press('+');
  }

  async results(): Promise<string[]> {
    await this.keys.enter(showResults(this.page), 4);
    const all = await lines(this.page);
    await this.keys.press('Escape');
    return all;
  }

  /** Brings notes together under a name. */
  async group(texts: readonly string[], name: string): Promise<void> {
    for (const text of texts) {
      await this.reach(text);
      await this.keys.press('Space');
    }
    await this.keys.press('g');
    await this.keys.type(name);
    await this.keys.press('Enter');
  }

  /** Goes to a note by its words. */
  protected async reach(text: string): Promise<void> {
    await this.keys.press('f');
    await this.keys.type(text);
    await this.keys.press('Escape');
  }

  /** Adds a note from the field, and goes from there to it. */
  protected async add(text: string): Promise<void> {
    await this.keys.type(text);
    await this.keys.press('Enter');
    await this.keys.press('Escape');
  }
}

/** The same, but a note is reached by the digit of its section and by arrows. */
export class ByArrows extends ByKeys {
  protected override async reach(text: string): Promise<void> {
    for (const section of sections) {
      await this.keys.press(digitOf(section));
      // Where it can be written in, the digit led to its field.
      if (await this.page.locator('textarea:focus').count()) await this.keys.press('Escape');
      const face = note(this.page.locator(`section[data-section="${section}"]`), text).locator('[data-face]');
      if (await face.count()) return this.keys.walk(face);
    }
    throw new Error(`${text} is in no section`);
  }
}

/** Keys alone, and none of them a letter; the board is a list from the beginning. */
export class ByList extends ByKeys {
  override async enter(name: string): Promise<void> {
    const { page, keys } = this;
    await keys.enter(page.getByRole('button', { name: 'Ustawienia osobiste' }));
    for (const choice of ['Tablica od razu jako lista', 'Litery i cyfry jako skróty']) {
      await keys.walk(page.getByRole('checkbox', { name: choice }));
      await keys.press('Space');
    }
    await keys.press('Escape');
    await keys.walk(page.getByLabel('Imię lub imię i nazwisko'));
    await super.enter(name);
    await page.getByRole('button', { name: 'Lista', pressed: true }).waitFor();
  }

  override async write(section: Section, text: string): Promise<void> {
    await this.keys.walk(this.page.getByLabel(composers[section]));
    await this.add(text);
  }

  override async move(text: string, to: Section): Promise<void> {
    await this.keys.enter(note(this.page, text).getByRole('button', { name: `Działania: ${text}` }));
    await this.keys.choose(`Przenieś: ${names[to]}`);
  }

  override async give(text: string): Promise<void> {
    await this.keys.enter(note(this.page, text).getByRole('button', { name: 'Daj punkt' }));
  }
}

/** One section at a time, by a mouse beside a call, or by a finger on a phone. */
export class ByPointer implements Means {
  constructor(
    readonly page: Page,
    private readonly by: 'mouse' | 'touch',
  ) {}

  async join(link: string, name: string): Promise<void> {
    const { page } = this;
    await page.goto(link);
    await this.#act(page.getByLabel('Imię lub imię i nazwisko'));
    await page.keyboard.type(name);
    await this.#act(page.getByRole('button', { name: 'Wejdź', exact: true }));
    await onBoard(page);
  }

  async write(section: Section, text: string): Promise<void> {
    const { page } = this;
    await this.#show(section);
    await this.#act(page.getByLabel(composers[section]));
    await page.keyboard.type(text);
    await this.#act(page.getByRole('button', { name: new RegExp(`^Dodaj.*${names[section]}`) }));
  }

  async correct(text: string, word: string): Promise<void> {
    const { page } = this;
    const face = note(page, text).locator('[data-face]');
    if (this.by === 'touch') {
      await face.tap();
      await face.tap();
    } else await face.dblclick();
    await page.getByLabel('Treść karteczki').and(page.locator(':focus')).waitFor();
    for (const _ of text.split(' ').at(-1) ?? '') await page.keyboard.press('Backspace');
    await page.keyboard.type(word);
    if (this.by === 'touch') await page.locator('#board').getByRole('button', { name: 'Gotowe' }).tap();
    else await page.keyboard.press('Enter');
  }

  async move(text: string, to: Section): Promise<void> {
    const { page } = this;
    await this.#find(text);
    if (this.by === 'touch') {
      await note(page, text).getByRole('button', { name: 'Działania na karteczce' }).tap();
      await page.getByRole('menuitem', { name: `Przenieś: ${names[to]}` }).tap();
    } else await dragOnto(page, note(page, text).locator('[data-face]'), this.#tab(to));
  }

  async give(text: string): Promise<void> {
    await this.#find(text);
    await this.#act(note(this.page, text).getByRole('button', { name: 'Daj punkt' }));
  }

  async results(): Promise<string[]> {
    await this.#act(showResults(this.page));
    const all = await lines(this.page);
    await this.#act(this.page.getByRole('dialog').getByRole('button', { name: 'Zamknij' }).first());
    return all;
  }

  /** Turns over the sections until a note is there. */
  async #find(text: string): Promise<void> {
    for (const section of sections) {
      await this.#show(section);
      if (await note(this.page, text).isVisible()) return;
    }
    throw new Error(`${text} is in no section`);
  }

  async #show(section: Section): Promise<void> {
    await this.#act(this.#tab(section));
    await this.#tab(section).and(this.page.locator('[aria-selected=true]')).waitFor();
  }

  #tab(section: Section): Locator {
    return this.page.getByRole('tab', { name: names[section] });
  }

  #act(goal: Locator): Promise<void> {
    return this.by === 'touch' ? goal.tap() : goal.click();
  }
}
