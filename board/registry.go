package board

import (
	"maps"
	"reflect"
	"slices"
)

// Names of what people do that is no command, but is asked of the same table.
const (
	ManageLinks = "ManageLinks" // see, give out and revoke the invitation links
	AddDevice   = "AddDevice"   // enter on one more device as the same member
	React       = "React"       // send a reaction, which is never stored
	OpenAnyway  = "OpenAnyway"  // enter as a moderator without having been invited
)

// command is one row of the table: all that is fixed about a command.
type command struct {
	name string
	// make returns an empty command, to be filled from the wire; nil for what
	// cannot come over the wire as a command.
	make  func() Command
	roles []Role
	// acts are those of which the running phase must allow participants one.
	// Without acts no phase forbids the command.
	acts []Act
	// stopped says that a hold and a lock forbid the command to participants.
	// They always do where acts are needed.
	stopped bool
}

var (
	moderators = []Role{Moderator}
	members    = []Role{Participant, Moderator}
	system     = []Role{System}
	organiser  = []Role{Organiser}
	keepers    = []Role{Moderator, Organiser}
)

// commands is the one table of who may do what, and in which phase. A name
// without a row is allowed to nobody.
var commands = table(slices.Concat([]command{
	forMembers[AddNote](ActWrite),
	forMembers[PasteNotes](ActWrite),
	forMembers[EditText](ActWrite),
	forMembers[ColourNotes](ActWrite),
	forMembers[DeleteNotes](ActWrite),
	forMembers[RestoreNotes](ActWrite, ActGroup),
	forMembers[MoveNotes](ActMove, ActGroup),
	forMembers[GroupNotes](ActGroup),
	forMembers[RenameGroup](ActGroup),
	forMembers[MoveGroup](ActGroup),
	forMembers[MergeNotes](ActGroup),
	forMembers[SetPoints](ActVote),
	forMembers[AddLink](ActWrite),
	forMembers[RemoveLink](ActWrite),
	forMembers[ConfirmLink](ActWrite),
	forMembers[SetAside](ActWrite),
	forMembers[AddRow](ActWrite),
	forMembers[PasteRows](ActWrite),
	forMembers[SetCell](ActWrite),
	forMembers[MoveRows](ActMove),
	forMembers[RemoveRows](ActWrite),
	forMembers[RestoreRows](ActWrite),

	forMembers[ShowNotes]().stops(),
	forMembers[PromoteNotes]().stops(), // participants as leads of their own team only
	forMembers[PublishBoard](),         // participants as leads of a team that presents only
	forMembers[ChooseTeam](),
	forMembers[ChooseLead](),
	forMembers[SetHand](),
	forMembers[SetReady](),
	forMembers[RenameMember](),
	{name: AddDevice, roles: members},
	{name: React, roles: members},

	forModerators[RenameWorkshop](),
	forModerators[AddBoard](),
	forModerators[RenameBoard](),
	forModerators[MoveBoard](),
	forModerators[ArchiveBoard](),
	forModerators[AddArea]().stops(),
	forModerators[SetArea]().stops(),
	forModerators[MoveArea]().stops(),
	forModerators[RemoveArea]().stops(),
	forModerators[RestoreArea]().stops(),
	forModerators[SetLevels](),
	forModerators[PlaceGoal](),
	forModerators[PlanAgenda](),
	forModerators[AddPhase](),
	forModerators[SetPhase](),
	forModerators[MovePhase](),
	forModerators[RemovePhase](),
	forModerators[GoTo](),
	forModerators[StartTimer](),
	forModerators[PauseTimer](),
	forModerators[ResumeTimer](),
	forModerators[ExtendTimer](),
	forModerators[StopTimer](),
	forModerators[Reveal](),
	forModerators[SetLock](),
	forModerators[MarkMoment](),
	forModerators[RenameMoment](),
	forModerators[RemoveMoment](),
	forModerators[OpenVote](),
	forModerators[AddVoters](),
	forModerators[CloseVote](),
	forModerators[RemoveVote](),
	forModerators[RecordVote](),
	forModerators[FormTeams](),
	forModerators[AssignTeam](),
	forModerators[LetChoose](),
	forModerators[LetChooseLead](),
	forModerators[NameLead](),
	forModerators[RenameTeam](),
	forModerators[SetFocus](),
	forModerators[Release](),
	forModerators[TurnPages](),
	forModerators[QueuePresentations](),
	forModerators[NextPresentation](),
	forModerators[ShowCode](),
	forModerators[SetWaitingRoom](),
	forModerators[AdmitMembers](),
	forModerators[RemoveMember](),
	forModerators[UndoMember](),
	forModerators[EmptyBin](),
	forModerators[DismissWaiting](),
	forModerators[SetRole](),
	forModerators[SetClause](),
	forModerators[KeepUntil]().by(keepers),
	{name: ManageLinks, roles: keepers},
	{name: OpenAnyway, roles: organiser},

	{name: "FoundWorkshop", roles: system},
	{name: "EnterMember", roles: system},
	{name: "CountVote", roles: system},
	{name: "ExpireBin", roles: system},
	{name: "PlanDeletion", roles: system},
}, kindCommands()))

// forMembers is the row of a command that participants and moderators may give.
func forMembers[C any, P interface {
	*C
	Command
}](acts ...Act) command {
	return command{name: reflect.TypeFor[C]().Name(), make: func() Command { return P(new(C)) }, roles: members, acts: acts, stopped: len(acts) > 0}
}

// forModerators is the row of a command that only moderators may give.
func forModerators[C any, P interface {
	*C
	Command
}]() command {
	row := forMembers[C, P]()
	row.roles = moderators
	return row
}

// stops marks a command that a hold and a lock forbid although it needs no act.
func (c command) stops() command {
	c.stopped = true
	return c
}

// by is the row with other roles.
func (c command) by(roles []Role) command {
	c.roles = roles
	return c
}

func kindCommands() []command {
	var rows []command
	for _, name := range slices.Sorted(maps.Keys(boardKinds)) {
		rows = append(rows, boardKinds[name].Commands...)
	}
	return rows
}

func table(rows []command) map[string]*command {
	named := make(map[string]*command, len(rows))
	for _, row := range rows {
		named[row.name] = &row
	}
	return named
}

// NewCommand returns an empty command of the name, to be filled from the wire.
func NewCommand(name string) (Command, *Refusal) {
	row := commands[name]
	if row == nil || row.make == nil {
		return nil, refuse(UnknownCommand)
	}
	return row.make(), nil
}

// CommandNames returns the names of all commands of the wire, sorted.
func CommandNames() []string {
	var names []string
	for name, row := range commands {
		if row.make != nil {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// IsModerating reports whether only moderators, or the organiser, may give a command.
func IsModerating(name string) bool {
	row := commands[name]
	return row != nil && !slices.Contains(row.roles, Participant) && !slices.Contains(row.roles, System)
}
