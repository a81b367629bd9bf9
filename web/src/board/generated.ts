// Written from package board by `go test ./board -update`; change it there.
import { define, flag, list, num, optional, Rec, text } from './record.ts';
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
  'invisible',
  'last_moderator',
  'locked',
  'misplaced',
  'missing_field',
  'no_entry',
  'no_moment',
  'no_points',
  'no_seat',
  'no_session',
  'no_share',
  'no_voter',
  'not_found',
  'number_reused',
  'other_client',
  'other_epoch',
  'out_of_order',
  'overtaken',
  'per_item',
  'phase',
  'quarantined',
  'quota_full',
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
  readonly maxRows: number;
  readonly maxBoards: number;
  readonly maxPeople: number;
  readonly maxPhases: number;
  readonly maxTeams: number;
  readonly maxVotes: number;
  readonly maxRecords: number;
  readonly maxJournal: number;
  readonly maxTextLength: number;
  readonly maxBatch: number;
}

/** What a server allows unless it was set otherwise. A snapshot and a welcome say what is in force (W9a). */
export const defaultLimits: Limits = {
  maxNotes: 5_000,
  maxGroups: 500,
  maxRows: 5_000,
  maxBoards: 400,
  maxPeople: 200,
  maxPhases: 100,
  maxTeams: 30,
  maxVotes: 100,
  maxRecords: 20_000,
  maxJournal: 500_000_000,
  maxTextLength: 10_000,
  maxBatch: 500,
};

/** The lengths of short texts are no settings: the interface is drawn for them. Of fewer ballots than minBallots there are no totals. */
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
export const maxAreas = 50;
export const maxStatements = 1_000;
export const planeSize = 20_000;
export const minAreaSize = 240;
export const areaWidth = 680;
export const areaHeight = 880;
export const areaHead = 112;
export const looseWidth = 2_000;
export const noteGap = 16;
export const rowHeight = 64;
export const minBallots = 3;
export const maxDefinitionLength = 2_000;
export const maxReasonLength = 300;
export const maxDecimalLength = 40;
export const maxTaken = 1_000;

/** What statements may be about. */
export const statementSubjects = ['vision', 'mission'] as const;

/** The kinds of gaps of a matrix, in the order in which people read them. */
export const gapKinds = [
  'unanswered',
  'factor',
  'measures',
  'unit',
  'baseline',
  'target',
  'source',
  'side',
  'reached',
  'years',
  'lead',
  'cost',
] as const;

/** The sizes of notes on a plane; '' is the usual one. */
export const noteBoxes = {
  '': { width: 200, height: 144 },
  large: { width: 304, height: 224 },
  small: { width: 144, height: 104 },
} as const;

