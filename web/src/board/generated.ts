// Written from package board by `go test ./board -update`; change it there.
import { flag, list, num, optional, Rec, text } from './record.ts';
import type { Ops } from './splice.ts';

/** What a phase allows participants to do, in the order in which people read it. */
export const acts = ['write', 'move', 'group', 'vote'] as const;
export type Act = (typeof acts)[number];

/** What a member may be in a workshop. */
export type Role = 'moderator' | 'participant' | 'observer';

/** The reasons of refusals (W27). */
export const codes = [
  'archived',
  'bad_frame',
  'bad_id',
  'bad_splice',
  'bad_text',
  'bad_value',
  'busy',
  'closed',
  'deleted',
  'empty',
  'exists',
  'forbidden',
  'future_seen',
  'future_since',
  'held',
  'hello_first',
  'internal',
  'last_moderator',
  'locked',
  'missing_field',
  'no_entry',
  'no_points',
  'no_session',
  'not_found',
  'number_reused',
  'other_client',
  'other_epoch',
  'out_of_order',
  'per_item',
  'phase',
  'quarantined',
  'rate_limited',
  'removed',
  'stale',
  'storage_full',
  'too_deep',
  'too_far_behind',
  'too_large',
  'too_long',
  'too_many',
  'unknown_command',
  'unknown_field',
  'unknown_frame',
  'waiting',
  'wrong_key',
  'wrong_type',
] as const;
export type Code = (typeof codes)[number];

/** The colours that a note may be marked with. */
export const noteColours = ['amber', 'rose', 'teal', 'violet', 'grey'] as const;

/** Bounds of one workshop (W9a). Texts are measured in characters (code points). */
export interface Limits {
  readonly maxNotes: number;
  readonly maxGroups: number;
  readonly maxBoards: number;
  readonly maxPeople: number;
  readonly maxPhases: number;
  readonly maxTeams: number;
  readonly maxVotes: number;
  readonly maxRecords: number;
  readonly maxClients: number;
  readonly maxTextLength: number;
  readonly maxBatch: number;
}

/** What a server allows unless it was set otherwise. A snapshot and a welcome say what is in force (W9a). */
export const defaultLimits: Limits = {
  maxNotes: 5_000,
  maxGroups: 500,
  maxBoards: 400,
  maxPeople: 200,
  maxPhases: 100,
  maxTeams: 30,
  maxVotes: 100,
  maxRecords: 20_000,
  maxClients: 20_000,
  maxTextLength: 10_000,
  maxBatch: 500,
};

/** The lengths of short texts are no settings: the interface is drawn for them. */
export const maxNameLength = 80;
export const maxAffiliationLength = 120;
export const maxTitleLength = 200;
export const maxGroupNameLength = 200;
export const maxTeamNameLength = 80;
export const maxAskLength = 1_000;
export const maxRankLength = 250;
export const maxSpliceSteps = 1_000;
export const maxPhaseMinutes = 1_440;
export const maxTimerSeconds = 86_400;
export const maxPoints = 100;

/** The kinds of boards: what a phase may allow on them, and the texts of the items that stand on them. */
export const boardKinds = {
  swot: {
    acts: ['write', 'move', 'group', 'vote'],
    items: { note: { texts: ['text'], within: 'group' } },
  },
} as const;

/** One row for each command, and for what else is asked of the same table: who may do it, the acts of which the phase
 * must allow participants one, and whether a hold or a lock forbids it to them. */
