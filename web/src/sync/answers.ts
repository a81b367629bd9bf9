import { messages, type Refused, type ServerFrame } from './frames.ts';
import { Rejected, type Transport } from './transport.ts';

/**
 * Refusals that concern the moment and not the command. The same bytes are sent again under the same number, because
 * another copy of them may still be on its way.
 */
export const transient: ReadonlySet<string> = new Set([
  'busy',
  'rate_limited',
  'storage_full',
  'quarantined',
  'internal',
]);
/** Refusals after which the command is sent again under another number, a few times. */
export const retryable: ReadonlySet<string> = new Set(['future_seen', 'out_of_order', 'too_far_behind']);
/**
 * Whether the command itself may be given again. Under a number that was used before it may not: what became of the
 * number is not known here, and the person decides (W20).
 */
export function mayRepeat(code: string): boolean {
  return code !== 'number_reused';
}

/** Sends frozen commands of a client by POST and gives the answers. Rejects with NoSession or Unreachable. */
export async function postAll(
  transport: Transport,
  client: string,
  commands: readonly { readonly frame: string }[],
): Promise<ServerFrame[]> {
  const answers: ServerFrame[] = [];
  const post = async (message: string): Promise<void> => {
    try {
      answers.push(...(await transport.post(client, message)));
    } catch (fault) {
      if (!(fault instanceof Rejected)) throw fault;
      const lines = message.split('\n');
      // A command that is refused must not take the others of its message with it.
      if (lines.length > 1) for (const line of lines) await post(line);
      else answers.push(...refusalsOf(message, fault));
    }
  };
  for (const message of messages(commands.map((command) => command.frame))) await post(message);
  return answers;
}

/** The answers to the commands of a message that was refused as a whole. */
export function refusalsOf(message: string, fault: Rejected): Refused[] {
  return message
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; number?: number })
    .filter((frame) => frame.type === 'command' && frame.number !== undefined)
    .map((frame) => ({
      type: 'refused',
      number: frame.number as number,
      code: fault.code,
      message: fault.sentence,
    }));
}
