import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../board/generated.ts';
import { Setup, shown } from './simulation/setup.ts';

const addNote = (note: string, characters: number) =>
  ({
    do: 'AddNote',
    with: { board: 'board-1', note, section: 'threat', text: '🌲'.repeat(characters) },
  }) as const;

const allowing = (maxTextLength: number) => ({ ...defaultLimits, maxTextLength });

describe('the limits of the server (W9a)', () => {
  it('come with the state, for every role', async () => {
    const setup = new Setup();
    setup.server.state.limits = allowing(12_000);
    const [anna, jan, wall] = [
      await setup.open('anna'),
      await setup.open('jan', { role: 'moderator' }),
      await setup.open('wall', { role: 'observer' }),
    ];
    for (const { workshop } of [anna, jan, wall]) expect(workshop.state.limits).toEqual(allowing(12_000));
    expect(anna.workshop.run(addNote('n1', 12_000))).toBeNull();
    expect(anna.workshop.run(addNote('n2', 12_001))?.code).toBe('too_long');
    await setup.run(1_000);
    expect(anna.workshop.saving).toEqual({ kind: 'saved' });
    expect([...setup.text('n1')]).toHaveLength(12_000);
  });

  it('are those of the instance that welcomed last; what it will refuse is no longer shown, and handed back', async () => {
    const setup = new Setup();
    const anna = await setup.open('anna');
    anna.network.online = false;
    anna.network.cut();
    anna.workshop.run(addNote('long', 200));
    anna.workshop.run(addNote('short', 100));
    setup.server.state.limits = allowing(100);
    anna.network.online = true;
    await setup.run(30_000);
    expect(anna.events.some((event) => event.type === 'reset')).toBe(false);
    expect(anna.workshop.state.limits).toEqual(allowing(100));
    expect(anna.workshop.state.get('long')).toBeUndefined();
    expect([...shown(anna, 'short')]).toHaveLength(100);
    expect(anna.workshop.refused).toMatchObject([{ code: 'too_long', text: '🌲'.repeat(200) }]);
    expect(anna.workshop.run(addNote('again', 101))?.code).toBe('too_long');
    setup.server.state.limits = allowing(300);
    setup.server.restart();
    await setup.run(30_000);
    expect(anna.workshop.run(addNote('again', 300))).toBeNull();
    await setup.run(1_000);
    expect([...setup.text('again')]).toHaveLength(300);
  });
});
