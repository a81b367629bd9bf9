import type { Actor } from '../../board/permission.ts';
import { membersOf } from '../../board/team.ts';
import { later } from '../words/later.ts';
import { WorkshopStore } from '../workshop/workshop-store.svelte.ts';

/** The team at which this page looks on; '' for none. */
export function previewedTeam(): string {
  return new URLSearchParams(location.search).get('team') ?? '';
}

/** A workshop as participants have it before them, with all their tools, in which nothing can be changed. */
export class PreviewStore extends WorkshopStore {
  override get me(): Actor {
    return { member: membersOf(this.state, previewedTeam())[0]?.id ?? '', role: 'participant' };
  }

  override run(): boolean {
    this.tell(() => later().previewOnly);
    return false;
  }

  override editText(): boolean {
    return this.run();
  }

  override react(): boolean {
    return this.run();
  }
}
