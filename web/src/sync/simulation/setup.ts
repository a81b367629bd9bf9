import type { Role } from '../../board/generated.ts';
import { openWorkshop } from '../open.ts';
import * as orphan from '../orphan.ts';
import type { QueueStorage } from '../queue.ts';
import type { SyncEvent, Workshop } from '../workshop.ts';
import { SeededRandom, SimulatedClock } from './clock.ts';
import { SimulatedNetwork } from './network.ts';
import { sampleRecords } from './records.ts';
import { FakeServer } from './server.ts';
import type { SimulatedServer } from './simulation.ts';
import { FakeStorage } from './storage.ts';

/** By how much the clock of the server is ahead. */
export const skewMillis = 90_000;

/** One tab of one person. The test decides what happens in it, and when. */
export interface Tab {
  readonly workshop: Workshop;
  readonly network: SimulatedNetwork;
  readonly events: SyncEvent[];
  /** The tab ends without telling anybody. */
  crash(): void;
}

/** The tabs of people who open one workshop. */
export class Tabs<Server extends SimulatedServer> {
  readonly clock: SimulatedClock;
  readonly random = new SeededRandom(7);
  private readonly storages = new Map<string, FakeStorage>();

  constructor(
    readonly server: Server,
    settle = server.settle?.bind(server),
  ) {
    this.clock = new SimulatedClock(settle);
  }

  async open(member: string, how: { role?: Role; sockets?: boolean; storage?: QueueStorage } = {}): Promise<Tab> {
    const { clock, random, server } = this;
    const role = how.role ?? 'participant';
    const backend = server.backend({ member: role === 'observer' ? '' : member, role });
    const network = new SimulatedNetwork(backend, clock, random, role);
    network.sockets = how.sockets ?? true;
    const tab = this.storage(member).tab();
    const storage = how.storage ?? tab;
    const opening = openWorkshop({
      storage,
      transport: network,
      clock,
      random,
      kinds: async () => {},
      orphan: async () => orphan,
    });
    opening.catch(() => undefined); // the await below reports it
    await this.run(5_000);
    const workshop = await opening;
    const events: SyncEvent[] = [];
    workshop.subscribe((event) => events.push(event));
    const crash = () => {
      network.crash();
      tab.crash();
    };
    return { workshop, network, events, crash };
  }

  storage(member: string): FakeStorage {
    const known = this.storages.get(member) ?? new FakeStorage(this.clock, this.random, 5);
    this.storages.set(member, known);
    return known;
  }

  run(millis: number): Promise<void> {
    return this.clock.run(millis);
  }
}

/** A workshop on a fake server, and its tabs. */
export class Setup extends Tabs<FakeServer> {
  constructor(settle?: () => Promise<void>) {
    super(new FakeServer(sampleRecords(['anna', 'jan'])), settle);
    this.server.now = () => this.clock.now() + skewMillis;
  }

  override async open(member: string, how: Parameters<Tabs<FakeServer>['open']>[1] = {}): Promise<Tab> {
    if (how.role === 'moderator') this.server.state.apply([{ set: member, fields: { role: how.role } }]);
    return super.open(member, how);
  }

  /** A text in the state of the server. */
  text(id: string): string {
    return this.server.state.of('note', id)?.text ?? '';
  }
}

/** A text as the person sees it. */
export function shown(tab: Tab, id: string): string {
  return tab.workshop.state.of('note', id)?.text ?? '';
}
