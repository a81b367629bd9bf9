package board

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// maxFrame is the size in bytes of the largest frame that a client may send.
const maxFrame = 64 << 10

// heaviest is one way in which a command does as much work as it can, in a
// workshop that is as large as it may be.
type heaviest struct {
	do      string
	what    string
	by      Actor
	command Command
	seen    uint64       // 0: the state as it is
	before  func(*State) // what the workshop holds besides
	refused Code
}

var (
	heavyModerator   = Actor{Member: "member-0", Role: Moderator}
	heavyParticipant = Actor{Member: "member-1", Role: Participant}
)

// names makes a list of so many ids.
func names(prefix string, from, count int) []string {
	list := make([]string, count)
	for i := range list {
		list[i] = fmt.Sprintf("%s-%d", prefix, from+i)
	}
	return list
}

// listOf makes a list of so many parts of a command.
func listOf[T any](count int, make func(i int) T) []T {
	list := []T{}
	for i := range count {
		list = append(list, make(i))
	}
	return list
}

// heavyUndo takes back that a member has written all notes.
func heavyUndo() *UndoMember {
	c := &UndoMember{Member: "member-1"}
	deeds := c.Gather()
	for i := range heavyNotes {
		deeds.made[fmt.Sprint("open-", i)] = true
	}
	return c
}

