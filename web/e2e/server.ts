import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Snapshot } from '../src/sync/frames.ts';

const binary = resolve(import.meta.dirname, '../../bin/warsztat');
const key = 'organiser-key-of-the-tests';

/** A workshop as its organiser gets it. */
export interface Made {
  id: string;
  code: string;
  links: { moderator: string; participant: string; observer: string };
}

/** The real program on a database of its own, on a free port that it keeps over restarts. */
export class Server {
  readonly organiserKey = key;
  #process: ChildProcess | undefined;
  #folder = mkdtempSync(join(tmpdir(), 'warsztat-e2e-'));
  #listen = '127.0.0.1:0';
  #flags: string[];

  private constructor(flags: string[]) {
    this.#flags = flags;
  }

  /** Starts the program; flags are added to its own. */
  static async start(...flags: string[]): Promise<Server> {
    const server = new Server(flags);
    await server.start();
    return server;
  }

  get address(): string {
    return `http://${this.#listen}`;
  }

  async start(): Promise<void> {
    const child = spawn(
      binary,
      [
        'serve',
        '--listen',
        this.#listen,
        '--database',
        join(this.#folder, 'warsztat.db'),
        '--organiser-key',
        key,
        ...this.#flags,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C' } },
    );
    this.#process = child;
    const errors: string[] = [];
    child.stderr?.on('data', (data: Buffer) => errors.push(data.toString()));
    for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
      const at = /^Warsztat is at http:\/\/(\S+)/.exec(line)?.[1];
      if (at) {
        this.#listen = at;
        return;
      }
    }
    throw new Error(`the program ended before it served: ${errors.join('')}`);
  }

  /** Ends the program at once, as a power cut would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends the program as an administrator would. */
  async terminate(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const over = new Promise((ended) => child.once('exit', ended));
    child.kill(signal);
    await over;
  }

  /** Damages what was written, as a failing disk does, while the program is down. Returns how often the words stood there. */
  damage(words: string): number {
    const path = join(this.#folder, 'warsztat.db');
    const content = readFileSync(path, 'latin1');
    writeFileSync(path, content.replaceAll(words, words.replace(/./g, '#')), 'latin1');
    return content.split(words).length - 1;
  }

  /** Ends the program and removes what it kept. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Makes a workshop as the organiser's page does. */
  async make(title = 'Strategia Rudnika nad Sanem', locale: 'pl' | 'en' = 'pl'): Promise<Made> {
    const answer = await fetch(`${this.address}/api/workshops`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify({ title, template: 'swot', locale }),
    });
    if (!answer.ok) throw new Error(`make a workshop: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Made;
  }

  /** Enters by a secret or a code without a browser; answers the bearer. */
  async enter(by: { secret: string } | { code: string }, name: string): Promise<string> {
    const answer = await fetch(`${this.address}/api/enter`, {
      method: 'POST',
      body: JSON.stringify({ ...by, name, affiliation: '' }),
    });
    if (!answer.ok) throw new Error(`enter: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { session: string }).session;
  }

  /** The state as one session may see it. */
  async snapshot(workshop: string, session: string): Promise<Snapshot> {
    const answer = await fetch(`${this.address}/api/workshops/${workshop}/snapshot`, {
      headers: { authorization: `Bearer ${session}` },
    });
    if (!answer.ok) throw new Error(`snapshot: ${answer.status}`);
    return (await answer.json()) as Snapshot;
  }
}
