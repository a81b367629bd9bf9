import { awaited } from './await.ts';
import type { Draft } from './decide.ts';
import type { Commands } from './generated.ts';
import { groupNotes, moveGroup, renameGroup } from './group.ts';
import { renameMember } from './member.ts';
import { mergeNotes } from './merge.ts';
import { addNote, colourNotes, deleteNotes, moveNotes, pasteNotes, restoreNotes } from './note.ts';
import { setHand, setReady } from './people.ts';
import type { Actor } from './permission.ts';
import { editText } from './text.ts';
import { setPoints } from './vote.ts';
import { renameWorkshop } from './workshop.ts';

/** The name of a command. */
export type CommandName = keyof Commands;

/** What somebody wants (W23): any command, or one of the given name. */
export type Command<Name extends CommandName = CommandName> = {
  readonly [Each in Name]: { readonly do: Each; readonly with: Commands[Each] };
}[Name];

type Deciders = {
  readonly [Name in CommandName]: (draft: Draft, by: Actor, command: Commands[Name]) => void;
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
  MergeNotes: mergeNotes,
  RenameMember: renameMember,
  RenameWorkshop: renameWorkshop,
  SetPoints: setPoints,
  SetHand: setHand,
  SetReady: setReady,

  ShowNotes: awaited,
  PlanAgenda: awaited,
  AddPhase: awaited,
  SetPhase: awaited,
  MovePhase: awaited,
  RemovePhase: awaited,
  GoTo: awaited,
  StartTimer: awaited,
  PauseTimer: awaited,
  ResumeTimer: awaited,
  ExtendTimer: awaited,
  StopTimer: awaited,
  Reveal: awaited,
  SetLock: awaited,
  OpenVote: awaited,
  CloseVote: awaited,
  RemoveVote: awaited,
  AddBoard: awaited,
  RenameBoard: awaited,
  MoveBoard: awaited,
  ArchiveBoard: awaited,
  PublishBoard: awaited,
  FormTeams: awaited,
  AssignTeam: awaited,
  LetChoose: awaited,
  ChooseTeam: awaited,
  NameLead: awaited,
  RenameTeam: awaited,
  PromoteNotes: awaited,
  SetFocus: awaited,
  Release: awaited,
  QueuePresentations: awaited,
  NextPresentation: awaited,
  SetWaitingRoom: awaited,
  AdmitMembers: awaited,
  RemoveMember: awaited,
  SetRole: awaited,
};

/** Whether the command shows only when the server's change is there. */
export function isAwaited(command: Command): boolean {
  return deciders[command.do] === awaited;
}