export const permissions = {
  AddBoard: { roles: ['moderator'], acts: [], stopped: false },
  AddDevice: { roles: ['participant', 'moderator'], acts: [], stopped: false },
  AddNote: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  AddPhase: { roles: ['moderator'], acts: [], stopped: false },
  AdmitMembers: { roles: ['moderator'], acts: [], stopped: false },
  ArchiveBoard: { roles: ['moderator'], acts: [], stopped: false },
  AssignTeam: { roles: ['moderator'], acts: [], stopped: false },
  ChooseTeam: { roles: ['participant', 'moderator'], acts: [], stopped: false },
  CloseVote: { roles: ['moderator'], acts: [], stopped: false },
  ColourNotes: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  DeleteNotes: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  EditText: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  ExtendTimer: { roles: ['moderator'], acts: [], stopped: false },
  FormTeams: { roles: ['moderator'], acts: [], stopped: false },
  GoTo: { roles: ['moderator'], acts: [], stopped: false },
  GroupNotes: { roles: ['participant', 'moderator'], acts: ['group'], stopped: true },
  LetChoose: { roles: ['moderator'], acts: [], stopped: false },
  ManageLinks: { roles: ['moderator'], acts: [], stopped: false },
  MergeNotes: { roles: ['participant', 'moderator'], acts: ['group'], stopped: true },
  MoveBoard: { roles: ['moderator'], acts: [], stopped: false },
  MoveGroup: { roles: ['participant', 'moderator'], acts: ['group'], stopped: true },
  MoveNotes: { roles: ['participant', 'moderator'], acts: ['move', 'group'], stopped: true },
  MovePhase: { roles: ['moderator'], acts: [], stopped: false },
  NameLead: { roles: ['moderator'], acts: [], stopped: false },
  NextPresentation: { roles: ['moderator'], acts: [], stopped: false },
  OpenVote: { roles: ['moderator'], acts: [], stopped: false },
  PasteNotes: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  PauseTimer: { roles: ['moderator'], acts: [], stopped: false },
  PlanAgenda: { roles: ['moderator'], acts: [], stopped: false },
  PromoteNotes: { roles: ['participant', 'moderator'], acts: [], stopped: true },
  PublishBoard: { roles: ['participant', 'moderator'], acts: [], stopped: false },
  QueuePresentations: { roles: ['moderator'], acts: [], stopped: false },
  React: { roles: ['participant', 'moderator'], acts: [], stopped: false },
  Release: { roles: ['moderator'], acts: [], stopped: false },
  RemoveMember: { roles: ['moderator'], acts: [], stopped: false },
  RemovePhase: { roles: ['moderator'], acts: [], stopped: false },
  RemoveVote: { roles: ['moderator'], acts: [], stopped: false },
  RenameBoard: { roles: ['moderator'], acts: [], stopped: false },
  RenameGroup: { roles: ['participant', 'moderator'], acts: ['group'], stopped: true },
  RenameMember: { roles: ['participant', 'moderator'], acts: [], stopped: false },
  RenameTeam: { roles: ['moderator'], acts: [], stopped: false },
  RenameWorkshop: { roles: ['moderator'], acts: [], stopped: false },
  RestoreNotes: { roles: ['participant', 'moderator'], acts: ['write', 'group'], stopped: true },
  ResumeTimer: { roles: ['moderator'], acts: [], stopped: false },
  Reveal: { roles: ['moderator'], acts: [], stopped: false },
  SetFocus: { roles: ['moderator'], acts: [], stopped: false },
  SetHand: { roles: ['participant', 'moderator'], acts: [], stopped: false },
  SetLock: { roles: ['moderator'], acts: [], stopped: false },
  SetPhase: { roles: ['moderator'], acts: [], stopped: false },
  SetPoints: { roles: ['participant', 'moderator'], acts: ['vote'], stopped: true },
  SetReady: { roles: ['participant', 'moderator'], acts: [], stopped: false },
  SetRole: { roles: ['moderator'], acts: [], stopped: false },
  SetWaitingRoom: { roles: ['moderator'], acts: [], stopped: false },
  ShowNotes: { roles: ['participant', 'moderator'], acts: [], stopped: true },
  StartTimer: { roles: ['moderator'], acts: [], stopped: false },
  StopTimer: { roles: ['moderator'], acts: [], stopped: false },
} as const;

