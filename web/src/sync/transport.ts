import type { Role } from '../board/generated.ts';
import type { ServerFrame, Snapshot } from './frames.ts';

/** The person as the server knows them (W5). */
export interface Me {
  readonly workshop: string;
  readonly member: string;
  /** Names the person in the audience of what they hide without an author (W8). */
  readonly alias?: string;
  readonly role: Role;
  readonly title: string;
  readonly locale: string;
  /** A moderator has to admit the person first. Until then there is nothing to see. */
  readonly waiting?: boolean;
}

/** The server answers that there is no session (401): the link was revoked, or the person never entered. */
export class NoSession extends Error {
  constructor() {
    super('no session');
    this.name = 'NoSession';
  }
}

/** The server cannot be reached, or cannot answer now. retryAfterMillis is 0 when it does not ask to wait. */
export class Unreachable extends Error {
  constructor(
    reason: string,
    readonly retryAfterMillis = 0,
  ) {
    super(reason);
    this.name = 'Unreachable';
  }
}

/** The server refuses a request as a whole, with a code of W27. */
export class Rejected extends Error {
  constructor(
    readonly code: string,
    readonly sentence: string,
  ) {
    super(code);
    this.name = 'Rejected';
  }
}

const finalCodes: ReadonlySet<string> = new Set(['removed', 'forbidden', 'not_found']);

/**
 * Whether trying again is of no use: there is no session, the person was removed (W35), or may not look at this any
 * more (W36).
 */
export function isFinal(fault: unknown): boolean {
  return fault instanceof NoSession || (fault instanceof Rejected && finalCodes.has(fault.code));
}

export interface Hello {
  readonly client: string;
  readonly epoch: string;
  readonly since: number;
  /** The mark of the change `since`. */
  readonly mark?: string | undefined;
}

/** A live connection. */
export interface Link {
  /** Whether answers come on another way than changes (W13). Then a change may come before its ack. */
  readonly answersApart: boolean;
  /** Sends messages of whole frames. */
  send(messages: readonly string[]): void;
  /** Closes the connection. closed is not called any more. */
  close(): void;
}

export interface LinkEvents {
  /** The connection is open. On a WebSocket, hello has to be sent now. */
  opened(): void;
  received(message: string): void;
  /** The connection is closed. status is the close code (W28), 401 without a session, or 0 if it is not known. */
  closed(status: number): void;
}

/** How sync reaches the server. Promises reject with NoSession, Unreachable or Rejected. */
export interface Transport {
  /** The role that chooses the session (W4); undefined for the strongest one. */
  readonly role?: Role | undefined;
  me(): Promise<Me>;
  /** The state (W9), or how it was after the change `at` (W9b). */
  snapshot(at?: number): Promise<Snapshot>;
  /** Sends commands of a client without a live connection and gives the answers (W13). */
  post(client: string, message: string): Promise<ServerFrame[]>;
  /** Opens a WebSocket (W12). */
  socket(events: LinkEvents): Link;
  /** Opens an event stream, whose address contains the hello (W13). */
  stream(hello: Hello, events: LinkEvents): Link;
  /** Polls, each time with the hello of that moment (W13a). */
  poll(hello: () => Hello, events: LinkEvents): Link;
}
