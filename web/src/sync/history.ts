import type { Command } from '../board/command.ts';
import { compose, type Ops, transform } from '../board/splice.ts';
import type { Patch } from '../board/state.ts';
import { patched } from '../board/state.ts';
import { touches } from '../board/undo.ts';

/** One step back, or forth again, made of commands. */
export interface CommandStep {
  readonly kind: 'command';
  readonly commands: readonly Command[];
  /** The fields that the step would set back; see guards. */
  readonly guards: ReadonlyMap<string, readonly string[]>;
  /** The records that somebody else has changed there since. */
  readonly stale: Set<string>;
  /** The entries whose doing it undoes. */
  readonly positions: readonly number[];
}

/** One step back, or forth again, in a text: ops that fit the text as it is shown once the steps above are done. */
export interface TextStep {
  readonly kind: 'text';
  readonly record: string;
  readonly field: string;
  ops: Ops;
  /** When the last of its typing happened, in milliseconds. */
  at: number;
}

export type Step = CommandStep | TextStep;

const maxSteps = 200;
const typingPauseMillis = 1_000;

/** A person's own steps, to be taken back and done again. Others' work is left alone. */
export class History {
  readonly undo: Step[] = [];
  readonly redo: Step[] = [];

  /** Notes a command that can be taken back; what was undone before is forgotten. */
  addCommand(step: CommandStep): void {
    this.push(this.undo, step);
    this.redo.length = 0;
  }

  /** Notes typing; what was typed without a pause is one step. */
  addTyping(record: string, field: string, inverse: Ops, at: number): void {
    const top = this.undo.at(-1);
    if (top?.kind === 'text' && top.record === record && top.field === field && at - top.at < typingPauseMillis) {
      top.ops = compose(inverse, top.ops);
      top.at = at;
    } else {
      this.push(this.undo, { kind: 'text', record, field, ops: inverse, at });
    }
    this.redo.length = 0;
  }

  push(stack: Step[], step: Step): void {
    stack.push(step);
    if (stack.length > maxSteps) stack.shift();
  }

  /** Carries the steps in a text over an edit that was none of them. */
  rebase(record: string, field: string, ops: Ops): void {
    for (const stack of [this.undo, this.redo]) {
      let above = ops;
      for (let i = stack.length - 1; i >= 0; i--) {
        const step = stack[i] as Step;
        if (step.kind !== 'text' || step.record !== record || step.field !== field) continue;
        [above, step.ops] = transform(above, step.ops);
      }
    }
  }

  /** Notes what others changed. */
  markStale(patches: readonly Patch[]): void {
    for (const step of [...this.undo, ...this.redo]) {
      if (step.kind !== 'command') continue;
      for (const patch of patches) if (touches(patch, step.guards)) step.stale.add(patched(patch));
    }
  }

  /** Forgets the steps of a command that was refused: there is nothing to take back. */
  forget(position: number): void {
    for (const stack of [this.undo, this.redo]) {
      const at = stack.findIndex((step) => step.kind === 'command' && step.positions.includes(position));
      if (at >= 0) stack.splice(at, 1);
    }
  }
}
