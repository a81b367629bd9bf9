import type { Command } from '../board/command.ts';
import type { Code } from '../board/generated.ts';
import { Refusal } from '../board/refusal.ts';
import { guards, inverse, without } from '../board/registry.ts';
import type { Ops } from '../board/splice.ts';
import type { State } from '../board/state.ts';
import type { CommandStep, History, Step, TextStep } from './history.ts';

/** How undo and redo give commands. */
export interface UndoActions {
  /** Gives a command. Returns its position, 0 when it changes nothing. */
  run(command: Command): number | Refusal;
  /** Edits a text. Returns the ops that undo the edit. */
  edit(record: string, field: string, ops: Ops): Ops | Refusal;
  /** These records were left alone. The code names a reason that passes. */
  skipped(ids: readonly string[], code?: Code): void;
}

/** Refusals that pass: the step can be undone later. */
const temporary: ReadonlySet<Code> = new Set<Code>(['busy', 'held', 'phase', 'locked']);

/** Undoes and redoes steps, except where somebody else has changed something since. */
export class Undo {
  constructor(
    private readonly history: History,
    private readonly state: State,
    private readonly member: string,
    private readonly actions: UndoActions,
  ) {}

  /** Undoes the last step. Returns false when there was none, or when it had to be left alone. */
  undo(): boolean {
    return this.take(this.history.undo, this.history.redo);
  }

  /** Redoes the step that was undone last. */
  redo(): boolean {
    return this.take(this.history.redo, this.history.undo);
  }

  private take(from: Step[], to: Step[]): boolean {
    for (let step = from.pop(); step !== undefined; step = from.pop()) {
      if (step.kind === 'command') return this.takeCommands(step, from, to);
      // When others have removed all that was typed, there is nothing to undo.
      if (step.ops.length > 0) return this.takeText(step, from, to);
    }
    return false;
  }

  private takeText(step: TextStep, from: Step[], to: Step[]): boolean {
    const { record, field } = step;
    const back = this.actions.edit(record, field, step.ops);
    if (back instanceof Refusal) {
      const isTemporary = temporary.has(back.code);
      if (isTemporary) from.push(step);
      this.actions.skipped([record], isTemporary && back.code !== 'busy' ? back.code : undefined);
      return false;
    }
    // A time long ago, so that what is typed next is a step of its own.
    this.history.push(to, { kind: 'text', record, field, ops: back, at: Number.NEGATIVE_INFINITY });
    return true;
  }

  private takeCommands(step: CommandStep, from: Step[], to: Step[]): boolean {
    const skipped = new Set(step.stale);
    const positions: number[] = [];
    const guarded = new Map<string, readonly string[]>();
    let back: Command[] = [];
    let done = false;
    let code: Code | undefined;
    for (const whole of step.commands) {
      const command = without(whole, step.stale);
      if (command === undefined) continue;
      const before = inverse(this.state, command, this.member);
      const position = this.actions.run(command);
      const touched = guards(command, this.member);
      if (position instanceof Refusal) {
        for (const id of touched.keys()) skipped.add(id);
        if (temporary.has(position.code)) code = position.code;
        continue;
      }
      done = true;
      if (position === 0) continue;
      positions.push(position);
      back = [...before, ...back];
      for (const [id, fields] of touched) guarded.set(id, [...(guarded.get(id) ?? []), ...fields]);
    }
    if (back.length > 0) {
      this.history.push(to, { kind: 'command', commands: back, guards: guarded, stale: new Set(), positions });
    }
    if (!done && code !== undefined) from.push(step);
    if (skipped.size > 0) this.actions.skipped([...skipped], done ? undefined : code);
    return done;
  }
}
