import { describe, it } from 'vitest';
import { Simulation } from '../src/sync/simulation/simulation.ts';
import { addPhase, RealServer } from './real-server.ts';

async function run(seed: number, phases: boolean): Promise<void> {
  const others = Array.from({ length: 1 + (seed % 3) }, () => 'participant' as const);
  const server = await RealServer.open(phases ? 'moderator' : 'participant', ...others);
  try {
    if (phases) {
      await server.give(
        server.members[0] ?? '',
        addPhase('silent', ['write', 'move'], { hidden: true, counts: true }),
        addPhase('secret', ['write'], { hidden: true, anonymous: true }),
        addPhase('writing', ['write', 'move']),
        addPhase('reading', ['move']),
      );
    }
    await new Simulation(server, seed, { deletes: seed % 2 === 0, pastes: true, phases }).run(150);
  } finally {
    await server.close();
  }
}

const seeds = Number(process.env.SIMULATION_SEEDS ?? '6');
const first = Number(process.env.SIMULATION_FIRST ?? '1');
const all = Array.from({ length: seeds }, (_, i) => first + i);

describe.each([
  ['on bad networks', false],
  ['in phases of hidden and open writing', true],
])('several people at the real server, %s', (_, phases) => {
  it.concurrent.each(all)('converge and lose nothing (seed %i)', (seed) => run(seed, phases));
});
