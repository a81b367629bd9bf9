import type { PlanAgenda } from './agenda.ts';
import { awaited } from './await.ts';
import type { AddBoard, ArchiveBoard, MoveBoard, PublishBoard, RenameBoard } from './board.ts';
import type { Draft } from './decide.ts';
import type { NextPresentation, QueuePresentations, Release, SetFocus } from './focus.ts';
import { type GroupNotes, groupNotes, type MoveGroup, moveGroup, type RenameGroup, renameGroup } from './group.ts';
import type { SetLock } from './lock.ts';
import { type RenameMember, renameMember } from './member.ts';
import { type MergeNotes, mergeNotes } from './merge.ts';
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
import {
  type AdmitMembers,
  type RemoveMember,
  type SetHand,
  type SetReady,
  type SetRole,
  type SetWaitingRoom,
  setHand,
  setReady,
} from './people.ts';
import type { Actor } from './permission.ts';
import type { AddPhase, GoTo, MovePhase, RemovePhase, Reveal, SetPhase, ShowNotes } from './phase.ts';
import type { AssignTeam, ChooseTeam, FormTeams, LetChoose, NameLead, PromoteNotes, RenameTeam } from './team.ts';
import { type EditText, editText } from './text.ts';
import type { ExtendTimer, PauseTimer, ResumeTimer, StartTimer, StopTimer } from './timer.ts';
import { type CloseVote, type OpenVote, type RemoveVote, type SetPoints, setPoints } from './vote.ts';
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
  | MergeNotes
  | RenameMember
  | RenameWorkshop
  | SetPoints
  | SetHand
  | SetReady
  | Awaited;

/** What the server alone decides: the browser checks the permission and waits for the change. */
export type Awaited =
  | AddBoard
  | RenameBoard
  | MoveBoard
  | ArchiveBoard
  | PublishBoard
  | ShowNotes
  | PlanAgenda
  | AddPhase
  | SetPhase
  | MovePhase
  | RemovePhase
  | GoTo
  | StartTimer
  | PauseTimer
  | ResumeTimer
  | ExtendTimer
  | StopTimer
  | Reveal
  | SetLock
  | OpenVote
  | CloseVote
  | RemoveVote
  | FormTeams
  | AssignTeam
  | LetChoose
  | ChooseTeam
  | NameLead
  | RenameTeam
  | PromoteNotes
  | SetFocus
  | Release
  | QueuePresentations
  | NextPresentation
  | SetWaitingRoom
  | AdmitMembers
  | RemoveMember
  | SetRole;

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
export function isAwaited(command: Command): command is Awaited {
  return deciders[command.do] === awaited;
}
