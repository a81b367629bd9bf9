import { describe, it } from 'vitest';
import type { Rec } from '../../board/record.ts';
import { sampleRecords } from './records.ts';
import { FakeServer } from './server.ts';
import { Simulation } from './simulation.ts';

function phaseRecords(moderator: string): Rec[] {
  const everyone = 'everyone';
  const phase = (id: string, rank: string, fields: Rec['fields']): Rec => ({
    id,
    kind: 'phase',
    audience: everyone,
    fields: { title: id, rank, ...fields },
  });
  return [
    { id: moderator, kind: 'member', audience: everyone, fields: { name: moderator, role: 'moderator' } },
    phase('silent', 'a0', { allow: ['write', 'move'], hidden: true, counts: true }),
    phase('secret', 'a1', { allow: ['write'], hidden: true, anonymous: true }),
    phase('writing', 'a2', { allow: ['write', 'move'] }),
    phase('reading', 'a3', { allow: ['move'] }),
  ];
}

function run(seed: number, phases: boolean): Promise<void> {
  const members = Array.from({ length: 2 + (seed % 3) }, (_, i) => `member-${i}`);
  const server = new FakeServer(
    [...sampleRecords(members), ...(phases ? phaseRecords(members[0] ?? '') : [])],
    members,
  );
  return new Simulation(server, seed, { deletes: seed % 2 === 0, phases }).run(150);
}

const seeds = Number(process.env.SIMULATION_SEEDS ?? '12');
const first = Number(process.env.SIMULATION_FIRST ?? '1');

// Each of these has found a fault once.
const once = process.env.SIMULATION_FIRST === undefined ? [1106, 1535, 3099, 4167] : [];
const all = [...Array.from({ length: seeds }, (_, i) => first + i), ...once];

describe('several people on bad networks', () => {
  for (const seed of all) {
    it(`converge and lose nothing (seed ${seed})`, { timeout: 60_000 }, () => run(seed, false));
  }
});

describe('several people in phases of hidden and open writing', () => {
  for (const seed of all) {
    it(`see what they may, and lose nothing (seed ${seed})`, { timeout: 60_000 }, () => run(seed, true));
  }
});
