import type { Limits } from '../board/generated.ts';
import type { Rec } from '../board/record.ts';
import type { Spot } from '../board/spot.ts';
import type { Patch } from '../board/state.ts';

/** The version of the protocol. */
export const protocol = 2;

/** The largest message that a client may send, in bytes (W12). */
export const maxMessage = 64 * 1024;

export interface Welcome {
  readonly type: 'welcome';
  readonly epoch: string;
  readonly seq: number;
  readonly member: string;
  readonly role: string;
  readonly time: number;
  readonly limits: Limits;
  readonly readonly?: string;
}

export interface Change {
  readonly type: 'change';
  readonly seq: number;
  /** Names this change among those that ever had its number (W16a). */
  readonly mark?: string;
  readonly patches: readonly Patch[];
}

export interface Ack {
  readonly type: 'ack';
  readonly number: number;
  readonly seq: number;
}

export interface Refused {
  readonly type: 'refused';
  readonly number?: number;
  readonly code: string;
  /** The field whose form is wrong (W27). */
  readonly field?: string;
  readonly message?: string;
}

export interface Hashes {
  readonly type: 'hash';
  readonly seq: number;
  readonly hashes: { readonly [audience: string]: string };
}

export interface Reset {
  readonly type: 'reset';
  readonly code: string;
}

export interface Bye {
  readonly type: 'bye';
  readonly code: string;
  readonly retry: boolean;
  readonly after?: number;
  readonly message?: string;
}

/** What a client tells of its person (W29). The server adds the member. */
export interface OwnPresence extends Partial<Spot> {
  readonly state: 'online' | 'away';
  readonly typing?: boolean | undefined;
  /** Whether the person drags the item. */
  readonly dragging?: boolean | undefined;
  /** The field of the item that the person is in. */
  readonly field?: string | undefined;
  /** The characters before the caret in the text of the item, and before the other end of what is selected. */
  readonly caret?: number | undefined;
  readonly anchor?: number | undefined;
}

export interface PersonFrame extends Omit<OwnPresence, 'state'> {
  readonly member: string;
  readonly state: 'online' | 'away' | 'gone';
}

export interface People {
  readonly type: 'presence';
  /** How many people type just now; told to moderators. */
  readonly writing?: number;
  readonly people: readonly PersonFrame[];
  readonly whole?: boolean;
}

export interface Pong {
  readonly type: 'pong';
  readonly time: number;
}

export interface ReactionsFrame {
  readonly type: 'reactions';
  readonly counts: { readonly [kind: string]: number };
}

/** What the server sends. */
export type ServerFrame = Welcome | Change | Ack | Refused | Hashes | Reset | Bye | People | Pong | ReactionsFrame;

const known: ReadonlySet<string> = new Set([
  'welcome',
  'change',
  'ack',
  'refused',
  'hash',
  'reset',
  'bye',
  'presence',
  'pong',
  'reactions',
]);

/** The state of a workshop as the server sends it (W9). */
export interface Snapshot {
  readonly protocol: number;
  readonly epoch: string;
  readonly seq: number;
  /** That of the newest change. */
  readonly mark?: string;
  readonly limits: Limits;
  readonly hashes: { readonly [audience: string]: string };
  readonly records: readonly Rec[];
}

/**
 * Reads the frames of one message, which stand one a line. It skips kinds of frames that this version does not know,
 * and throws a SyntaxError when a line is no JSON object with a type.
 */
export function readFrames(message: string): ServerFrame[] {
  const frames: ServerFrame[] = [];
  for (const line of message.split('\n')) {
    if (line.trim() === '') continue;
    const frame: unknown = JSON.parse(line);
    if (typeof frame !== 'object' || frame === null || !('type' in frame)) {
      throw new SyntaxError('a frame is an object with a type');
    }
    if (known.has(String(frame.type))) frames.push(frame as ServerFrame);
  }
  return frames;
}

/** Joins frames into messages. None is larger than maxMessage, unless it is a single frame that is. */
export function messages(lines: readonly string[]): string[] {
  const out: string[] = [];
  let size = 0;
  for (const line of lines) {
    const bytes = byteLength(line) + 1;
    if (out.length > 0 && size + bytes <= maxMessage) {
      out[out.length - 1] += `\n${line}`;
      size += bytes;
    } else {
      out.push(line);
      size = bytes;
    }
  }
  return out;
}

/** The length of a text in UTF-8. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Each half of a surrogate pair counts two bytes.
    if (unit >= 0x80) bytes += unit >= 0x800 && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}
