import { Draft, type EarlierEdit } from './draft.ts';
import { type Commands, permissions } from './generated.ts';
import { type Actor, authorise } from './permission.ts';
import { Refusal } from './refusal.ts';
import { isAwaited, predict } from './registry.ts';
import type { Patch, State } from './state.ts';

/** The name of a command. */
export type CommandName = keyof Commands;

/** What somebody wants (W23): any command, or one of the given name. */
export type Command<Name extends CommandName = CommandName> = {
  readonly [Each in Name]: { readonly do: Each; readonly with: Commands[Each] };
}[Name];

/** What a command changed, and the patches that take it back. */
export interface Performed {
  readonly change: Patch[];
  readonly inverse: Patch[];
  /** The server does more than what shows here: what the actor does not see, or what only it decides. */
  readonly more: boolean;
}

/** Says what the command would change, or throws a Refusal; the state is the same afterwards. See perform. */
export function decide(state: State, actor: Actor, command: Command, earlier: readonly EarlierEdit[] = []): Patch[] {
  const { change, inverse } = perform(state, actor, command, earlier);
  state.apply(inverse);
  return change;
}

/**
 * Decides the command and leaves it applied. Throws a Refusal, and changes nothing, when it is refused. Only EditText
 * asks for the earlier edits: its ops are carried over them. Without earlier it is a prediction of the server's decision,
 * and the ops fit the text as it stands.
 */
export function perform(state: State, actor: Actor, command: Command, earlier?: readonly EarlierEdit[]): Performed {
  const by = authorise(state, actor, command.do);
  if (typeof by === 'string') throw new Refusal(by);
  if (state.workshop === undefined) throw new Refusal('not_found');
  const draft = new Draft(state, by, permissions[command.do], earlier);
  try {
    predict(draft, command);
  } catch (reason) {
    state.apply(draft.inverse());
    throw reason;
  }
  return { change: draft.change, inverse: draft.inverse(), more: draft.more || isAwaited(command) };
}
