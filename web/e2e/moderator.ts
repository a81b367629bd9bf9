import type { Locator, Page } from 'playwright-core';
import { BREATH } from '../src/ui/moderating/phase-steps.svelte.ts';

/** What the person who runs the workshop does, by the bar at the bottom of their page. */
export class Moderator {
  /** The time of the page at which the next step may be pressed. */
  #breath = 0;

  constructor(readonly page: Page) {}

  get bar() {
    return this.page.getByRole('toolbar', { name: 'Prowadzenie' });
  }

  /** Goes on to the step whose name the button says, answering the question when people are still at work. */
  async next(title: string, press = (button: Locator): Promise<void> => button.click()): Promise<void> {
    const button = this.bar.getByRole('button', { name: title }).and(this.bar.locator('.next'));
    const question = this.page.getByRole('dialog').getByRole('button', { name: 'Przejdź', exact: true });
    const gone = question.or(this.running(title)).first();
    // A press right after a step counts as the second half of a double click.
    await this.page.waitForFunction((breath) => performance.now() > breath, this.#breath);
    await press(button);
    await gone.waitFor();
    if (await question.isVisible()) await press(question);
    await this.running(title).waitFor();
    this.#breath = await this.page.evaluate((pause) => performance.now() + pause, BREATH);
  }

  /** The step that runs, as the strip says it. */
  running(title: string) {
    return this.page.getByRole('region', { name: 'Etap' }).getByRole('heading', { name: title });
  }

  /** Opens a tool of the bar, from the folded ones when there is no room for it. */
  async tool(name: string): Promise<void> {
    const own = this.bar.locator('.tools').getByRole('button', { name });
    if (await own.count()) {
      await own.click();
      return;
    }
    await this.bar.getByRole('button', { name: 'Więcej' }).click();
    await this.page.getByRole('menuitem', { name }).click();
  }

  /** Chooses from a tool's menu. */
  async choose(tool: string, ...items: string[]): Promise<void> {
    await this.tool(tool);
    for (const name of items) await this.page.getByRole('menuitem', { name }).first().click();
  }

  /** Puts the plan of a template in place of the agenda. */
  async plan(template: string): Promise<void> {
    await this.bar.locator('.agenda').click();
    await this.page.getByRole('listitem').filter({ hasText: template }).getByRole('button').click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Zamknij' }).first().click();
  }
}
