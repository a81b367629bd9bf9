import type { Role } from '../../board/generated.ts';
import { openInBrowser } from '../../sync/browser.ts';
import { NotAdmitted } from '../../sync/open.ts';
import { isFinal } from '../../sync/transport.ts';
import { fetchKinds } from '../boards.ts';
import { language } from '../words/language.svelte.ts';
import { WorkshopStore } from './workshop-store.svelte.ts';

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;
/** How often one who waits asks whether they were let in, in milliseconds. */
const KNOCK = 3_000;
/** So long the page says "opening" before it says that the server is not reached. */
const PATIENCE = 3;

/** How far it has come; `waiting`: somebody has to let the person in. */
export type Stage =
  | { is: 'opening' }
  | { is: 'unreachable' }
  | { is: 'no_session' }
  | { is: 'waiting'; title: string }
  | { is: 'open'; store: WorkshopStore };

/** A workshop on its way to being open. It keeps trying until it is told that there is no session, or is closed. */
export class Opening {
  stage: Stage = $state.raw({ is: 'opening' });
  #closed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * Tries the roles one after the other; undefined leaves the choice to the server. With a team a moderator, as an
   * observer, looks on at what the team sees. What is open is read by a store of the given kind.
   */
  constructor(
    workshop: string,
    roles: readonly (Role | undefined)[],
    private readonly team?: string,
    private readonly Store = WorkshopStore,
  ) {
    this.#try(workshop, roles, 1);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    if (this.stage.is === 'open') this.stage.store.close();
  }

  async #try(workshop: string, roles: readonly (Role | undefined)[], attempt: number): Promise<void> {
    try {
      const opened = await openInBrowser(workshop, fetchKinds, roles[0], this.team);
      if (this.#closed) {
        opened.close();
        return;
      }
      await language.propose(opened.state.workshop?.locale ?? '');
      const admitted = this.stage.is === 'waiting';
      this.stage = { is: 'open', store: new this.Store(opened, admitted) };
    } catch (fault) {
      if (this.#closed) return;
      if (isFinal(fault) && roles.length > 1) this.#try(workshop, roles.slice(1), 1);
      else if (isFinal(fault)) this.stage = { is: 'no_session' };
      else if (fault instanceof NotAdmitted) await this.#wait(workshop, roles, fault);
      else this.#again(workshop, roles, attempt);
    }
  }

  async #wait(workshop: string, roles: readonly (Role | undefined)[], { me }: NotAdmitted): Promise<void> {
    await language.propose(me.locale);
    if (this.#closed) return;
    if (this.stage.is !== 'waiting') this.stage = { is: 'waiting', title: me.title };
    this.#timer = setTimeout(() => this.#try(workshop, roles, 1), KNOCK);
  }

  #again(workshop: string, roles: readonly (Role | undefined)[], attempt: number): void {
    if (attempt >= PATIENCE) this.stage = { is: 'unreachable' };
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1)) * (0.75 + Math.random() / 2);
    this.#timer = setTimeout(() => this.#try(workshop, roles, attempt + 1), pause);
  }
}
