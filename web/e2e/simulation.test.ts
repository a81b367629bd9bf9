import { describe, it } from 'vitest';
import { Simulation } from '../src/sync/simulation/simulation.ts';
import { Room } from './room.ts';

async function run(seed: number, phases: boolean): Promise<void> {
  const room = await Room.open(2 + (seed % 3), phases);
  try {
    await new Simulation(room, seed, { deletes: seed % 2 === 0, pastes: true, phases }).run(150);
  } finally {
    await room.close();
  }
}

const seeds = Number(process.env.SIMULATION_SEEDS ?? '16');
const first = Number(process.env.SIMULATION_FIRST ?? '1');
const all = Array.from({ length: seeds }, (_, i) => first + i);

describe.each([
  ['on bad networks', false],
  ['in phases of hidden and open writing', true],
])('several people at the real server, %s', (_, phases) => {
  it.concurrent.each(all)('converge and lose nothing (seed %i)', { timeout: 120_000 }, (seed) => run(seed, phases));
});