func heaviestCommands() []heaviest {
	long := strings.Repeat("🌲", 10_000)
	notes := func(prefix string) []string { return names(prefix, 0, 500) }
	plan := Plan{Title: strings.Repeat("ż", maxTitleLength), Ask: strings.Repeat("ż", maxAskLength), Allow: Acts, Boards: slices.Repeat([]string{"board-1"}, 500)}
	// change gives the first records with a prefix other fields, and perhaps another audience.
	change := func(s *State, prefix string, count int, to func(i int) Audience, fields func(i int) Fields) {
		for i := range count {
			old := s.Get(fmt.Sprint(prefix, i))
			r := &Record{ID: old.ID, Kind: old.Kind, Audience: old.Audience, Fields: old.Fields}
			if to != nil {
				r.Audience = to(i)
			}
			if fields != nil {
				r.Fields = r.Fields.with(fields(i))
			}
			s.replace(old, r)
		}
	}
	always := func(fields ...Field) func(int) Fields { return func(int) Fields { return fields } }
	aMoment := func(s *State) {
		s.replace(nil, &Record{ID: "moment", Kind: KindMoment, Audience: Everyone, Fields: MakeFields(Field{"rank", "a0"})})
	}
	inTeams := func(s *State) { change(s, "phase-", 1, nil, always(Field{"teams", true})) }
	ofTeam := func(s *State) {
		change(s, "open-", heavyNotes, func(int) Audience { return OnlyTeam("team-1") }, always(Field{"board", "board-of-team-1"}))
	}
	hiding := func(s *State) {
		change(s, "phase-", 1, nil, always(Field{"anonymous", true}, Field{"counts", true}, Field{"hidden", true}))
	}
	room := func(s *State) { s.Limits.MaxNotes, s.Limits.MaxRecords = 6_000, 30_000 }
	hideAll := func(s *State) {
		change(s, "open-", heavyNotes, func(i int) Audience { return OnlyMember(fmt.Sprint("member-", i%200)) }, nil)
	}
	longTexts := func(s *State) { change(s, "open-", 500, nil, always(Field{"text", long})) }
	// onVision takes all notes to a vision board, into one of its areas.
	onVision := func(s *State) {
		s.replace(nil, &Record{ID: "vision", Kind: KindBoard, Audience: Everyone, Fields: MakeFields(Field{"kind", "vision"}, Field{"rank", "a2"})})
		for i := range 10 {
			s.replace(nil, &Record{ID: fmt.Sprint("area-", i), Kind: KindArea, Audience: Everyone, Fields: MakeFields(
				Field{"board", "vision"}, Field{"height", areaHeight}, Field{"title", "X"}, Field{"width", areaWidth}, Field{"x", int64(0)}, Field{"y", int64(0)})})
		}
		for prefix, count := range map[string]int{"open-": heavyNotes, "own-": heavyNotes / 8, "bin-": 5_000} {
			change(s, prefix, count, nil, func(i int) Fields {
				return Fields{{"board", "vision"}, {"rank", nil}, {"section", "area-0"}, {"x", int64(i)}, {"y", int64(i)}}
			})
		}
	}
	// linked quotes each of many notes in statements.
	linked := func(s *State) {
		onVision(s)
		for i := range maxStatements - 1 {
			s.replace(nil, &Record{ID: fmt.Sprint("statement-", i), Kind: KindStatement, Audience: Everyone, Fields: MakeFields(Field{"board", "vision"}, Field{"rank", fmt.Sprint("b", i)}, Field{"subject", "vision"})})
		}
		for i := range maxLinks - 1 {
			s.replace(nil, &Record{ID: fmt.Sprint("link-", i), Kind: KindLink, Audience: Everyone, Fields: MakeFields(Field{"from", fmt.Sprint("statement-", i/heavyNotes)}, Field{"to", fmt.Sprint("open-", i%heavyNotes)}, Field{"type", "quotes"})})
		}
	}
	merged := func(s *State) {
		change(s, "open-", 500, nil, func(i int) Fields { return Fields{{"sources", names("source", i, 500)}} })
	}
	// table adds a matrix of 3,900 measures, and removed puts a quarter of it into the bin.
	table := func(s *State) {
		room(s)
		put := func(id string, kind Kind, fields ...Field) {
			s.replace(nil, &Record{ID: id, Kind: kind, Audience: Everyone, Fields: MakeFields(append(fields, Field{"board", "matrix"}, Field{"rank", fmt.Sprintf("b%02d", s.Len()%3844)})...)})
		}
		s.replace(nil, &Record{ID: "matrix", Kind: KindBoard, Audience: Everyone, Fields: MakeFields(Field{"kind", "matrix"}, Field{"rank", "b00"})})
		put("area", KindArea, Field{"title", "X"})
		put("area-x", KindArea, Field{"title", "X"})
		line := func(level string, i int, above string) {
			put(fmt.Sprint(level, "-", i), KindRow, Field{"level", level}, Field{"name", "dogodne położenie"}, Field{"parent", above}, Field{"section", "area"})
		}
		for i := range 4 {
			line("goal", i, "")
			line("objective", i, fmt.Sprint("goal-", i))
		}
		for i := range 3_900 {
			line("measure", i, fmt.Sprint("objective-", i%4))
		}
	}
	perform := func(s *State, do string, c Command) {
		if _, _, err := s.Perform(Order{By: heavyModerator, Seen: s.Seq, Do: do, Command: c}, time.UnixMilli(1)); err != nil {
			panic(err)
		}
	}
	removed := func(s *State) {
		table(s)
		perform(s, "RemoveRows", &RemoveRows{[]string{"goal-1"}})
	}
	removedOneByOne := func(s *State) {
		table(s)
		perform(s, "RemoveRows", &RemoveRows{names("measure", 0, 500)})
	}
	areaRemoved := func(s *State) {
		table(s)
		perform(s, "MoveRows", &MoveRows{[]RowMove{{Row: "goal-1", Section: "area-x"}}})
		perform(s, "RemoveArea", &RemoveArea{"area-x"})
	}
	// hiddenRows hides the measures of a table.
	hiddenRows := func(s *State) {
		table(s)
		change(s, "measure-", 3_900, func(i int) Audience { return OnlyMember(fmt.Sprint("member-", i%200)) }, nil)
	}
	// typed has somebody else type in a note, over and over.
	typed := func(times int, ops func(i int) Splice) func(*State) {
		return func(s *State) {
			for i := range times {
				edit := Patch{Splice: "long", Field: "text", Ops: ops(i)}
				if _, err := s.Apply(Fact{Seq: s.Seq + 1, Client: "client-of-another", Change: Change{{Everyone, []Patch{edit}}}}); err != nil {
					panic(err)
				}
			}
		}
	}
	inAndOut := func(ops Splice) func(i int) Splice {
		back := ops.taken()
		return func(i int) Splice { return []Splice{ops, back}[i%2] }
	}
	return []heaviest{
		{do: "AddNote", by: heavyParticipant, before: room, command: &AddNote{Board: "board-1", Note: "new", Section: "threat", Before: "open-2500", Text: long}},
		{do: "PasteNotes", by: heavyModerator, before: room, command: &PasteNotes{Board: "board-1", Groups: listOf(300, func(i int) PastedGroup { return PastedGroup{fmt.Sprint("p", i), "x"} }),
			Notes: listOf(500, func(i int) PastedNote {
				return PastedNote{Note: fmt.Sprint("n", i), Section: "threat", Group: fmt.Sprint("p", i%300), Text: "las"}
			})}},
		{do: "PasteNotes", what: "hidden and anonymous", by: heavyModerator, before: func(s *State) { room(s); hiding(s) }, command: &PasteNotes{Board: "board-1", Groups: listOf(300, func(i int) PastedGroup { return PastedGroup{fmt.Sprint("p", i), "x"} }),
			Notes: listOf(500, func(i int) PastedNote {
				return PastedNote{Note: fmt.Sprint("n", i), Section: "threat", Group: fmt.Sprint("p", i%300), Text: "las"}
			})}},
		{do: "PasteNotes", what: "the last one exists", by: heavyParticipant, refused: Exists, before: room, command: &PasteNotes{Board: "board-1", Groups: []PastedGroup{},
			Notes: listOf(500, func(i int) PastedNote {
				return PastedNote{Note: fmt.Sprint("n", i%499), Section: "threat", Text: "las"}
			})}},
		{do: "EditText", what: "of many steps", by: heavyParticipant, command: &EditText{"long", "text", everyOther(maxSpliceSteps - 1)}},
		{do: "EditText", what: "over many edits", by: heavyParticipant, seen: 1, before: typed(9_000, inAndOut(Splice{{Insert: "x"}})), command: &EditText{"long", "text", Splice{{Insert: "x"}}}},
		{do: "EditText", what: "over too many edits", by: heavyParticipant, seen: 1, refused: TooFarBehind, before: typed(12_000, inAndOut(Splice{{Count: 9}, {Insert: "x"}, {Count: 1}, {Insert: "x"}})), command: &EditText{"long", "text", everyOther(9)}},
		{do: "EditText", what: "of many steps over many edits", by: heavyParticipant, seen: 1, refused: TooFarBehind, before: typed(9_000, inAndOut(Splice{{Insert: "x"}})), command: &EditText{"long", "text", everyOther(maxSpliceSteps - 1)}},
		{do: "EditText", what: "over edits of many steps", by: heavyParticipant, seen: 1, before: typed(80, inAndOut(everyOther(maxSpliceSteps-1))), command: &EditText{"long", "text", Splice{{Insert: "x"}}}},
		{do: "EditText", what: "that others split", by: heavyParticipant, seen: 1, refused: TooFarBehind, before: typed(900, func(i int) Splice { return Splice{}.Keep(2*i + 1).Insert("x") }), command: &EditText{"long", "text", Splice{{Count: -9_000}}}},
		{do: "ColourNotes", by: heavyParticipant, command: &ColourNotes{notes("open"), "teal"}},
		{do: "DeleteNotes", by: heavyParticipant, command: &DeleteNotes{notes("open")}},
		{do: "DeleteNotes", what: "hidden", by: heavyParticipant, command: &DeleteNotes{notes("own")}},
		{do: "RestoreNotes", by: heavyParticipant, before: room, command: &RestoreNotes{notes("bin")}},
		{do: "RestoreNotes", what: "merged into one", by: heavyParticipant, before: func(s *State) {
			room(s)
			change(s, "bin-", 500, nil, always(Field{"merged", "open-0"}))
			change(s, "open-", 1, nil, always(Field{"sources", names("bin", 0, 500)}))
		}, command: &RestoreNotes{notes("bin")}},
		{do: "RestoreNotes", what: "merged into many", by: heavyParticipant, refused: TooMany, before: func(s *State) {
			room(s)
			change(s, "bin-", 500, nil, func(i int) Fields {
				return Fields{{"merged", fmt.Sprint("open-", i)}, {"sources", names("source", 0, 500)}}
			})
			merged(s)
		}, command: &RestoreNotes{notes("bin")}},
		{do: "MoveNotes", by: heavyParticipant, command: &MoveNotes{listOf(500, func(i int) Move {
			return Move{Note: fmt.Sprint("open-", i), Section: "threat", Before: fmt.Sprint("open-", 3000+i)}
		})}},
		{do: "MoveNotes", what: "to the end", by: heavyParticipant, command: &MoveNotes{listOf(500, func(i int) Move { return Move{Note: fmt.Sprint("open-", i), Section: "threat"} })}},
		{do: "MoveNotes", what: "hidden", by: heavyParticipant, command: &MoveNotes{listOf(500, func(i int) Move {
			return Move{Note: fmt.Sprint("own-", i), Section: "threat", Before: fmt.Sprint("open-", 3000+i)}
		})}},
		{do: "MoveNotes", what: "among what others hide", by: heavyParticipant, before: func(s *State) {
			hideAll(s)
			change(s, "open-", 500, func(int) Audience { return Everyone }, nil)
		}, command: &MoveNotes{listOf(500, func(i int) Move { return Move{Note: fmt.Sprint("open-", i), Section: "threat"} })}},
		{do: "MoveNotes", what: "in one gap", by: heavyParticipant, refused: TooMany, before: func(s *State) {
			change(s, "open-", 2, nil, func(i int) Fields {
				return Fields{{"rank", s.Get("open-1999").rank + strings.Repeat("z", 200+i)}}
			})
		}, command: &MoveNotes{listOf(500, func(i int) Move {
			return Move{Note: fmt.Sprint("open-", i%2), Section: "threat", Before: "open-2000"}
		})}},
		{do: "GroupNotes", by: heavyParticipant, before: room, command: &GroupNotes{"board-1", "new", "x", notes("open")}},
		{do: "AddRow", by: heavyParticipant, before: table, command: &AddRow{Board: "matrix", NewRow: NewRow{Row: "new", Level: "measure", Section: "area", Parent: "objective-1", Cells: []Cell{{"name", long}}}, Before: "measure-1"}},
		{do: "PasteRows", by: heavyParticipant, before: table, command: &PasteRows{Board: "matrix", Rows: listOf(450, func(i int) NewRow {
			return NewRow{Row: fmt.Sprint("n", i), Level: "measure", Section: "area", Parent: "objective-1", Cells: []Cell{{"name", "x"}}}
		})}},
		{do: "SetCell", by: heavyParticipant, before: table, command: &SetCell{"measure-1", "target", strings.Repeat("9", maxDecimalLength), ""}},
		{do: "MoveRows", by: heavyParticipant, before: table, command: &MoveRows{listOf(500, func(i int) RowMove {
			return RowMove{Row: fmt.Sprint("measure-", i), Section: "area", Parent: "objective-3", Before: "measure-3000"}
		})}},
		{do: "MoveRows", what: "with all under them", by: heavyParticipant, refused: TooMany, before: table, command: &MoveRows{listOf(500, func(i int) RowMove {
			return RowMove{Row: fmt.Sprint("goal-", i%4), Section: fmt.Sprint("area", []string{"", "-x"}[i/4%2])}
		})}},
		{do: "RemoveRows", by: heavyParticipant, before: table, command: &RemoveRows{[]string{"goal-1"}}},
		{do: "RemoveRows", what: "of a whole table", by: heavyParticipant, refused: TooMany, before: table, command: &RemoveRows{names("goal", 0, 4)}},
		{do: "RestoreRows", by: heavyParticipant, before: removed, command: &RestoreRows{[]string{"goal-1"}}},
		{do: "RestoreRows", what: "each by itself", by: heavyParticipant, before: removedOneByOne, command: &RestoreRows{names("measure", 0, 500)}},
		{do: "RestoreRows", what: "of a whole table", by: heavyParticipant, refused: TooMany, before: func(s *State) { removed(s); perform(s, "RemoveRows", &RemoveRows{[]string{"goal-0"}}) }, command: &RestoreRows{[]string{"goal-0", "goal-1"}}},
		{do: "MoveRows", what: "above what is hidden", by: heavyParticipant, before: hiddenRows, command: &MoveRows{listOf(500, func(i int) RowMove {
			return RowMove{Row: fmt.Sprint("goal-", i%4), Section: fmt.Sprint("area", []string{"", "-x"}[i/4%2])}
		})}, refused: TooMany},
		{do: "AddArea", by: heavyModerator, before: table, command: &AddArea{Board: "matrix", AreaPlace: AreaPlace{Area: "new"}, AreaLook: AreaLook{Title: "X", Definition: strings.Repeat("ż", maxDefinitionLength)}}},
		{do: "SetArea", by: heavyModerator, before: table, command: &SetArea{"area", AreaLook{Title: "X", Definition: strings.Repeat("ż", maxDefinitionLength)}}},
		{do: "MoveArea", by: heavyModerator, before: table, command: &MoveArea{Area: "area"}},
		{do: "RemoveArea", by: heavyModerator, refused: TooMany, before: table, command: &RemoveArea{"area"}},
		{do: "RestoreArea", by: heavyModerator, before: areaRemoved, command: &RestoreArea{"area-x"}},
		{do: "SetLevels", by: heavyModerator, command: &SetLevels{Names: slices.Repeat([]string{strings.Repeat("ż", maxNameLength)}, len(matrixLevels))}},
		{do: "SetAside", by: heavyParticipant, before: table, command: &SetAside{"goal-1", "factor", strings.Repeat("ż", maxReasonLength)}},
		{do: "PlaceGoal", by: heavyModerator, before: table, command: &PlaceGoal{"goal-1", "area-x"}},
		{do: "RenameGroup", by: heavyParticipant, command: &RenameGroup{"group-1", strings.Repeat("ż", maxGroupNameLength)}},
		{do: "MoveGroup", by: heavyParticipant, command: &MoveGroup{"group-1", "group-150"}},
		{do: "MoveNotes", what: "on a plane", by: heavyParticipant, before: onVision, command: &MoveNotes{listOf(500, func(i int) Move {
			return Move{Note: fmt.Sprint("open-", i), Section: "area-1", Point: Point{int64(i), 1}}
		})}},
		{do: "SizeNotes", by: heavyParticipant, before: onVision, command: &SizeNotes{notes("open"), "large"}},
		{do: "AddArea", by: heavyModerator, before: onVision, command: &AddArea{Board: "vision", AreaPlace: AreaPlace{"new", 0, 0, 400, 400}, AreaLook: AreaLook{Title: strings.Repeat("ż", maxTitleLength)}}},
		{do: "SetArea", by: heavyModerator, before: onVision, command: &SetArea{"area-1", AreaLook{Title: "X", Colour: "teal"}}},
		{do: "PlaceAreas", by: heavyModerator, before: onVision, command: &PlaceAreas{listOf(500, func(i int) AreaPlace { return AreaPlace{fmt.Sprint("area-", i%10), int64(i), 0, 400, 400} })}},
		{do: "RemoveArea", what: "from a plane", by: heavyModerator, before: func(s *State) {
			onVision(s)
			change(s, "open-", 1_000, nil, always(Field{"section", "area-1"}))
		}, command: &RemoveArea{"area-1"}},
		{do: "RemoveArea", what: "with all notes", by: heavyModerator, refused: TooMany, before: onVision, command: &RemoveArea{"area-0"}},
		{do: "AddStatement", by: heavyParticipant, before: func(s *State) { room(s); onVision(s) }, command: &AddStatement{Board: "vision", Statement: "new", Subject: "vision", Text: long}},
		{do: "BinStatement", by: heavyParticipant, before: linked, command: &BinStatement{"statement-0", true}},
		{do: "ChooseStatement", by: heavyModerator, before: linked, command: &ChooseStatement{"statement-1", true}},
		{do: "AddLink", by: heavyParticipant, before: func(s *State) { room(s); linked(s) }, command: &AddLink{"new", "quotes", "statement-1", "open-3999"}},
		{do: "RemoveLink", by: heavyParticipant, before: linked, command: &RemoveLink{"link-1"}},
		{do: "ConfirmLink", by: heavyParticipant, before: linked, command: &ConfirmLink{"link-1"}},
		{do: "DeleteNotes", what: "linked", by: heavyParticipant, before: linked, command: &DeleteNotes{notes("open")}},
		{do: "DeleteNotes", what: "with all links", by: heavyParticipant, before: func(s *State) {
			linked(s)
			change(s, "link-", maxLinks-1, nil, func(i int) Fields {
				return Fields{{"from", fmt.Sprint("statement-", i/500)}, {"to", fmt.Sprint("open-", i%500)}}
			})
		}, command: &DeleteNotes{notes("open")}},
		{do: "Reveal", what: "on a plane", by: heavyModerator, before: func(s *State) { onVision(s); hideAll(s) }, command: &Reveal{Board: "vision"}},
		{do: "MergeNotes", by: heavyParticipant, refused: TooMany, before: merged, command: &MergeNotes{"open-600", notes("open")}},
		{do: "MergeNotes", what: "without sources", by: heavyParticipant, command: &MergeNotes{"open-600", notes("open")}},
		{do: "SetPoints", by: heavyParticipant, command: &SetPoints{"vote", "open-3999", 1}},
		{do: "SetPoints", what: "among groups", by: heavyParticipant, command: &SetPoints{"groups", "group-0/strength", 1}},
		{do: "ShowNotes", by: heavyParticipant, command: &ShowNotes{notes("own")}},
		{do: "PromoteNotes", by: heavyParticipant, before: room, command: &PromoteNotes{"board-1", listOf(500, func(i int) Promotion { return Promotion{fmt.Sprint("copy-", i), "team-note-0"} })}},
		{do: "PromoteNotes", what: "of long notes", by: heavyParticipant, refused: TooMany, before: func(s *State) {
			room(s)
			change(s, "team-note-", 1, nil, always(Field{"sources", names("source", 0, 500)}, Field{"text", long}))
		}, command: &PromoteNotes{"board-1", listOf(500, func(i int) Promotion { return Promotion{fmt.Sprint("copy-", i), "team-note-0"} })}},
		{do: "ChooseTeam", by: heavyParticipant, command: &ChooseTeam{"team-2"}},
		{do: "ChooseLead", by: heavyParticipant, command: &ChooseLead{heavyParticipant.Member}},
		{do: "SetHand", by: heavyParticipant, command: &SetHand{Up: true}},
		{do: "SetReady", by: heavyParticipant, command: &SetReady{true}},
		{do: "RenameMember", by: heavyParticipant, command: &RenameMember{Name: "Anna"}},
		{do: "RenameWorkshop", by: heavyModerator, command: &RenameWorkshop{"X"}},
		{do: "SetClause", by: heavyModerator, command: &SetClause{ClauseBlanks{More: "X"}}},
		{do: "KeepUntil", by: heavyModerator, command: &KeepUntil{}},
		{do: "AddBoard", by: heavyModerator, before: inTeams, command: &AddBoard{Board: "new", Kind: "swot", Before: "board-1"}},
		{do: "RenameBoard", by: heavyModerator, command: &RenameBoard{"board-1", "X"}},
		{do: "MoveBoard", by: heavyModerator, command: &MoveBoard{"board-2", "board-1"}},
		{do: "ArchiveBoard", by: heavyModerator, before: inTeams, command: &ArchiveBoard{"board-2", true}},
		{do: "PublishBoard", by: heavyModerator, before: ofTeam, command: &PublishBoard{"board-of-team-1"}},
		{do: "PublishBoard", what: "of long notes", by: heavyModerator, before: func(s *State) { longTexts(s); ofTeam(s) }, command: &PublishBoard{"board-of-team-1"}},
		{do: "PlanAgenda", by: heavyModerator, command: &PlanAgenda{"cycle", "plan"}},
		{do: "AddPhase", by: heavyModerator, command: &AddPhase{"new", "", plan}},
		{do: "SetPhase", by: heavyModerator, command: &SetPhase{"spare", plan}},
		{do: "MovePhase", by: heavyModerator, command: &MovePhase{Phase: "spare"}},
		{do: "RemovePhase", by: heavyModerator, command: &RemovePhase{"spare"}},
		{do: "GoTo", by: heavyModerator, command: &GoTo{"spare", "phase-0"}},
		{do: "StartTimer", by: heavyModerator, command: &StartTimer{60}},
		{do: "PauseTimer", by: heavyModerator, command: &PauseTimer{}},
		{do: "ResumeTimer", by: heavyModerator, command: &ResumeTimer{}},
		{do: "ExtendTimer", by: heavyModerator, command: &ExtendTimer{60}},
		{do: "ShowCode", by: heavyModerator, before: func(s *State) {
			s.replace(nil, &Record{ID: invitationID, Kind: KindInvitation, Audience: Moderators, Fields: MakeFields(Field{"code", "ABCD2345"})})
		}, command: &ShowCode{true}},
		{do: "StopTimer", by: heavyModerator, command: &StopTimer{}},
		{do: "Reveal", by: heavyModerator, before: hideAll, command: &Reveal{Board: "board-1"}},
		{do: "Reveal", what: "one by one", by: heavyModerator, before: hideAll, command: &Reveal{Board: "board-1", Next: true}},
		{do: "Reveal", what: "of long notes", by: heavyModerator, before: func(s *State) { longTexts(s); hideAll(s) }, command: &Reveal{Board: "board-1"}},
		{do: "SetLock", by: heavyModerator, command: &SetLock{Spot{Board: "board-1"}, true}},
		{do: "MarkMoment", by: heavyModerator, command: &MarkMoment{"new", strings.Repeat("ż", maxTitleLength)}},
		{do: "RenameMoment", by: heavyModerator, before: aMoment, command: &RenameMoment{"moment", strings.Repeat("ż", maxTitleLength)}},
		{do: "RemoveMoment", by: heavyModerator, before: aMoment, command: &RemoveMoment{"moment"}},
		{do: "OpenVote", by: heavyModerator, command: &OpenVote{Vote: "new", Title: "X", Points: 3, PerItem: 1, Boards: names("board", 1, 2), Sections: []string{"threat"}}},
		{do: "OpenVote", what: "with long lists", by: heavyModerator, refused: TooMany, command: &OpenVote{Vote: "new", Title: "X", Points: 3, PerItem: 1, Boards: slices.Repeat([]string{"board-1"}, 2_900), Sections: slices.Repeat([]string{"threat"}, 2_900)}},
		{do: "AddVoters", by: heavyModerator, command: &AddVoters{"vote", names("member", 0, 100)}},
		{do: "CloseVote", by: heavyModerator, command: &CloseVote{"vote"}},
		{do: "CloseVote", what: "after merges", by: heavyModerator, before: func(s *State) {
			change(s, "open-", heavyNotes-1, nil, func(i int) Fields {
				if i%50 == 49 {
					return nil
				}
				return Fields{{"deleted", true}, {"merged", fmt.Sprint("open-", i+1)}}
			})
		}, command: &CloseVote{"vote"}},
		{do: "CloseVote", what: "on groups", by: heavyModerator, command: &CloseVote{"groups"}},
		{do: "RemoveVote", by: heavyModerator, command: &RemoveVote{"vote"}},
		{do: "RecordVote", by: heavyModerator, command: &RecordVote{"new", "X", "board-1", names("open", 0, 500), slices.Repeat([]int64{31}, 500)}},
		{do: "FormTeams", by: heavyModerator, before: func(s *State) { room(s); inTeams(s) }, command: &FormTeams{listOf(30, func(i int) FormedTeam {
			return FormedTeam{fmt.Sprint("t", i), "X", names("member", i*6, 6), fmt.Sprint("member-", i*6)}
		})}},
		{do: "AssignTeam", by: heavyModerator, command: &AssignTeam{"team-1", names("member", 0, 200)}},
		{do: "LetChoose", by: heavyModerator, command: &LetChoose{}},
		{do: "LetChooseLead", by: heavyModerator, command: &LetChooseLead{}},
		{do: "NameLead", by: heavyModerator, command: &NameLead{"team-1", "member-31"}},
		{do: "RenameTeam", by: heavyModerator, command: &RenameTeam{"team-1", "X"}},
		{do: "SetFocus", by: heavyModerator, command: &SetFocus{Spot: Spot{Board: "board-1", Section: "threat", Item: "open-1"}}},
		{do: "Release", by: heavyModerator, command: &Release{}},
		{do: "TurnPages", by: heavyModerator, command: &TurnPages{1, true}},
		{do: "QueuePresentations", by: heavyModerator, command: &QueuePresentations{names("team", 0, 30), 60}},
		{do: "NextPresentation", by: heavyModerator, command: &NextPresentation{}},
		{do: "SetWaitingRoom", by: heavyModerator, command: &SetWaitingRoom{true}},
		{do: "DismissWaiting", by: heavyModerator, before: func(s *State) {
			change(s, "member-", 200, nil, always(Field{"waiting", true}))
			change(s, "member-", 1, nil, always(Field{"waiting", nil}))
		}, command: &DismissWaiting{}},
		{do: "EmptyBin", by: heavyModerator, command: &EmptyBin{}},
		{do: "UndoMember", by: heavyModerator, command: heavyUndo()},
		{do: "AdmitMembers", by: heavyModerator, command: &AdmitMembers{names("member", 0, 200)}},
		{do: "RemoveMember", by: heavyModerator, command: &RemoveMember{"member-9", true}},
		{do: "SetRole", by: heavyModerator, command: &SetRole{"member-9", Moderator}},
	}
}