/** The fields of each command (W23). */
export interface Commands {
  AddBoard: {
    readonly board: string;
    readonly kind: string;
    readonly title?: string | undefined;
    readonly before?: string | undefined;
  };
  AddNote: {
    readonly board: string;
    readonly note: string;
    readonly section: string;
    readonly group?: string | undefined;
    readonly before?: string | undefined;
    readonly text: string;
    readonly for?: string | undefined;
    readonly unsigned?: boolean | undefined;
  };
  AddPhase: {
    readonly phase: string;
    readonly before?: string | undefined;
    readonly title: string;
    readonly ask?: string | undefined;
    readonly part?: string | undefined;
    readonly minutes: number;
    readonly boards: readonly string[];
    readonly teams: boolean;
    readonly allow: readonly Act[];
    readonly hidden: boolean;
    readonly counts: boolean;
    readonly anonymous: boolean;
  };
  AdmitMembers: {
    readonly members: readonly string[];
  };
  ArchiveBoard: {
    readonly board: string;
    readonly on: boolean;
  };
  AssignTeam: {
    readonly team: string;
    readonly members: readonly string[];
  };
  ChooseTeam: {
    readonly team: string;
  };
  CloseVote: {
    readonly vote: string;
  };
  ColourNotes: {
    readonly notes: readonly string[];
    readonly colour?: string | undefined;
  };
  DeleteNotes: {
    readonly notes: readonly string[];
  };
  EditText: {
    readonly record: string;
    readonly field: string;
    readonly ops: Ops;
  };
  ExtendTimer: {
    readonly seconds: number;
  };
  FormTeams: {
    readonly teams: readonly {
      readonly team: string;
      readonly name: string;
      readonly members: readonly string[];
      readonly lead?: string | undefined;
    }[];
  };
  GoTo: {
    readonly phase: string;
    readonly from: string;
  };
  GroupNotes: {
    readonly board: string;
    readonly group: string;
    readonly name: string;
    readonly notes: readonly string[];
  };
  LetChoose: {
    readonly on: boolean;
  };
  MergeNotes: {
    readonly into: string;
    readonly notes: readonly string[];
  };
  MoveBoard: {
    readonly board: string;
    readonly before?: string | undefined;
  };
  MoveGroup: {
    readonly group: string;
    readonly before?: string | undefined;
  };
  MoveNotes: {
    readonly moves: readonly {
      readonly note: string;
      readonly section: string;
      readonly group?: string | undefined;
      readonly before?: string | undefined;
    }[];
  };
  MovePhase: {
    readonly phase: string;
    readonly before?: string | undefined;
  };
  NameLead: {
    readonly team: string;
    readonly member?: string | undefined;
  };
  NextPresentation: { readonly [field: string]: never };
  OpenVote: {
    readonly vote: string;
    readonly title: string;
    readonly points: number;
    readonly perItem: number;
    readonly groups: boolean;
    readonly boards: readonly string[];
    readonly sections: readonly string[];
    readonly liveTotals: boolean;
    readonly team?: string | undefined;
  };
  PasteNotes: {
    readonly board: string;
    readonly groups: readonly {
      readonly group: string;
      readonly name: string;
    }[];
    readonly notes: readonly {
      readonly note: string;
      readonly section: string;
      readonly group?: string | undefined;
      readonly text: string;
    }[];
    readonly unsigned?: boolean | undefined;
  };
  PauseTimer: { readonly [field: string]: never };
  PlanAgenda: {
    readonly template: string;
    readonly prefix: string;
  };
  PromoteNotes: {
    readonly board: string;
    readonly notes: readonly {
      readonly note: string;
      readonly from: string;
    }[];
  };
  PublishBoard: {
    readonly board: string;
  };
  QueuePresentations: {
    readonly teams: readonly string[];
    readonly seconds: number;
  };
  Release: { readonly [field: string]: never };
  RemoveMember: {
    readonly member: string;
    readonly ban: boolean;
  };
  RemovePhase: {
    readonly phase: string;
  };
  RemoveVote: {
    readonly vote: string;
  };
  RenameBoard: {
    readonly board: string;
    readonly title: string;
  };
  RenameGroup: {
    readonly group: string;
    readonly name: string;
  };
  RenameMember: {
    readonly name: string;
    readonly affiliation?: string | undefined;
  };
  RenameTeam: {
    readonly team: string;
    readonly name: string;
  };
  RenameWorkshop: {
    readonly title: string;
  };
  RestoreNotes: {
    readonly notes: readonly string[];
  };
  ResumeTimer: { readonly [field: string]: never };
  Reveal: {
    readonly board: string;
    readonly section?: string | undefined;
    readonly member?: string | undefined;
    readonly next?: boolean | undefined;
  };
  SetFocus: {
    readonly board?: string | undefined;
    readonly section?: string | undefined;
    readonly item?: string | undefined;
    readonly mode?: string | undefined;
  };
  SetHand: {
    readonly up: boolean;
    readonly member?: string | undefined;
  };
  SetLock: {
    readonly board?: string | undefined;
    readonly section?: string | undefined;
    readonly item?: string | undefined;
    readonly on: boolean;
  };
  SetPhase: {
    readonly phase: string;
    readonly title: string;
    readonly ask?: string | undefined;
    readonly part?: string | undefined;
    readonly minutes: number;
    readonly boards: readonly string[];
    readonly teams: boolean;
    readonly allow: readonly Act[];
    readonly hidden: boolean;
    readonly counts: boolean;
    readonly anonymous: boolean;
  };
  SetPoints: {
    readonly vote: string;
    readonly item: string;
    readonly points: number;
  };
  SetReady: {
    readonly ready: boolean;
  };
  SetRole: {
    readonly member: string;
    readonly role: Role;
  };
  SetWaitingRoom: {
    readonly on: boolean;
  };
  ShowNotes: {
    readonly notes: readonly string[];
  };
  StartTimer: {
    readonly seconds: number;
  };
  StopTimer: { readonly [field: string]: never };
}

