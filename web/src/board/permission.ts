import type { CommandName } from './command.ts';

/** What a member may be in a workshop. */
export type Role = 'moderator' | 'participant' | 'observer';

/** Who gives a command: from the session, never from the message. */
export interface Actor {
  readonly member: string;
  readonly role: Role;
}

const writers: readonly Role[] = ['participant', 'moderator'];
const moderators: readonly Role[] = ['moderator'];

/** The one table of who may do what; a name without a row is allowed to nobody. */
const permissions: { readonly [name in CommandName | 'ManageLinks' | 'AddDevice']: readonly Role[] } = {
  AddNote: writers,
  PasteNotes: writers,
  EditText: writers,
  MoveNotes: writers,
  GroupNotes: writers,
  RenameGroup: writers,
  MoveGroup: writers,
  ColourNotes: writers,
  DeleteNotes: writers,
  RestoreNotes: writers,
  RenameMember: writers,
  RenameWorkshop: moderators,

  ManageLinks: moderators,
  AddDevice: writers,
};

/** Whether the role may do this; the interface asks it to show or hide controls. */
export function may(role: Role, name: string): boolean {
  return Object.hasOwn(permissions, name) && permissions[name as keyof typeof permissions].includes(role);
}