const heavyNotes = 4_000

// largest is a workshop that is as large as it may be: 5,000 notes, 1,000 of them
// hidden, another 5,000 in the bin, 200 members, 30 teams and thousands of earlier
// splits, groups, and votes in which everybody has given all their points.
func largest() *State {
	s := NewState(DefaultLimits())
	put := func(id string, kind Kind, audience Audience, fields ...Field) {
		s.replace(nil, &Record{ID: id, Kind: kind, Audience: audience, Fields: MakeFields(fields...)})
	}
	rank := ""
	next := func() Field { rank = rankBetween(rank, ""); return Field{"rank", rank} }
	note := func(id string, audience Audience, board, section string, more ...Field) {
		put(id, KindNote, audience, append(more, Field{"author", "member-7"}, Field{"board", board}, Field{"section", section}, Field{"text", "dogodne położenie przy drodze krajowej"}, next())...)
	}
	put(WorkshopID, KindWorkshop, Everyone, Field{"choosing", true}, Field{"choosingLead", true}, Field{"locale", "pl"}, Field{"phase", "phase-0"}, Field{"title", "X"})
	put("phase-0", KindPhase, Everyone, Field{"allow", []string{"write", "move", "group", "vote"}}, Field{"rank", "a0"}, Field{"title", "X"})
	put("spare", KindPhase, Everyone, Field{"rank", "a1"}, Field{"hidden", true}, Field{"title", "X"})
	put("board-1", KindBoard, Everyone, Field{"kind", "swot"}, Field{"rank", "a0"})
	put(presentationsID, KindPresentations, Everyone, Field{"phase", "phase-0"}, Field{"queue", names("team", 0, 30)}, Field{"seconds", int64(60)})
	put("board-2", KindBoard, Everyone, Field{"kind", "swot"}, Field{"rank", "a1"})
	for i := range 8_000 {
		id := fmt.Sprint("team-", i)
		put(id, KindTeam, Everyone, Field{"lead", fmt.Sprint("member-", i%30)}, Field{"name", "X"}, Field{"past", i >= 30}, next())
		if i < 300 {
			put("board-of-"+id, KindBoard, OnlyTeam(id), Field{"kind", "swot"}, Field{"origin", "board-1"}, Field{"team", id}, next())
		}
	}
	for i := range 200 {
		role := Participant
		if i == 0 {
			role = Moderator
		}
		put(fmt.Sprint("member-", i), KindMember, Everyone, Field{"name", "X"}, Field{"role", string(role)}, Field{"team", fmt.Sprint("team-", i%30)}, Field{"waiting", i >= 100})
	}
	for i := range 200 {
		put(fmt.Sprint("group-", i), KindGroup, Everyone, Field{"board", "board-1"}, Field{"name", "X"}, next())
	}
	for i := range heavyNotes {
		note(fmt.Sprint("open-", i), Everyone, "board-1", "threat")
		if i%8 == 0 {
			note(fmt.Sprint("own-", i/8), OnlyMember("member-1"), "board-1", "threat")
		}
	}
	for i := range 500 {
		note(fmt.Sprint("grouped-", i), Everyone, "board-1", "strength", Field{"group", fmt.Sprint("group-", i%200)})
	}
	for i := range 5_000 {
		note(fmt.Sprint("bin-", i), Everyone, "board-1", "threat", Field{"deleted", true})
	}
	note("team-note-0", OnlyTeam("team-1"), "board-of-team-1", "threat")
	put("long", KindNote, Everyone, Field{"board", "board-1"}, Field{"section", "weakness"}, Field{"text", strings.Repeat("ż", 9_000)}, next())
	for _, vote := range []string{"vote", "groups"} {
		put(vote, KindVote, Everyone, Field{"electorate", names("member", 0, 200)}, Field{"groups", vote == "groups"}, Field{"perItem", int64(100)}, Field{"points", int64(100)}, next())
		for i := range 200 {
			var points []string
			for p := range 99 {
				if vote == "groups" {
					points = append(points, fmt.Sprintf("group-%d/strength", (i+p)%200))
				} else {
					points = append(points, fmt.Sprint("open-", (17*i+p)%heavyNotes))
				}
			}
			member := fmt.Sprint("member-", i)
			put(ballotOf(vote, member), KindBallot, OnlyMember(member), Field{"member", member}, Field{"points", points}, Field{"vote", vote})
		}
	}
	s.Seq = 1
	return s
}

