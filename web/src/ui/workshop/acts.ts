import type { Member } from '../../board/generated.ts';
import { members } from '../../board/member.ts';
import { teams } from '../../board/team.ts';
import type { MenuItem } from '../parts/menu.ts';
import { later } from '../words/later.ts';
import type { WorkshopStore } from './workshop-store.svelte.ts';

/** What is asked about before it is done, and to whom. */
export interface Asked {
  readonly what: 'give' | 'take' | 'leave' | 'remove' | 'ban';
  readonly member: string;
}

/** What the menu of a person leads to. */
export interface PersonHandlers {
  ask(asked: Asked): void;
  write(member: string): void;
}

/** What moderators can do about a person. Whatever takes something away is asked about first. */
export function personItems(store: WorkshopStore, member: Member, handlers: PersonHandlers): MenuItem[] {
  const w = later().people;
  const { id } = member;
  const name = store.nameOf(id);
  const leads = member.role === 'moderator';
  const items: MenuItem[] = [];
  if (member.hand !== undefined) items.push({ label: w.lower, icon: 'hand', run: () => lower(store, [id]) });
  if (!leads) items.push({ label: w.write.act, icon: 'pencil-line', run: () => handlers.write(id) });
  const present = teams(store.state);
  if (!leads && present.length > 0) {
    const choice = (team: string, label: string): MenuItem => ({
      label,
      checked: member.team === team,
      run: () => store.run({ do: 'AssignTeam', with: { team, members: [id] } }, w.moved(name, label)),
    });
    const choices = [...present.map((team) => choice(team.id, team.name)), choice('', later().teams.none)];
    items.push({ label: w.team, icon: 'users', items: choices });
  }
  items.push(
    leads
      ? { label: w.role.take, icon: 'shield', divider: true, run: () => handlers.ask({ what: 'take', member: id }) }
      : { label: w.role.give, icon: 'shield', divider: true, run: () => handlers.ask({ what: 'give', member: id }) },
    {
      label: w.remove.act,
      icon: 'user-minus',
      danger: true,
      divider: true,
      run: () => handlers.ask({ what: 'remove', member: id }),
    },
    { label: w.remove.ban, icon: 'ban', danger: true, run: () => handlers.ask({ what: 'ban', member: id }) },
  );
  return items;
}

/** Lowers hands and says so. */
export function lower(store: WorkshopStore, ids: readonly string[]): void {
  const w = later().people;
  const [first = ''] = ids;
  const done = ids.length === 1 ? w.lowered(store.nameOf(first)) : w.loweredAll;
  for (const id of ids) store.run({ do: 'SetHand', with: { up: false, member: id } });
  store.announcer.say(done);
}

/** Whether nobody else runs the workshop. */
export function isLast(store: WorkshopStore): boolean {
  return !members(store.state).some(({ id, role }) => id !== store.me.member && role === 'moderator');
}

/** The question before an act: its title, its consequences, and the words of the button. */
export function confirmation(
  store: WorkshopStore,
  { what, member }: Asked,
): { title: string; what: string[]; act: string } {
  const { role, remove } = later().people;
  const name = store.nameOf(member);
  switch (what) {
    case 'give':
      return { title: role.giveTitle, what: [role.giveWhat(name)], act: role.giveConfirm };
    case 'take':
      return { title: role.takeTitle, what: [role.takeWhat(name)], act: role.takeConfirm };
    case 'leave':
      return { title: role.leaveTitle, what: [role.leaveWhat], act: role.leaveConfirm };
    case 'remove':
      return { title: remove.title(name), what: remove.what, act: remove.confirm };
    case 'ban':
      return { title: remove.banTitle(name), what: remove.banWhat, act: remove.banConfirm };
  }
}

/** Since how many minutes what a banned person did can be taken back; 0: it stays. */
export const undoMinutes = [0, 10, 60, 24 * 60] as const;

/** Does what was asked about. minutes: since when to take back what the person did; 0: it stays. */
export function perform(store: WorkshopStore, { what, member }: Asked, minutes: number = 0): boolean {
  const { role, remove } = later().people;
  const name = store.nameOf(member);
  // Without the mark of the role that is taken.
  const bare = store.state.of('member', member)?.name ?? name;
  switch (what) {
    case 'give':
      return store.run({ do: 'SetRole', with: { member, role: 'moderator' } }, role.given(name));
    case 'take':
      return store.run({ do: 'SetRole', with: { member, role: 'participant' } }, role.taken(bare));
    case 'leave':
      // One's own new role is told to oneself anyway.
      return store.run({ do: 'SetRole', with: { member, role: 'participant' } });
    case 'remove':
      return store.run({ do: 'RemoveMember', with: { member, ban: false } }, remove.done(name));
    case 'ban': {
      if (!store.run({ do: 'RemoveMember', with: { member, ban: true } }, remove.banned(name))) return false;
      const since = store.now() - minutes * 60_000;
      if (minutes > 0)
        void store.runWhole({ do: 'UndoMember', with: { member, since } }).then((whole) => {
          if (whole) store.announcer.say(remove.undone(name));
        });
      return true;
    }
  }
}