export class Authorship extends Rec {
  get member(): string {
    return text(this, 'member');
  }
  get note(): string {
    return text(this, 'note');
  }
}

export class Ballot extends Rec {
  get member(): string {
    return text(this, 'member');
  }
  get points(): readonly string[] {
    return list(this, 'points');
  }
  get vote(): string {
    return text(this, 'vote');
  }
}

export class Board extends Rec {
  get archived(): boolean {
    return flag(this, 'archived');
  }
  get boardKind(): string {
    return text(this, 'kind');
  }
  get locked(): boolean {
    return flag(this, 'locked');
  }
  get lockedSections(): readonly string[] {
    return list(this, 'lockedSections');
  }
  get origin(): string {
    return text(this, 'origin');
  }
  get rank(): string {
    return text(this, 'rank');
  }
  get team(): string {
    return text(this, 'team');
  }
  get title(): string {
    return text(this, 'title');
  }
}

export class Focus extends Rec {
  get board(): string {
    return text(this, 'board');
  }
  get by(): string {
    return text(this, 'by');
  }
  get item(): string {
    return text(this, 'item');
  }
  get mode(): string {
    return text(this, 'mode');
  }
  get section(): string {
    return text(this, 'section');
  }
  get since(): number {
    return num(this, 'since');
  }
}

export class Group extends Rec {
  get board(): string {
    return text(this, 'board');
  }
  get name(): string {
    return text(this, 'name');
  }
  get rank(): string {
    return text(this, 'rank');
  }
}

export class HiddenCount extends Rec {
  get board(): string {
    return text(this, 'board');
  }
  get count(): number {
    return num(this, 'count');
  }
  get section(): string {
    return text(this, 'section');
  }
}

export class Item extends Rec {
  get author(): string {
    return text(this, 'author');
  }
  get board(): string {
    return text(this, 'board');
  }
  get deleted(): boolean {
    return flag(this, 'deleted');
  }
  get group(): string {
    return text(this, 'group');
  }
  get locked(): boolean {
    return flag(this, 'locked');
  }
  get merged(): string {
    return text(this, 'merged');
  }
  get rank(): string {
    return text(this, 'rank');
  }
  get section(): string {
    return text(this, 'section');
  }
  get sources(): readonly string[] {
    return list(this, 'sources');
  }
  get teams(): readonly string[] {
    return list(this, 'teams');
  }
}

export class Member extends Rec {
  get affiliation(): string {
    return text(this, 'affiliation');
  }
  get banned(): boolean {
    return flag(this, 'banned');
  }
  get hand(): number | undefined {
    return optional(this, 'hand');
  }
  get moved(): number {
    return num(this, 'moved');
  }
  get name(): string {
    return text(this, 'name');
  }
  get ready(): string {
    return text(this, 'ready');
  }
  get removed(): boolean {
    return flag(this, 'removed');
  }
  get role(): Role {
    return text(this, 'role') as Role;
  }
  get team(): string {
    return text(this, 'team');
  }
  get waiting(): boolean {
    return flag(this, 'waiting');
  }
}