/** Characters that show nothing or turn the direction of others: no name or title holds one. */
export const invisible =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: these are ranges of single characters.
  /[\u{ad}\u{34f}\u{600}-\u{605}\u{61c}\u{6dd}\u{70f}\u{890}-\u{891}\u{8e2}\u{115f}-\u{1160}\u{17b4}-\u{17b5}\u{180b}-\u{180f}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{2800}\u{3164}\u{fe00}-\u{fe0e}\u{feff}\u{ffa0}\u{fff0}-\u{fffb}\u{110bd}\u{110cd}\u{13430}-\u{1343f}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|(?<![\u2190-\u2bff\u{1f000}-\u{1faff}])\u{fe0f}/u;

/** The kinds of boards: what a phase may allow on them, the items that stand on them with their texts, which of these
 * stand at a point of a plane, and the levels of a table's rows with the type or the choices of each column. Marks are in Polish and in English. */
export const boardKinds = {
  matrix: {
    acts: ['write', 'move', 'vote'],
    items: { row: { texts: ['name'], within: 'parent' } },
    plane: '',
    areas: true,
    levels: {
      area: {
        under: [],
        mark: ['', ''],
        columns: {},
      },
      goal: {
        under: ['area'],
        mark: ['', ''],
        columns: {
          name: 'text',
        },
      },
      objective: {
        under: ['goal'],
        mark: ['', ''],
        columns: {
          name: 'text',
        },
      },
      measure: {
        under: ['objective'],
        mark: ['m', 'm'],
        columns: {
          name: 'text',
          unit: 'text',
          sort: ['product', 'result', 'impact'],
          direction: ['more', 'less', 'described'],
          baseline: 'decimal',
          baselineYear: 'year',
          target: 'decimal',
          targetYear: 'year',
          trend: 'text',
          source: 'text',
          frequency: 'text',
          responsible: 'text',
        },
      },
      action: {
        under: ['objective'],
        mark: ['d', 'a'],
        columns: {
          name: 'text',
          lead: 'text',
          partners: 'text',
        },
      },
      project: {
        under: ['objective', 'action'],
        mark: ['p', 'p'],
        columns: {
          name: 'text',
          problem: 'text',
          description: 'text',
          place: 'text',
          beneficiaries: 'text',
          lead: 'text',
          partners: 'text',
          results: 'text',
          cost: 'decimal',
          funding: 'text',
          startYear: 'year',
          endYear: 'year',
          readiness: ['idea', 'concept', 'documentation', 'permits'],
          risks: 'text',
          intervention: ['yes', 'no'],
        },
      },
    },
  },
  swot: {
    acts: ['write', 'move', 'group', 'vote'],
    items: { note: { texts: ['text'], within: 'group' } },
    plane: '',
    areas: false,
  },
  vision: {
    acts: ['write', 'move', 'group', 'vote'],
    items: { note: { texts: ['text'], within: 'group' }, statement: { texts: ['text'], within: 'subject' } },
    plane: 'note',
    areas: true,
  },
} as const;

/** One row for each command, and for what else is asked of the same table: who may do it, the acts of which the phase
 * must allow participants one, and whether a hold or a lock forbids it to them. */
export const permissions = {
  AddArea: { roles: ['moderator'], acts: [], stopped: true },
  AddBoard: { roles: ['moderator'], acts: [], stopped: false },
  AddDevice: { roles: ['participant', 'moderator'], acts: [], stopped: false },
  AddLink: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  AddNote: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  AddPhase: { roles: ['moderator'], acts: [], stopped: false },
  AddRow: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  AddStatement: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  AddVoters: { roles: ['moderator'], acts: [], stopped: false },
  AdmitMembers: { roles: ['moderator'], acts: [], stopped: false },
  ArchiveBoard: { roles: ['moderator'], acts: [], stopped: false },
  AssignTeam: { roles: ['moderator'], acts: [], stopped: false },
  BinStatement: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  ChooseLead: { roles: ['participant', 'moderator'], acts: [], stopped: false },
  ChooseStatement: { roles: ['moderator'], acts: [], stopped: true },
  ChooseTeam: { roles: ['participant', 'moderator'], acts: [], stopped: false },
  CloseVote: { roles: ['moderator'], acts: [], stopped: false },
  ColourNotes: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  ConfirmLink: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  DeleteNotes: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  DismissWaiting: { roles: ['moderator'], acts: [], stopped: false },
  EditText: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  EmptyBin: { roles: ['moderator'], acts: [], stopped: false },
  ExtendTimer: { roles: ['moderator'], acts: [], stopped: false },
  FormTeams: { roles: ['moderator'], acts: [], stopped: false },
  GoTo: { roles: ['moderator'], acts: [], stopped: false },
  GroupNotes: { roles: ['participant', 'moderator'], acts: ['group'], stopped: true },
  KeepUntil: { roles: ['moderator'], acts: [], stopped: false },
  LetChoose: { roles: ['moderator'], acts: [], stopped: false },
  LetChooseLead: { roles: ['moderator'], acts: [], stopped: false },
  ManageLinks: { roles: ['moderator'], acts: [], stopped: false },
  MarkMoment: { roles: ['moderator'], acts: [], stopped: false },
  MergeNotes: { roles: ['participant', 'moderator'], acts: ['group'], stopped: true },
  MoveArea: { roles: ['moderator'], acts: [], stopped: true },
  MoveBoard: { roles: ['moderator'], acts: [], stopped: false },
  MoveGroup: { roles: ['participant', 'moderator'], acts: ['group'], stopped: true },
  MoveNotes: { roles: ['participant', 'moderator'], acts: ['move', 'group'], stopped: true },
  MovePhase: { roles: ['moderator'], acts: [], stopped: false },
  MoveRows: { roles: ['participant', 'moderator'], acts: ['move'], stopped: true },
  NameLead: { roles: ['moderator'], acts: [], stopped: false },
  NextPresentation: { roles: ['moderator'], acts: [], stopped: false },
  OpenVote: { roles: ['moderator'], acts: [], stopped: false },
  PasteNotes: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  PasteRows: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  PauseTimer: { roles: ['moderator'], acts: [], stopped: false },
  PlaceAreas: { roles: ['moderator'], acts: [], stopped: true },
  PlaceGoal: { roles: ['moderator'], acts: [], stopped: false },
  PlanAgenda: { roles: ['moderator'], acts: [], stopped: false },
  PromoteNotes: { roles: ['participant', 'moderator'], acts: [], stopped: true },
  PublishBoard: { roles: ['participant', 'moderator'], acts: [], stopped: false },
  QueuePresentations: { roles: ['moderator'], acts: [], stopped: false },
  React: { roles: ['participant', 'moderator'], acts: [], stopped: false },
  RecordVote: { roles: ['moderator'], acts: [], stopped: false },
  Release: { roles: ['moderator'], acts: [], stopped: false },
  RemoveArea: { roles: ['moderator'], acts: [], stopped: true },
  RemoveLink: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  RemoveMember: { roles: ['moderator'], acts: [], stopped: false },
  RemoveMoment: { roles: ['moderator'], acts: [], stopped: false },
  RemovePhase: { roles: ['moderator'], acts: [], stopped: false },
  RemoveRows: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  RemoveVote: { roles: ['moderator'], acts: [], stopped: false },
  RenameBoard: { roles: ['moderator'], acts: [], stopped: false },
  RenameGroup: { roles: ['participant', 'moderator'], acts: ['group'], stopped: true },
  RenameMember: { roles: ['participant', 'moderator'], acts: [], stopped: false },
  RenameMoment: { roles: ['moderator'], acts: [], stopped: false },
  RenameTeam: { roles: ['moderator'], acts: [], stopped: false },
  RenameWorkshop: { roles: ['moderator'], acts: [], stopped: false },
  RestoreArea: { roles: ['moderator'], acts: [], stopped: true },
  RestoreNotes: { roles: ['participant', 'moderator'], acts: ['write', 'group'], stopped: true },
  RestoreRows: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  ResumeTimer: { roles: ['moderator'], acts: [], stopped: false },
  Reveal: { roles: ['moderator'], acts: [], stopped: false },
  SetArea: { roles: ['moderator'], acts: [], stopped: true },
  SetAside: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  SetCell: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  SetClause: { roles: ['moderator'], acts: [], stopped: false },
  SetFocus: { roles: ['moderator'], acts: [], stopped: false },
  SetHand: { roles: ['participant', 'moderator'], acts: [], stopped: false },
  SetLevels: { roles: ['moderator'], acts: [], stopped: false },
  SetLock: { roles: ['moderator'], acts: [], stopped: false },
  SetPhase: { roles: ['moderator'], acts: [], stopped: false },
  SetPoints: { roles: ['participant', 'moderator'], acts: ['vote'], stopped: true },
  SetReady: { roles: ['participant', 'moderator'], acts: [], stopped: false },
  SetRole: { roles: ['moderator'], acts: [], stopped: false },
  SetWaitingRoom: { roles: ['moderator'], acts: [], stopped: false },
  ShowCode: { roles: ['moderator'], acts: [], stopped: false },
  ShowNotes: { roles: ['participant', 'moderator'], acts: [], stopped: true },
  SizeNotes: { roles: ['participant', 'moderator'], acts: ['write'], stopped: true },
  StartTimer: { roles: ['moderator'], acts: [], stopped: false },
  StopTimer: { roles: ['moderator'], acts: [], stopped: false },
  TurnPages: { roles: ['moderator'], acts: [], stopped: false },
  UndoMember: { roles: ['moderator'], acts: [], stopped: false },
} as const;

/** The fields of each command (W23). */
export interface Commands {
  AddArea: {
    readonly board: string;
    readonly area: string;
    readonly x?: number | undefined;
    readonly y?: number | undefined;
    readonly width?: number | undefined;
    readonly height?: number | undefined;
    readonly before?: string | undefined;
    readonly title: string;
    readonly definition?: string | undefined;
    readonly colour?: string | undefined;
  };
  AddBoard: {
    readonly board: string;
    readonly kind: string;
    readonly title?: string | undefined;
    readonly before?: string | undefined;
  };
  AddLink: {
    readonly link: string;
    readonly type: string;
    readonly from: string;
    readonly to: string;
  };
  AddNote: {
    readonly board: string;
    readonly note: string;
    readonly section: string;
    readonly group?: string | undefined;
    readonly before?: string | undefined;
    readonly x?: number | undefined;
    readonly y?: number | undefined;
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
  AddRow: {
    readonly board: string;
    readonly row: string;
    readonly level: string;
    readonly section: string;
    readonly parent?: string | undefined;
    readonly cells: readonly {
      readonly column: string;
      readonly value: string;
    }[];
    readonly before?: string | undefined;
    readonly unsigned?: boolean | undefined;
  };
  AddStatement: {
    readonly board: string;
    readonly statement: string;
    readonly subject: string;
    readonly text?: string | undefined;
    readonly unsigned?: boolean | undefined;
  };
  AddVoters: {
    readonly vote: string;
    readonly members: readonly string[];
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
  BinStatement: {
    readonly statement: string;
    readonly on: boolean;
  };
  ChooseLead: {
    readonly member: string;
  };
  ChooseStatement: {
    readonly statement: string;
    readonly on: boolean;
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
  ConfirmLink: {
    readonly link: string;
  };
  DeleteNotes: {
    readonly notes: readonly string[];
  };
  DismissWaiting: { readonly [field: string]: never };
  EditText: {
    readonly record: string;
    readonly field: string;
    readonly ops: Ops;
  };
  EmptyBin: {
    readonly board?: string | undefined;
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
  KeepUntil: {
    readonly day: string;
  };
  LetChoose: {
    readonly on: boolean;
  };
  LetChooseLead: {
    readonly on: boolean;
  };
  MarkMoment: {
    readonly moment: string;
    readonly title: string;
  };
  MergeNotes: {
    readonly into: string;
    readonly notes: readonly string[];
  };
  MoveArea: {
    readonly area: string;
    readonly before?: string | undefined;
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
      readonly x?: number | undefined;
      readonly y?: number | undefined;
    }[];
  };
  MovePhase: {
    readonly phase: string;
    readonly before?: string | undefined;
  };
  MoveRows: {
    readonly moves: readonly {
      readonly row: string;
      readonly section: string;
      readonly parent?: string | undefined;
      readonly before?: string | undefined;
    }[];
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
    readonly items?: readonly string[] | undefined;
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
      readonly x?: number | undefined;
      readonly y?: number | undefined;
      readonly text: string;
    }[];
    readonly unsigned?: boolean | undefined;
  };
  PasteRows: {
    readonly board: string;
    readonly rows: readonly {
      readonly row: string;
      readonly level: string;
      readonly section: string;
      readonly parent?: string | undefined;
      readonly cells: readonly {
        readonly column: string;
        readonly value: string;
      }[];
    }[];
    readonly unsigned?: boolean | undefined;
  };
  PauseTimer: { readonly [field: string]: never };
  PlaceAreas: {
    readonly areas: readonly {
      readonly area: string;
      readonly x?: number | undefined;
      readonly y?: number | undefined;
      readonly width?: number | undefined;
      readonly height?: number | undefined;
    }[];
  };
  PlaceGoal: {
    readonly row: string;
    readonly section?: string | undefined;
  };
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
  RecordVote: {
    readonly vote: string;
    readonly title: string;
    readonly board: string;
    readonly items: readonly string[];
    readonly points: readonly number[];
  };
  Release: { readonly [field: string]: never };
  RemoveArea: {
    readonly area: string;
  };
  RemoveLink: {
    readonly link: string;
  };
  RemoveMember: {
    readonly member: string;
    readonly ban: boolean;
  };
  RemoveMoment: {
    readonly moment: string;
  };
  RemovePhase: {
    readonly phase: string;
  };
  RemoveRows: {
    readonly rows: readonly string[];
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
  RenameMoment: {
    readonly moment: string;
    readonly title: string;
  };
  RenameTeam: {
    readonly team: string;
    readonly name: string;
  };
  RenameWorkshop: {
    readonly title: string;
  };
  RestoreArea: {
    readonly area: string;
  };
  RestoreNotes: {
    readonly notes: readonly string[];
  };
  RestoreRows: {
    readonly rows: readonly string[];
  };
  ResumeTimer: { readonly [field: string]: never };
  Reveal: {
    readonly board: string;
    readonly section?: string | undefined;
    readonly member?: string | undefined;
    readonly next?: boolean | undefined;
  };
  SetArea: {
    readonly area: string;
    readonly title: string;
    readonly definition?: string | undefined;
    readonly colour?: string | undefined;
  };
  SetAside: {
    readonly item: string;
    readonly gap: string;
    readonly reason?: string | undefined;
  };
  SetCell: {
    readonly row: string;
    readonly column: string;
    readonly value: string;
    readonly was: string;
  };
  SetClause: {
    readonly administrator?: string | undefined;
    readonly contact?: string | undefined;
    readonly purpose?: string | undefined;
    readonly basis?: string | undefined;
    readonly more?: string | undefined;
  };
  SetFocus: {
    readonly board?: string | undefined;
    readonly section?: string | undefined;
    readonly item?: string | undefined;
    readonly mode?: string | undefined;
    readonly overview?: boolean | undefined;
  };
  SetHand: {
    readonly up: boolean;
    readonly member?: string | undefined;
  };
  SetLevels: {
    readonly names: readonly string[];
    readonly arabic?: boolean | undefined;
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
  ShowCode: {
    readonly on: boolean;
  };
  ShowNotes: {
    readonly notes: readonly string[];
  };
  SizeNotes: {
    readonly notes: readonly string[];
    readonly size?: string | undefined;
  };
  StartTimer: {
    readonly seconds: number;
  };
  StopTimer: { readonly [field: string]: never };
  TurnPages: {
    readonly by: number;
    readonly stand: boolean;
  };
  UndoMember: {
    readonly member: string;
    readonly since: number;
  };
}

export class Area extends Rec {
  declare readonly board: string;
  declare readonly colour: string;
  declare readonly definition: string;
  declare readonly deleted: boolean;
  declare readonly height: number;
  declare readonly rank: string;
  declare readonly title: string;
  declare readonly width: number;
  declare readonly x: number;
  declare readonly y: number;
}
define(Area, flag, 'deleted');
define(Area, num, 'height width x y');
define(Area, text, 'board colour definition rank title');

export class Aside extends Rec {
  declare readonly board: string;
  declare readonly gap: string;
  declare readonly item: string;
  declare readonly reason: string;
}
define(Aside, text, 'board gap item reason');

export class Ballot extends Rec {
  declare readonly member: string;
  declare readonly points: readonly string[];
  declare readonly vote: string;
}
define(Ballot, list, 'points');
define(Ballot, text, 'member vote');

export class Board extends Rec {
  declare readonly archived: boolean;
  declare readonly boardKind: string;
  declare readonly locked: boolean;
  declare readonly lockedSections: readonly string[];
  declare readonly origin: string;
  declare readonly rank: string;
  declare readonly team: string;
  declare readonly title: string;
}
define(Board, flag, 'archived locked');
define(Board, list, 'lockedSections');
define(Board, text, 'kind origin rank team title');

export class Clause extends Rec {
  declare readonly administrator: string;
  declare readonly basis: string;
  declare readonly contact: string;
  declare readonly more: string;
  declare readonly purpose: string;
}
define(Clause, text, 'administrator basis contact more purpose');

export class Focus extends Rec {
  declare readonly board: string;
  declare readonly by: string;
  declare readonly item: string;
  declare readonly mode: string;
  declare readonly overview: boolean;
  declare readonly section: string;
  declare readonly since: number;
}
define(Focus, flag, 'overview');
define(Focus, num, 'since');
define(Focus, text, 'board by item mode section');

export class Group extends Rec {
  declare readonly board: string;
  declare readonly name: string;
  declare readonly rank: string;
}
define(Group, text, 'board name rank');

export class HiddenCount extends Rec {
  declare readonly board: string;
  declare readonly count: number;
  declare readonly section: string;
}
define(HiddenCount, num, 'count');
define(HiddenCount, text, 'board section');

export class Invitation extends Rec {
  declare readonly code: string;
}
define(Invitation, text, 'code');

export class Item extends Rec {
  declare readonly author: string;
  declare readonly binnedWith: string;
  declare readonly board: string;
  declare readonly deleted: boolean;
  declare readonly group: string;
  declare readonly locked: boolean;
  declare readonly merged: string;
  declare readonly rank: string;
  declare readonly section: string;
  declare readonly sources: readonly string[];
  declare readonly teams: readonly string[];
  declare readonly x: number;
  declare readonly y: number;
}
define(Item, flag, 'deleted locked');
define(Item, list, 'sources teams');
define(Item, num, 'x y');
define(Item, text, 'author binnedWith board group merged rank section');

export class Link extends Rec {
  declare readonly changed: boolean;
  declare readonly confirmed: number;
  declare readonly from: string;
  declare readonly to: string;
  declare readonly type: string;
}
define(Link, flag, 'changed');
define(Link, num, 'confirmed');
define(Link, text, 'from to type');

export class Member extends Rec {
  declare readonly affiliation: string;
  declare readonly banned: boolean;
  declare readonly hand: number | undefined;
  declare readonly moved: number;
  declare readonly name: string;
  declare readonly named: number;
  declare readonly ready: string;
  declare readonly removed: boolean;
  declare readonly role: Role;
  declare readonly team: string;
  declare readonly waiting: boolean;
}
define(Member, flag, 'banned removed waiting');
define(Member, num, 'moved named');
define(Member, optional, 'hand');
define(Member, text, 'affiliation name ready role team');

export class Moment extends Rec {
  declare readonly made: number;
  declare readonly rank: string;
  declare readonly seq: number;
  declare readonly title: string;
}
define(Moment, num, 'made seq');
define(Moment, text, 'rank title');

export class Pages extends Rec {
  declare readonly stand: boolean;
  declare readonly turns: number;
}
define(Pages, flag, 'stand');
define(Pages, num, 'turns');

export class Phase extends Rec {
  declare readonly allow: readonly string[];
  declare readonly anonymous: boolean;
  declare readonly ask: string;
  declare readonly boards: readonly string[];
  declare readonly counts: boolean;
  declare readonly hidden: boolean;
  declare readonly minutes: number;
  declare readonly part: string;
  declare readonly rank: string;
  declare readonly revealed: readonly string[];
  declare readonly teams: boolean;
  declare readonly title: string;
  declare readonly took: number;
}
define(Phase, flag, 'anonymous counts hidden teams');
define(Phase, list, 'allow boards revealed');
define(Phase, num, 'minutes took');
define(Phase, text, 'ask part rank title');

export class Placement extends Rec {
  declare readonly board: string;
  declare readonly row: string;
  declare readonly section: string;
}
define(Placement, text, 'board row section');

export class Presentations extends Rec {
  declare readonly now: string;
  declare readonly phase: string;
  declare readonly queue: readonly string[];
  declare readonly seconds: number;
}
define(Presentations, list, 'queue');
define(Presentations, num, 'seconds');
define(Presentations, text, 'now phase');

export class Progress extends Rec {
  declare readonly finished: number;
  declare readonly given: number;
  declare readonly vote: string;
  declare readonly voted: number;
}
define(Progress, num, 'finished given voted');
define(Progress, text, 'vote');

export class Tally extends Rec {
  declare readonly items: readonly string[];
  declare readonly places: readonly string[];
  declare readonly points: readonly string[];
  declare readonly vote: string;
  declare readonly voters: number;
}
define(Tally, list, 'items places points');
define(Tally, num, 'voters');
define(Tally, text, 'vote');

export class Team extends Rec {
  declare readonly lead: string;
  declare readonly name: string;
  declare readonly past: boolean;
  declare readonly rank: string;
}
define(Team, flag, 'past');
define(Team, text, 'lead name rank');

export class TeamCount extends Rec {
  declare readonly count: number;
  declare readonly team: string;
}
define(TeamCount, num, 'count');
define(TeamCount, text, 'team');

export class Timer extends Rec {
  declare readonly ends: number | undefined;
  declare readonly left: number | undefined;
}
define(Timer, optional, 'ends left');

export class Uncounted extends Rec {
  declare readonly members: readonly string[];
  declare readonly vote: string;
}
define(Uncounted, list, 'members');
define(Uncounted, text, 'vote');

export class Vote extends Rec {
  declare readonly boards: readonly string[];
  declare readonly closed: boolean;
  declare readonly electorate: readonly string[];
  declare readonly groups: boolean;
  declare readonly items: readonly string[];
  declare readonly liveTotals: boolean;
  declare readonly perItem: number;
  declare readonly phase: string;
  declare readonly points: number;
  declare readonly rank: string;
  declare readonly sections: readonly string[];
  declare readonly team: string;
  declare readonly title: string;
}
define(Vote, flag, 'closed groups liveTotals');
define(Vote, list, 'boards electorate items sections');
define(Vote, num, 'perItem points');
define(Vote, text, 'phase rank team title');

export class Workshop extends Rec {
  declare readonly arabic: boolean;
  declare readonly began: number;
  declare readonly choosing: boolean;
  declare readonly choosingLead: boolean;
  declare readonly endsOn: string;
  declare readonly keptUntil: string;
  declare readonly lastUsed: string;
  declare readonly levels: readonly string[];
  declare readonly locale: string;
  declare readonly phase: string;
  declare readonly template: string;
  declare readonly title: string;
  declare readonly waiting: boolean;
}
define(Workshop, flag, 'arabic choosing choosingLead waiting');
define(Workshop, list, 'levels');
define(Workshop, num, 'began');
define(Workshop, text, 'endsOn keptUntil lastUsed locale phase template title');

export class Note extends Item {
  declare readonly colour: string;
  declare readonly size: string;
  declare readonly text: string;
}
define(Note, text, 'colour size text');

export class Row extends Item {
  declare readonly level: string;
  declare readonly name: string;
  declare readonly parent: string;
}
define(Row, text, 'level name parent');

export class Statement extends Item {
  declare readonly chosen: boolean;
  declare readonly subject: string;
  declare readonly text: string;
}
define(Statement, flag, 'chosen');
define(Statement, text, 'subject text');

/** The view of each kind of record. */
export const views = {
  area: Area,
  aside: Aside,
  ballot: Ballot,
  board: Board,
  clause: Clause,
  focus: Focus,
  group: Group,
  hiddenCount: HiddenCount,
  invitation: Invitation,
  link: Link,
  member: Member,
  moment: Moment,
  note: Note,
  pages: Pages,
  phase: Phase,
  placement: Placement,
  presentations: Presentations,
  progress: Progress,
  row: Row,
  statement: Statement,
  tally: Tally,
  team: Team,
  teamCount: TeamCount,
  timer: Timer,
  uncounted: Uncounted,
  vote: Vote,
  workshop: Workshop,
} as const;
