import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  type Browser,
  type BrowserContext,
  type BrowserServer,
  chromium,
  type Page,
  type WebSocketRoute,
} from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** So long a test waits for what it wants to see: a test that fails takes it, and one that passes never does. */
export const patience = 120_000;

/** Chromium without its windows, which are two fifths of its work; where there is none, the whole one. */
const executablePath =
  process.env.CHROMIUM ?? ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync) ?? '';

const chosen = {
  executablePath,
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** Starts one real Chromium that speaks to nobody but the page's server. */
export function launch(): Promise<Browser> {
  return chromium.launch(chosen);
}

/** Starts one for several processes, which join it by its address. */
export function launchServer(): Promise<BrowserServer> {
  return chromium.launchServer(chosen);
}

/** What a person sits at. */
export interface Seat {
  width?: number;
  height?: number;
  locale?: string;
  /** Lets scripts of tests run under our own policy; only axe needs it. */
  bypassPolicy?: boolean;
  touch?: boolean;
  /** Lets notes travel, which tests do without. */
  motion?: boolean;
  /** Lets cut() and mend() break the network of this person alone. */
  cuttable?: boolean;
  /** The test changes the browser itself: nobody gets it afterwards. */
  own?: boolean;
  /** So late each message of the live connection comes, both ways, in milliseconds; with `cuttable`. */
  delay?: number;
}

/** One person in a browser of their own. What the page does wrong is gathered in `faults`. */
export class Person {
  readonly faults: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly origin: string,
    readonly seat: Seat,
  ) {}

  static async open(browser: Browser, origin: string, seat: Seat = {}): Promise<Person> {
    const context = await browser.newContext({
      viewport: { width: seat.width ?? 1440, height: seat.height ?? 900 },
      locale: seat.locale ?? 'pl-PL',
      reducedMotion: seat.motion ? 'no-preference' : 'reduce',
      bypassCSP: seat.bypassPolicy ?? false,
      hasTouch: seat.touch ?? false,
    });
    context.setDefaultTimeout(patience);
    const person = new Person(context, await context.newPage(), origin, seat);
    if (seat.cuttable) await person.allowCuts(seat.delay ?? 0);
    person.watch(person.page);
    context.on('page', (page) => person.watch(page));
    return person;
  }

  private readonly sockets = new Set<WebSocketRoute>();
  private isCut = false;

  private allowCuts(delay: number): Promise<void> {
    return this.context.routeWebSocket(/\/live/, (socket) => {
      if (this.isCut) {
        void socket.close();
        return;
      }
      this.sockets.add(socket);
      const server = socket.connectToServer();
      if (delay === 0) return;
      socket.onMessage((message) => void setTimeout(() => server.send(message), delay));
      server.onMessage((message) => void setTimeout(() => socket.send(message), delay));
    });
  }

  /** Takes this person's network away, open connections included. */
  async cut(): Promise<void> {
    this.isCut = true;
    await this.context.setOffline(true);
    await Promise.all([...this.sockets].map((socket) => socket.close()));
    this.sockets.clear();
  }

  /** Gives the network back. */
  async mend(): Promise<void> {
    this.isCut = false;
    await this.context.setOffline(false);
  }

  /** Another tab of the same browser. */
  tab(): Promise<Page> {
    return this.context.newPage();
  }

  private watch(page: Page): void {
    page.on('pageerror', (error) => this.faults.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => {
      // The browser's own question before leaving with unsent changes is no fault.
      if (dialog.type() !== 'beforeunload') this.faults.push(`dialog: ${dialog.message()}`);
      void dialog.accept();
    });
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy|Trusted|TypeError/.test(message.text())) {
        this.faults.push(message.text());
      }
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (/^(https?|wss?):$/.test(url.protocol) && url.host !== new URL(this.origin).host) {
        this.faults.push(`a request to ${url.host}`);
      }
    });
  }

  /** Leaves the seat as it was found, but for the files that the browser has. Returns false where that is not possible. */
  async tidy(): Promise<boolean> {
    const { page, context } = this;
    if (this.seat.own || this.faults.length > 0 || page.isClosed()) return false;
    await this.mend();
    await Promise.all(context.pages().map((other) => other !== page && other.close()));
    await page.evaluate(() => sessionStorage.clear()).catch(() => {}); // on a page without storage
    await page.goto('about:blank');
    await context.clearCookies();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Storage.clearDataForOrigin', { origin: this.origin, storageTypes: 'local_storage,indexeddb' });
    await cdp.detach();
    return true;
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

/** What axe finds wrong on a page, WCAG 2.2 AA, one line each. The page must bypass its policy. */
export async function axe(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          options: object,
        ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const found = await axe.run({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
    return found.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html} ${n.failureSummary}`));
  });
}