export class Phase extends Rec {
  get allow(): readonly string[] {
    return list(this, 'allow');
  }
  get anonymous(): boolean {
    return flag(this, 'anonymous');
  }
  get ask(): string {
    return text(this, 'ask');
  }
  get boards(): readonly string[] {
    return list(this, 'boards');
  }
  get counts(): boolean {
    return flag(this, 'counts');
  }
  get hidden(): boolean {
    return flag(this, 'hidden');
  }
  get minutes(): number {
    return num(this, 'minutes');
  }
  get part(): string {
    return text(this, 'part');
  }
  get rank(): string {
    return text(this, 'rank');
  }
  get revealed(): readonly string[] {
    return list(this, 'revealed');
  }
  get teams(): boolean {
    return flag(this, 'teams');
  }
  get title(): string {
    return text(this, 'title');
  }
  get took(): number {
    return num(this, 'took');
  }
}

export class Presentations extends Rec {
  get now(): string {
    return text(this, 'now');
  }
  get phase(): string {
    return text(this, 'phase');
  }
  get queue(): readonly string[] {
    return list(this, 'queue');
  }
  get seconds(): number {
    return num(this, 'seconds');
  }
}

export class Progress extends Rec {
  get left(): number {
    return num(this, 'left');
  }
  get member(): string {
    return text(this, 'member');
  }
  get vote(): string {
    return text(this, 'vote');
  }
}

export class Tally extends Rec {
  get items(): readonly string[] {
    return list(this, 'items');
  }
  get places(): readonly string[] {
    return list(this, 'places');
  }
  get points(): readonly string[] {
    return list(this, 'points');
  }
  get vote(): string {
    return text(this, 'vote');
  }
  get voters(): number {
    return num(this, 'voters');
  }
}

export class Team extends Rec {
  get lead(): string {
    return text(this, 'lead');
  }
  get name(): string {
    return text(this, 'name');
  }
  get past(): boolean {
    return flag(this, 'past');
  }
  get rank(): string {
    return text(this, 'rank');
  }
}

export class Timer extends Rec {
  get ends(): number | undefined {
    return optional(this, 'ends');
  }
  get left(): number | undefined {
    return optional(this, 'left');
  }
}

export class Vote extends Rec {
  get boards(): readonly string[] {
    return list(this, 'boards');
  }
  get closed(): boolean {
    return flag(this, 'closed');
  }
  get groups(): boolean {
    return flag(this, 'groups');
  }
  get liveTotals(): boolean {
    return flag(this, 'liveTotals');
  }
  get perItem(): number {
    return num(this, 'perItem');
  }
  get phase(): string {
    return text(this, 'phase');
  }
  get points(): number {
    return num(this, 'points');
  }
  get rank(): string {
    return text(this, 'rank');
  }
  get sections(): readonly string[] {
    return list(this, 'sections');
  }
  get team(): string {
    return text(this, 'team');
  }
  get title(): string {
    return text(this, 'title');
  }
}

export class Workshop extends Rec {
  get began(): number {
    return num(this, 'began');
  }
  get choosing(): boolean {
    return flag(this, 'choosing');
  }
  get code(): string {
    return text(this, 'code');
  }
  get locale(): string {
    return text(this, 'locale');
  }
  get phase(): string {
    return text(this, 'phase');
  }
  get template(): string {
    return text(this, 'template');
  }
  get title(): string {
    return text(this, 'title');
  }
  get waiting(): boolean {
    return flag(this, 'waiting');
  }
}

export class Note extends Item {
  get colour(): string {
    return text(this, 'colour');
  }
  get text(): string {
    return text(this, 'text');
  }
}

/** The view of each kind of record. */
export const views = {
  authorship: Authorship,
  ballot: Ballot,
  board: Board,
  focus: Focus,
  group: Group,
  hiddenCount: HiddenCount,
  member: Member,
  note: Note,
  phase: Phase,
  presentations: Presentations,
  progress: Progress,
  tally: Tally,
  team: Team,
  timer: Timer,
  vote: Vote,
  workshop: Workshop,
} as const;
