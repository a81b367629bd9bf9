import { expect } from 'vitest';
import { State, type Views } from '../src/board/state.ts';
import type { Made, Server } from './server.ts';

/** A moderator without a browser, who gives commands by the protocol. */
export class Remote {
  #number = 0;
  #seen = 1;
  #phase = '';

  private constructor(
    private readonly server: Server,
    private readonly workshop: string,
    private readonly session: string,
  ) {}

  /** Enters a workshop as one of its moderators. */
  static async moderate(server: Server, made: Made): Promise<Remote> {
    const secret = made.links.moderator.split('#')[1] ?? '';
    return new Remote(server, made.id, await server.enter({ secret }, 'Zdalna Prowadząca'));
  }

  /** Gives a command and waits until it is durable. */
  async give(name: string, fields: object): Promise<void> {
    this.#number++;
    const answer = await fetch(`${this.server.address}/api/workshops/${this.workshop}/commands`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.session}`, 'warsztat-client': 'remote-moderator-1' },
      body: JSON.stringify({ type: 'command', number: this.#number, seen: this.#seen, do: name, with: fields }),
    });
    const line = JSON.parse(await answer.text()) as { type: string; seq: number };
    expect(line, JSON.stringify(line)).toMatchObject({ type: 'ack' });
    this.#seen = line.seq;
  }

  /** Gives many commands at once, faster than one after the other. */
  async giveAll(commands: readonly (readonly [name: string, fields: object])[]): Promise<void> {
    const lines = commands.map(([name, fields]) =>
      JSON.stringify({ type: 'command', number: ++this.#number, seen: this.#seen, do: name, with: fields }),
    );
    const answer = await fetch(`${this.server.address}/api/workshops/${this.workshop}/commands`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.session}`, 'warsztat-client': 'remote-moderator-1' },
      body: lines.join('\n'),
    });
    for (const line of (await answer.text()).trim().split('\n')) {
      const { type, seq } = JSON.parse(line) as { type: string; seq: number };
      expect(type, line).toBe('ack');
      this.#seen = seq;
    }
  }

  /** Plans a phase and goes to it from the one that runs. */
  async phase(title: string, plan: object): Promise<void> {
    const phase = `phase-${this.#number}`;
    const bare = { minutes: 0, boards: [], teams: false, allow: [], hidden: false, counts: false, anonymous: false };
    await this.give('AddPhase', { phase, title, ...bare, ...plan });
    await this.give('GoTo', { phase, from: this.#phase });
    this.#phase = phase;
  }

  /** The workshop as a moderator has it. */
  async state(): Promise<State> {
    const { records } = await this.server.snapshot(this.workshop, this.session);
    const state = new State();
    state.apply(records.map((put) => ({ put })));
    return state;
  }

  /** The records of a kind as a moderator has them. */
  async records<Kind extends keyof Views>(kind: Kind): Promise<Views[Kind][]> {
    return (await this.state()).all(kind);
  }

  /** The id of a member by name. */
  async member(name: string): Promise<string> {
    return (await this.records('member')).find((member) => member.name === name)?.id ?? '';
  }
}
