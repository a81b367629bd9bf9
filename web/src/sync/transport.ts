import type { Role } from '../board/permission.ts';
import type { ServerFrame, Snapshot } from './frames.ts';

/** Who the server says one is (W5). */
export interface Me {
  readonly workshop: string;
  readonly member: string;
  readonly role: Role;
  readonly title: string;
  readonly locale: string;
  /** Somebody has to let one in first; until then there is nothing to see. */
  readonly waiting?: boolean;
}

/** The server answers that there is no session (401): the link was revoked, or nobody ever entered. */
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
 * Whether a fault means that there is nothing to come back to: no session, the person was removed (W35), or may not
 * look on here any more (W36).
 */
export function isFinal(fault: unknown): boolean {
  return fault instanceof NoSession || (fault instanceof Rejected && finalCodes.has(fault.code));
}

export interface Hello {
  readonly client: string;
  readonly epoch: string;
  readonly since: number;
}

/** A live connection. */
export interface Link {
  /** Whether answers come on another way than changes, so that a change may overtake its ack (W13). */
  readonly answersApart: boolean;
  /** Sends messages of whole frames. */
  send(messages: readonly string[]): void;
  /** Closes; closed is not called any more. */
  close(): void;
}

export interface LinkEvents {
  /** The way stands; for a WebSocket hello is to be sent now. */
  opened(): void;
  received(message: string): void;
  /** The way is gone. status: the close code of W28, 401 without a session, 0 when nobody said. */
  closed(status: number): void;
}

/** How sync reaches the server. Promises reject with NoSession, Unreachable or Rejected. */
export interface Transport {
  /** The role of the link by which the session came, when it is asked for by that (W4). */
  readonly role?: Role | undefined;
  me(): Promise<Me>;
  snapshot(): Promise<Snapshot>;
  /** Sends commands of a client without a live connection and gives the answers (W13). */
  post(client: string, message: string): Promise<ServerFrame[]>;
  /** Opens a WebSocket (W12). */
  socket(events: LinkEvents): Link;
  /** Opens an event stream (W13), which says hello by itself. */
  stream(hello: Hello, events: LinkEvents): Link;
}
