import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { regions } from '../src/ui/workshop/regions.ts';
import { until } from './board.ts';

/** What is wrong with the place of the focus, or null. It runs in the page. */
export function misplaced(): string | null {
  const at = document.activeElement;
  if (at === null || at === document.body) return 'the page has the focus';
  const { left, top, right, bottom } = at.getBoundingClientRect();
  const [x0, y0] = [Math.max(left, 0), Math.max(top, 0)];
  const [x1, y1] = [Math.min(right, innerWidth), Math.min(bottom, innerHeight)];
  if (x1 - x0 < 1 || y1 - y0 < 1) return `off the screen: ${at.outerHTML.slice(0, 120)}`;
  for (const [fx, fy] of [
    [0.5, 0.5],
    [0.1, 0.1],
    [0.9, 0.1],
    [0.1, 0.9],
    [0.9, 0.9],
  ] as const) {
    const seen = document.elementFromPoint(x0 + fx * (x1 - x0), y0 + fy * (y1 - y0));
    if (seen !== null && (at.contains(seen) || seen.contains(at))) return null;
  }
  return `covered: ${at.outerHTML.slice(0, 120)}`;
}

/** The key that brings the focus nearer to an element, as somebody presses it who knows the page; null where it is there. */
function towards(goal: Element, parts: string): string | null {
  const at = document.activeElement ?? document.body;
  if (goal === at) return null;
  const back = (at.compareDocumentPosition(goal) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  const share = (row: string) => goal.closest(row)?.contains(at) === true;
  if (share('[role=menu]')) return back ? 'ArrowUp' : 'ArrowDown';
  if (share('[role=toolbar], [role=tablist], [data-reading] li')) return back ? 'ArrowLeft' : 'ArrowRight';
  // From note to note in a section: in the list one below the other, on the sheet also side by side.
  const [from, to] = [at, goal].map((each) => each.closest('[data-note]')?.getBoundingClientRect());
  if (share('section[data-section]') && from !== undefined && to !== undefined && from.top !== to.top)
    return from.top > to.top ? 'ArrowUp' : 'ArrowDown';
  if (share('section[data-section]') && from !== undefined && to !== undefined && from.left !== to.left)
    return from.left > to.left ? 'ArrowLeft' : 'ArrowRight';
  const part = [...document.querySelectorAll(parts)].find((each) => each.contains(goal));
  if (document.querySelector('dialog:modal') === null && part !== undefined && !part.contains(at))
    return back ? 'Shift+F6' : 'F6';
  return back ? 'Shift+Tab' : 'Tab';
}

/** The keys of somebody who has nothing else. After each of them the focus is on something that can be seen. */
export class Keyboard {
  constructor(readonly page: Page) {}

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    await this.#look(key);
  }

  /** Waits for a field that has the focus. */
  async inField(): Promise<void> {
    await this.page.locator('input:focus, textarea:focus, select:focus').waitFor();
  }

  /** Writes into the field that has the focus. */
  async type(text: string): Promise<void> {
    await this.inField();
    await this.page.keyboard.type(text);
    await this.#look(text);
  }

  /** Goes to something, by not more than so many keys. */
  async walk(goal: Locator, most = 8): Promise<void> {
    await goal.waitFor();
    const path: string[] = [];
    for (;;) {
      const key = await goal.evaluate(towards, regions);
      if (key === null) return;
      if (path.length === most) expect.fail(`${path.join(' ')} does not reach ${goal}`);
      path.push(key);
      await this.press(key);
    }
  }

  /** Goes to something and presses Enter there. */
  async enter(goal: Locator, most?: number): Promise<void> {
    await this.walk(goal, most);
    await this.press('Enter');
  }

  /** Chooses from the open menu, step by step. */
  async choose(...names: (string | RegExp)[]): Promise<void> {
    for (const name of names) await this.enter(this.page.getByRole('menuitem', { name }).first());
  }

  async #look(after: string): Promise<void> {
    const look = () => this.page.evaluate(misplaced);
    await until(look, (fault) => fault === null).catch(({ message }: Error) => expect.fail(`${after}: ${message}`));
  }
}
