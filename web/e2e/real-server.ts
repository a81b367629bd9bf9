import type { Command } from '../src/board/command.ts';
import type { Act } from '../src/board/generated.ts';
import type { Actor } from '../src/board/permission.ts';
import { boards, State } from '../src/board/state.ts';
import { frameOf } from '../src/sync/entry.ts';
import { readFrames, type ServerFrame } from '../src/sync/frames.ts';
import { httpTransport } from '../src/sync/http.ts';
import { microtasks } from '../src/sync/simulation/clock.ts';
import type { Backend } from '../src/sync/simulation/network.ts';
import type { SimulatedServer } from '../src/sync/simulation/simulation.ts';
import type { Hello, Link, LinkEvents, Transport } from '../src/sync/transport.ts';
import { type Made, Server } from './server.ts';

/**
 * A workshop on the real program, for simulated tabs. Requests go over HTTP, frames come as event streams. Simulated
 * time stands still until every answer and every change has arrived, so the speed of the machine does not matter.
 */
export class RealServer implements SimulatedServer {
  readonly members: string[] = [];
  board = '';
  catchUp = Number.POSITIVE_INFINITY;
  refuseNext: SimulatedServer['refuseNext'] = () => undefined;

  readonly #program: Server;
  readonly #made: Made;
  readonly #transports = new Map<string, Transport>();
  readonly #streams = new Set<Stream>();
  /** The number of the newest acknowledged change. */
  #head = 0;
  #requests = 0;
  #given = 0;
  #progress: () => void = () => undefined;

  private constructor(program: Server, made: Made) {
    this.#program = program;
    this.#made = made;
  }

  /** Starts the program with a workshop for a member of each role, and three notes on its board. */
  static async open(...roles: readonly ('moderator' | 'participant')[]): Promise<RealServer> {
    // Simulated time passes faster than the server's, so the limits per second must not apply.
    const program = await Server.start('--command-rate', '10000', '--command-burst', '10000');
    const server = new RealServer(program, await program.make());
    for (const role of roles) server.members.push(await server.enter(role));
    const [member = ''] = server.members;
    const state = new State();
    state.apply((await server.backend({ member, role: 'participant' }).snapshot()).records.map((put) => ({ put })));
    server.board = state.siblings(boards)[0]?.id ?? '';
    const note = (name: string): Command => ({
      do: 'AddNote',
      with: { board: server.board, note: `note-${name}`, section: 'strength', text: `tekst ${name} 🌲` },
    });
    await server.give(member, ...['a', 'b', 'c'].map(note));
    return server;
  }

