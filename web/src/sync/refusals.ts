import type { Command } from '../board/command.ts';
import type { Stored } from './queue.ts';

/** A command that the server did not accept. */
export interface RefusedCommand {
  /** Names it for dismissRefused. */
  readonly number: number;
  readonly code: string;
  /** The server's sentence, '' when there is none. */
  readonly message: string;
  /** What the person had written, to be copied. */
  readonly text: string;
  readonly command: Command;
}

/** The refused commands that nobody has dismissed yet. */
export class Refusals {
  list: readonly RefusedCommand[] = [];

  /** Adds an entry of the queue that was refused; another one is passed over. */
  add({ position, command, refused }: Stored): void {
    if (refused !== undefined) this.list = [...this.list, { number: position, command, ...refused }];
  }

  dismiss(number: number): void {
    this.list = this.list.filter((refused) => refused.number !== number);
  }
}