// BenchmarkHeaviest gives every command of the registry at its limits and prints how
// long one frame of it holds its room: deciding, applying and encoding. The shortest
// of several runs counts, because the machine may be busy with other things.
func BenchmarkHeaviest(b *testing.B) {
	all := heaviestCommands()
	for _, name := range CommandNames() {
		if !slices.ContainsFunc(all, func(h heaviest) bool { return h.do == name }) {
			b.Errorf("%s is not measured: give it a row", name)
		}
	}
	for _, h := range all {
		name := h.do
		if h.what != "" {
			name += "/" + strings.ReplaceAll(h.what, " ", "-")
		}
		b.Run(name, func(b *testing.B) {
			s := largest()
			if h.before != nil {
				h.before(s)
			}
			frame, err := json.Marshal(h.command)
			if err != nil {
				b.Fatal(err)
			}
			if len(frame) > maxFrame-200 { // the rest is about the command
				b.Fatalf("a frame of %d bytes is too large to be sent", len(frame))
			}
			order := Order{By: h.by, Client: "client-of-the-heaviest", Seen: h.seen, Do: h.do, Command: h.command}
			if order.Seen == 0 {
				order.Seen = s.Seq
			}
			shortest, size, code := time.Hour, 0, Code("")
			for b.Loop() {
				start := time.Now()
				fact, undo, err := s.Perform(order, time.UnixMilli(1))
				if err == nil {
					size = len(fact.Change.Encode().AppendJSON(nil))
				}
				shortest = min(shortest, time.Since(start))
				if err == nil {
					s.Revert(undo)
				} else {
					code = err.(*Refusal).Code
				}
			}
			if code != h.refused {
				b.Errorf("refused with %q, want %q", code, h.refused)
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(shortest.Microseconds())/1000, "ms/frame")
			b.ReportMetric(float64(size), "bytes/change")
		})
	}
}