  /** Lets one more person enter. Returns the id of their member. */
  async enter(role: 'moderator' | 'participant'): Promise<string> {
    const secret = this.#made.links[role].split('#')[1] ?? '';
    const bearer = await this.#program.enter({ secret }, `Osoba ${this.#transports.size}`);
    const transport = transportOf(this.#program, this.#made.id, bearer);
    const { member } = await transport.me();
    this.#transports.set(member, transport);
    return member;
  }

  /** Gives commands for a member without a tab. Throws unless all of them are acknowledged. */
  async give(member: string, ...commands: readonly Command[]): Promise<void> {
    const lines = commands.map((command) => frameOf(command, ++this.#given, this.#head));
    const answers = await this.#post(
      this.#transports.get(member) as Transport,
      `commands-of-${member}`,
      lines.join('\n'),
    );
    if (answers.some(({ type }) => type !== 'ack')) throw new Error(`not acknowledged: ${JSON.stringify(answers)}`);
  }

  backend({ member }: Actor): Backend {
    const transport = this.#transports.get(member) as Transport;
    return {
      me: () => this.#count(transport.me()),
      snapshot: () => this.#count(transport.snapshot()),
      post: (client, message) => this.#count(this.#post(transport, client, message)),
      stream: (hello, events) => this.#stream(transport, hello, events),
    };
  }

  /** Ends the program as a power cut would, and starts it again. */
  async restart(): Promise<void> {
    await this.#program.kill();
    while (![...this.#streams].every((stream) => stream.over)) await this.#something();
    await this.#program.start();
  }

  async settle(): Promise<void> {
    for (;;) {
      await microtasks();
      const complete = [...this.#streams].every((stream) => stream.reached(this.#head));
      if (this.#requests > 0 || !complete) await this.#something();
      else if (![...this.#streams].map((stream) => stream.deliver()).includes(true)) return;
    }
  }

  close(): Promise<void> {
    return this.#program.remove();
  }

  /** Counts a request until its answer is there. */
  async #count<T>(answer: Promise<T>): Promise<T> {
    this.#requests++;
    return answer.finally(() => {
      this.#requests--;
      this.#progress();
    });
  }

  /** Resolves when an answer or an event of a stream has come. */
  #something(): Promise<void> {
    return new Promise((resolve) => {
      this.#progress = resolve;
    });
  }

  async #post(transport: Transport, client: string, message: string): Promise<ServerFrame[]> {
    const refused: ServerFrame[] = [];
    const lines = message.split('\n').filter((line) => {
      const { type, number } = JSON.parse(line) as { type: string; number: number };
      const code = type === 'command' ? this.refuseNext() : undefined;
      if (code !== undefined) refused.push({ type: 'refused', number, code });
      return code === undefined;
    });
    const answers = lines.length === 0 ? [] : await transport.post(client, lines.join('\n'));
    for (const frame of answers) if (frame.type === 'ack') this.#head = Math.max(this.#head, frame.seq);
    return [...refused, ...answers];
  }

  #stream(transport: Transport, hello: Hello, events: LinkEvents): Link {
    const stream = new Stream(hello.since, events, () => this.#progress());
    this.#streams.add(stream);
    let link: Link | undefined;
    if (this.#head - hello.since > this.catchUp) {
      stream.received('{"type":"reset","code":"too_far_behind"}');
      stream.closed(4007);
    } else {
      link = transport.stream(hello, stream);
    }
    const close = () => {
      this.#streams.delete(stream);
      link?.close();
    };
    return { answersApart: true, send: () => undefined, close };
  }
}

/** Frames that the server sends by its own clock. */
const unsolicited: ReadonlySet<string> = new Set(['presence', 'hash', 'reactions', 'pong']);

/**
 * Keeps what comes on an event stream until simulated time goes on. Frames that the server sends by its own clock are
 * delivered with the next ones that it does not, because alone they would change the course of the run.
 */
class Stream implements LinkEvents {
  over = false;
  #lines: string[] = [];
  #solicited = false;
  #status: number | undefined;
  /** The newest change that came; -1 before the welcome. */
  #seq = -1;

  constructor(
    private readonly since: number,
    private readonly events: LinkEvents,
    private readonly progress: () => void,
  ) {}

  opened(): void {
    this.events.opened();
  }

  received(message: string): void {
    for (const frame of readFrames(message)) {
      if (frame.type === 'welcome') this.#seq = this.since;
      if (frame.type === 'change') this.#seq = frame.seq;
      this.#solicited ||= !unsolicited.has(frame.type);
    }
    this.#lines.push(message);
    this.progress();
  }

  closed(status: number): void {
    this.over = true;
    this.#status = status;
    this.progress();
  }

  /** Whether all changes up to a number have come, or nothing more can. */
  reached(seq: number): boolean {
    return this.over || this.#seq >= seq;
  }

  /** Delivers what came. Returns false when there was nothing to deliver yet. */
  deliver(): boolean {
    const status = this.#status;
    if (!this.#solicited && status === undefined) return false;
    if (this.#solicited) this.events.received(this.#lines.splice(0).join('\n'));
    this.#solicited = false;
    this.#status = undefined;
    if (status !== undefined) this.events.closed(status);
    return true;
  }
}

/** Reaches the server as one person. Nothing times out, because a slow machine is not a fault. */
function transportOf(program: Server, workshop: string, bearer: string): Transport {
  return httpTransport({
    fetch: (address, init) =>
      fetch(address, { ...init, headers: { ...init.headers, Authorization: `Bearer ${bearer}` } }),
    openSocket: () => {
      throw new Error('only streams are used here');
    },
    clock: { now: () => Date.now(), after: () => () => undefined },
    origin: program.address,
    workshop,
  });
}

export function addPhase(
  phase: string,
  allow: readonly Act[],
  how: { [rule in 'hidden' | 'counts' | 'anonymous']?: true } = {},
): Command {
  const rules = { hidden: false, counts: false, anonymous: false, ...how };
  return { do: 'AddPhase', with: { phase, title: phase, minutes: 0, boards: [], teams: false, allow, ...rules } };
}
