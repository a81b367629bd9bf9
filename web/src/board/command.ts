import type { Draft } from './decide.ts';
import { type GroupNotes, groupNotes, type MoveGroup, moveGroup, type RenameGroup, renameGroup } from './group.ts';
import { type RenameMember, renameMember } from './member.ts';
import {
  type AddNote,
  addNote,
  type ColourNotes,
  colourNotes,
  type DeleteNotes,
  deleteNotes,
  type MoveNotes,
  moveNotes,
  type PasteNotes,
  pasteNotes,
  type RestoreNotes,
  restoreNotes,
} from './note.ts';
import type { Actor } from './permission.ts';
import { type EditText, editText } from './text.ts';
import { type RenameWorkshop, renameWorkshop } from './workshop.ts';

/** What somebody wants (W23). A field that may be left out may also be undefined. */
export type Command =
  | AddNote
  | PasteNotes
  | EditText
  | MoveNotes
  | GroupNotes
  | RenameGroup
  | MoveGroup
  | ColourNotes
  | DeleteNotes
  | RestoreNotes
  | RenameMember
  | RenameWorkshop;

export type CommandName = Command['do'];

/** The fields of one command. */
export type With<Name extends CommandName> = Extract<Command, { do: Name }>['with'];

type Deciders = {
  readonly [Name in CommandName]: (draft: Draft, by: Actor, command: With<Name>) => void;
};

/** How each command is decided. Every name needs a row in the permission table. */
export const deciders: Deciders = {
  AddNote: addNote,
  PasteNotes: pasteNotes,
  EditText: editText,
  MoveNotes: moveNotes,
  GroupNotes: groupNotes,
  RenameGroup: renameGroup,
  MoveGroup: moveGroup,
  ColourNotes: colourNotes,
  DeleteNotes: deleteNotes,
  RestoreNotes: restoreNotes,
  RenameMember: renameMember,
  RenameWorkshop: renameWorkshop,
};
