import type { Command } from '../board/command.ts';
import { compose, type Ops, transform } from '../board/splice.ts';
import { type Patch, patched } from '../board/state.ts';

/** A step of undo or redo that is made of commands. */
export interface CommandStep {
  readonly kind: 'command';
  readonly commands: readonly Command[];
  /** The fields that the step would restore, by record; see guards. */
  readonly guards: ReadonlyMap<string, readonly string[]>;
  /** The records whose guarded fields somebody else has changed since. */
  readonly stale: Set<string>;
  /** The positions of the entries that the step undoes. */
  readonly positions: readonly number[];
}

/** A step of undo or redo in a text. Its ops fit the text as it shows once the steps above are undone. */
export interface TextStep {
  readonly kind: 'text';
  readonly record: string;
  readonly field: string;
  ops: Ops;
  /** When the last of its typing happened, in milliseconds since 1970. */
  at: number;
}

export type Step = CommandStep | TextStep;

const maxSteps = 200;
const typingPauseMillis = 1_000;

/** The steps of a person that can be undone and redone. */
export class History {
  readonly undo: Step[] = [];
  readonly redo: Step[] = [];

  /** Adds the step that undoes a command. Nothing can be redone any more. */
  addCommand(step: CommandStep): void {
    this.push(this.undo, step);
    this.redo.length = 0;
  }

  /** Adds the step that undoes a command to the last one: both are undone together. */
  joinCommand(step: CommandStep): void {
    const last = this.undo.at(-1);
    if (last?.kind !== 'command') {
      this.addCommand(step);
      return;
    }
    const guards = new Map(last.guards);
    for (const [id, fields] of step.guards) guards.set(id, [...(guards.get(id) ?? []), ...fields]);
    this.undo.pop();
    this.addCommand({
      kind: 'command',
      commands: [...step.commands, ...last.commands],
      guards,
      stale: new Set([...last.stale, ...step.stale]),
      positions: [...last.positions, ...step.positions],
    });
  }

  /** Adds the ops that undo typing. Typing without a pause is one step. */
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

  /** Transforms the steps in a text over an edit that was not one of them. */
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

  /** Marks what others have changed, so that no step overwrites it. */
  markStale(patches: readonly Patch[]): void {
    for (const step of [...this.undo, ...this.redo]) {
      if (step.kind !== 'command') continue;
      for (const patch of patches) if (touches(patch, step.guards)) step.stale.add(patched(patch));
    }
  }

  /** Removes the step of a command that was refused, because there is nothing to undo; what it has beside that stays. */
  forget(position: number): void {
    for (const stack of [this.undo, this.redo]) {
      stack.forEach((step, at) => {
        if (step.kind !== 'command' || !step.positions.includes(position)) return;
        const positions = step.positions.filter((each) => each !== position);
        if (positions.length === 0) stack.splice(at, 1);
        else stack[at] = { ...step, positions };
      });
    }
  }
}

/** Whether a patch changes one of the guarded fields of its record. */
function touches(patch: Patch, guards: ReadonlyMap<string, readonly string[]>): boolean {
  const guarded = guards.get(patched(patch));
  if (guarded === undefined) return false;
  if ('set' in patch) return guarded.some((name) => Object.hasOwn(patch.fields, name));
  if ('splice' in patch) return guarded.includes(patch.field);
  return true;
}
