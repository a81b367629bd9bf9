import type { Command } from '../board/command.ts';
import type { Stored } from './queue.ts';

/** A command that the server did not accept. */
export interface RefusedCommand {
  /** The number by which dismissRefused finds it. */
  readonly number: number;
  readonly code: string;
  /** The sentence of the server; '' when there is none. */
  readonly message: string;
  /** What the person had written, for copying. */
  readonly text: string;
  readonly command: Command;
}

/** The refused commands that the person has not dismissed yet. */
export class Refusals {
  list: readonly RefusedCommand[] = [];

  /** Adds a command of the queue if it was refused. */
  add({ position, command, refused }: Stored): void {
    if (refused !== undefined) this.list = [...this.list, { number: position, command, ...refused }];
  }

  dismiss(number: number): void {
    this.list = this.list.filter((refused) => refused.number !== number);
  }
}
