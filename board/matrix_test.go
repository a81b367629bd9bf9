package board

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"testing"
	"time"
)

// The permission matrix: every command of the registry, by everybody, on every kind of
// boards, in every state of the phases, and on both sides of a phase change that happens
// while it is under way.

// permissionRow is a row of the table as the browser's tests read it.
type permissionRow struct {
	Name  string   `json:"name"`
	Roles []string `json:"roles"`
	Acts  []string `json:"acts"`
	// Stopped: a hold and a lock forbid it to participants.
	Stopped bool `json:"stopped"`
}

func TestPermissionTable(t *testing.T) {
	const path = "testdata/vectors/permissions.json"
	var now []permissionRow
	for _, name := range sortedKeys(commands) {
		row := permissionRow{Name: name, Roles: []string{}, Acts: []string{}, Stopped: commands[name].stopped}
		for _, role := range commands[name].roles {
			row.Roles = append(row.Roles, string(role))
		}
		for _, act := range commands[name].acts {
			row.Acts = append(row.Acts, string(act))
		}
		now = append(now, row)
	}
	if *update {
		writeVectors(t, path, now)
	}
	if golden := goldenPermissions(t); !reflect.DeepEqual(now, golden) {
		t.Errorf("the table differs from %s", path)
	}
	for _, name := range CommandNames() {
		if _, ok := commands[name]; !ok {
			t.Errorf("%s has no row: nobody may ever give it", name)
		}
	}
}

func goldenPermissions(t *testing.T) []permissionRow {
	data, err := os.ReadFile("testdata/vectors/permissions.json")
	if err != nil {
		t.Fatal(err)
	}
	var rows []permissionRow
	if err := json.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

// sample is a command that is valid in the hall of the matrix whenever it is
// allowed. acts is what a participant needs for it, where that is less than the
// whole row; touches says what of board-1 or of the matrix it changes.
type sample struct {
	do      string
	command Command
	acts    []string
	touches Spot
	refused map[string]Code // by who, whatever the phase
}

// gathered is the command as the server gives it: the member did nothing.
func gathered(c *UndoMember) *UndoMember {
	c.Gather()
	return c
}

func samples(kind string) []sample {
	if kind != vision.Name {
		return everySample()
	}
	return append(everySample(),
		sample{do: "SizeNotes", command: &SizeNotes{[]string{"n1"}, "large"}, touches: Spot{Board: "board-1", Section: "strength", Item: "n1"}},
		sample{do: "AddArea", command: &AddArea{Board: "board-1", AreaPlace: AreaPlace{"x", 0, 0, 400, 400}, AreaLook: AreaLook{Title: "X"}}},
		sample{do: "SetArea", command: &SetArea{"strength", AreaLook{Title: "X", Colour: "teal"}}},
		sample{do: "AddStatement", command: &AddStatement{Board: "board-1", Statement: "x", Subject: "vision"}, touches: Spot{Board: "board-1"}},
		sample{do: "BinStatement", command: &BinStatement{"st1", true}, touches: Spot{Board: "board-1", Item: "st1"}},
		sample{do: "ChooseStatement", command: &ChooseStatement{"st1", true}},
		sample{do: "AddLink", command: &AddLink{"x", "quotes", "st1", "n1"}, touches: Spot{Board: "board-1", Item: "st1"}},
		sample{do: "RemoveLink", command: &RemoveLink{"l1"}, touches: Spot{Board: "board-1", Item: "st1"}},
		sample{do: "ConfirmLink", command: &ConfirmLink{"l1"}, touches: Spot{Board: "board-1", Item: "st1"}},
		sample{do: "EditText", command: &EditText{"st1", "text", Splice{{Insert: "x"}}}, touches: Spot{Board: "board-1", Item: "st1"}},
		sample{do: "PlaceAreas", command: &PlaceAreas{[]AreaPlace{{"strength", 0, 0, 400, 400}}}},
		sample{do: "RemoveArea", command: &RemoveArea{"strength"}},
	)
}

// everySample is what can be done on boards of every kind.
func everySample() []sample {
	onBoard := Spot{Board: "board-1"}
	onNote := Spot{Board: "board-1", Section: "strength", Item: "n1"}
	plan := Plan{Title: "Etap"}
	return []sample{
		{do: "AddNote", command: &AddNote{Board: "board-1", Note: "x", Section: "strength", Text: "las"}, touches: Spot{Board: "board-1", Section: "strength"}},
		{do: "PasteNotes", command: &PasteNotes{Board: "board-1", Notes: []PastedNote{{Note: "x", Section: "strength", Text: "las"}}}, touches: Spot{Board: "board-1", Section: "strength"}},
		{do: "EditText", command: &EditText{"n1", "text", Splice{{Insert: "x"}}}, touches: onNote},
		{do: "ColourNotes", command: &ColourNotes{[]string{"n1"}, "teal"}, touches: onNote},
		{do: "DeleteNotes", command: &DeleteNotes{[]string{"n1"}}, touches: onNote},
		{do: "RestoreNotes", command: &RestoreNotes{[]string{"n1"}}, acts: []string{"write"}, touches: onNote},
		{do: "MoveNotes", command: &MoveNotes{[]Move{{Note: "n1", Section: "strength"}}}, acts: []string{"move"}, touches: onNote},
		{do: "MoveNotes", command: &MoveNotes{[]Move{{Note: "n1", Section: "strength", Group: "g1"}}}, acts: []string{"group"}, touches: onNote},
		{do: "GroupNotes", command: &GroupNotes{"board-1", "x", "Lasy", []string{"n1"}}, touches: onNote},
		{do: "RenameGroup", command: &RenameGroup{"g1", "Lasy"}, touches: onBoard},
		{do: "MoveGroup", command: &MoveGroup{Group: "g1"}, touches: onBoard},
		{do: "MergeNotes", command: &MergeNotes{"n1", []string{"n2"}}, touches: onNote},
		{do: "SetPoints", command: &SetPoints{"v1", "n1", 1}},
		{do: "AddRow", command: &AddRow{Board: "matrix", NewRow: NewRow{Row: "x", Level: "goal", Section: "area"}}, touches: Spot{Board: "matrix", Section: "area"}},
		{do: "PasteRows", command: &PasteRows{Board: "matrix", Rows: []NewRow{{Row: "x", Level: "goal", Section: "area"}}}, touches: Spot{Board: "matrix", Section: "area"}},
		{do: "SetCell", command: &SetCell{"k1", "target", "5", ""}, touches: Spot{Board: "matrix", Section: "area", Item: "k1"}},
		{do: "MoveRows", command: &MoveRows{[]RowMove{{Row: "r1", Section: "area"}}}, touches: Spot{Board: "matrix", Section: "area", Item: "r1"}},
		{do: "RemoveRows", command: &RemoveRows{[]string{"r1"}}, touches: Spot{Board: "matrix", Section: "area", Item: "r1"}},
		{do: "RestoreRows", command: &RestoreRows{[]string{"r1"}}, touches: Spot{Board: "matrix", Section: "area", Item: "r1"}},
		{do: "EditText", command: &EditText{"r1", "name", Splice{{Insert: "x"}}}, touches: Spot{Board: "matrix", Section: "area", Item: "r1"}},
		{do: "ShowNotes", command: &ShowNotes{[]string{"n1"}}, touches: onNote},
		{do: "PromoteNotes", command: &PromoteNotes{"board-2", []Promotion{{"x", "t1a"}}}, refused: map[string]Code{"participant of another team": NotFound}},
		{do: "ChooseTeam", command: &ChooseTeam{"t1"}},
		{do: "ChooseLead", command: &ChooseLead{"anna"}, refused: map[string]Code{
			"participant of another team": NotFound, "moderator": NotFound, "moderator with a participant's session": NotFound,
		}},
		{do: "SetHand", command: &SetHand{Up: true}},
		{do: "SetReady", command: &SetReady{true}},
		{do: "RenameMember", command: &RenameMember{Name: "X"}},
		{do: "RenameWorkshop", command: &RenameWorkshop{"X"}},
		{do: "AddBoard", command: &AddBoard{Board: "x", Kind: "swot"}},
		{do: "RenameBoard", command: &RenameBoard{"board-2", "X"}},
		{do: "MoveBoard", command: &MoveBoard{Board: "board-2"}},
		{do: "ArchiveBoard", command: &ArchiveBoard{"board-2", true}},
		{do: "PublishBoard", command: &PublishBoard{"b1"}, refused: map[string]Code{"participant of another team": NotFound}},
		{do: "AddArea", command: &AddArea{Board: "matrix", AreaPlace: AreaPlace{Area: "x"}, AreaLook: AreaLook{Title: "X"}}},
		{do: "SetArea", command: &SetArea{"area", AreaLook{Title: "X"}}},
		{do: "MoveArea", command: &MoveArea{Area: "area"}},
		{do: "RemoveArea", command: &RemoveArea{"area"}},
		{do: "RestoreArea", command: &RestoreArea{"area"}},
		{do: "SetLevels", command: &SetLevels{Arabic: true}},
		{do: "SetAside", command: &SetAside{"k1", "unit", "po diagnozie"}, touches: Spot{Board: "matrix", Section: "area", Item: "k1"}},
		{do: "PlaceGoal", command: &PlaceGoal{"r1", ""}},
		{do: "PlanAgenda", command: &PlanAgenda{"areas", "plan"}},
		{do: "AddPhase", command: &AddPhase{"x", "", plan}},
		{do: "SetPhase", command: &SetPhase{"spare", plan}},
		{do: "MovePhase", command: &MovePhase{Phase: "spare"}},
		{do: "RemovePhase", command: &RemovePhase{"spare"}},
		{do: "GoTo", command: &GoTo{"spare", "phase"}},
		{do: "StartTimer", command: &StartTimer{60}},
		{do: "PauseTimer", command: &PauseTimer{}},
		{do: "ResumeTimer", command: &ResumeTimer{}},
		{do: "ExtendTimer", command: &ExtendTimer{60}},
		{do: "StopTimer", command: &StopTimer{}},
		{do: "Reveal", command: &Reveal{Board: "board-1"}},
		{do: "SetLock", command: &SetLock{Spot{Board: "board-1"}, true}},
		{do: "MarkMoment", command: &MarkMoment{"x", "SWOT v1"}},
		{do: "RenameMoment", command: &RenameMoment{"m1", "SWOT v2"}},
		{do: "RemoveMoment", command: &RemoveMoment{"m1"}},
		{do: "OpenVote", command: &OpenVote{Vote: "x", Title: "X", Points: 3, PerItem: 1}},
		{do: "AddVoters", command: &AddVoters{"v1", []string{"ewa"}}},
		{do: "CloseVote", command: &CloseVote{"v1"}},
		{do: "RemoveVote", command: &RemoveVote{"v1"}},
		{do: "RecordVote", command: &RecordVote{"x", "X", "board-1", []string{"n1"}, []int64{3}}},
		{do: "FormTeams", command: &FormTeams{[]FormedTeam{{"x", "X", []string{"anna"}, ""}}}},
		{do: "AssignTeam", command: &AssignTeam{"t1", []string{"ewa"}}},
		{do: "LetChoose", command: &LetChoose{}},
		{do: "LetChooseLead", command: &LetChooseLead{}},
		{do: "NameLead", command: &NameLead{"t1", "anna"}},
		{do: "RenameTeam", command: &RenameTeam{"t1", "X"}},
		{do: "SetFocus", command: &SetFocus{Spot: Spot{Board: "board-1"}}},
		{do: "Release", command: &Release{}},
		{do: "TurnPages", command: &TurnPages{1, true}},
		{do: "QueuePresentations", command: &QueuePresentations{[]string{"t1"}, 60}},
		{do: "NextPresentation", command: &NextPresentation{}},
		{do: "SetClause", command: &SetClause{ClauseBlanks{Administrator: "Wójt"}}},
		{do: "KeepUntil", command: &KeepUntil{}},
		{do: "ShowCode", command: &ShowCode{true}},
		{do: "SetWaitingRoom", command: &SetWaitingRoom{true}},
		{do: "AdmitMembers", command: &AdmitMembers{[]string{"ida"}}},
		{do: "DismissWaiting", command: &DismissWaiting{}},
		{do: "EmptyBin", command: &EmptyBin{}},
		{do: "UndoMember", command: gathered(&UndoMember{Member: "ida"})},
		{do: "RemoveMember", command: &RemoveMember{"ewa", false}, refused: map[string]Code{"participant of another team": Forbidden}},
		{do: "SetRole", command: &SetRole{"ewa", Moderator}},
	}
}

// hall is a workshop in which every sample finds what it is about, on boards of the kind.
func hall(t *testing.T, kind string) *State {
	s := NewState(DefaultLimits())
	member := func(id string, role Role, more ...Field) *Record {
		return &Record{ID: id, Kind: KindMember, Audience: Everyone, Fields: MakeFields(append(more, Field{"name", id}, Field{"role", string(role)})...)}
	}
	note := func(id, board, section, rank string, audience Audience) *Record {
		place := []Field{{"rank", rank}}
		if kind == vision.Name {
			place = []Field{{"x", int64(16)}, {"y", int64(64)}}
		} else if section == "" {
			section = "strength"
		}
		return &Record{ID: id, Kind: KindNote, Audience: audience, Fields: MakeFields(append(place, Field{"board", board}, Field{"section", section}, Field{"text", "las"})...)}
	}
	board := func(id, rank string, audience Audience, more ...Field) *Record {
		return &Record{ID: id, Kind: KindBoard, Audience: audience, Fields: MakeFields(append(more, Field{"kind", kind}, Field{"rank", rank})...)}
	}
	line := func(id, level, parent string) *Record {
		return &Record{ID: id, Kind: KindRow, Audience: Everyone, Fields: MakeFields(Field{"board", "matrix"}, Field{"level", level}, Field{"parent", parent}, Field{"rank", "a0"}, Field{"section", "area"})}
	}
	for _, r := range []*Record{
		{ID: invitationID, Kind: KindInvitation, Audience: Moderators, Fields: MakeFields(Field{"code", "ABCD2345"})},
		{ID: WorkshopID, Kind: KindWorkshop, Audience: Everyone, Fields: MakeFields(Field{"choosing", true}, Field{"choosingLead", true}, Field{"locale", "pl"}, Field{"phase", "phase"}, Field{"title", "X"})},
		board("board-1", "a0", Everyone), board("board-2", "a1", Everyone),
		board("b1", "a2", OnlyTeam("t1"), Field{"origin", "board-1"}, Field{"team", "t1"}),
		member("anna", Participant, Field{"team", "t1"}), member("ewa", Participant, Field{"team", "t2"}),
		member("jan", Moderator), member("ola", Moderator),
		member("ida", Participant, Field{"waiting", true}), member("ula", Participant, Field{"removed", true}),
		{ID: "t1", Kind: KindTeam, Audience: Everyone, Fields: MakeFields(Field{"lead", "anna"}, Field{"name", "1"}, Field{"rank", "a0"})},
		{ID: "t2", Kind: KindTeam, Audience: Everyone, Fields: MakeFields(Field{"name", "2"}, Field{"rank", "a1"})},
		{ID: "g1", Kind: KindGroup, Audience: Everyone, Fields: MakeFields(Field{"board", "board-1"}, Field{"rank", "a0"})},
		note("n1", "board-1", "strength", "a0", Everyone), note("n2", "board-1", "strength", "a1", Everyone), note("t1a", "b1", "", "a0", OnlyTeam("t1")),
		{ID: "matrix", Kind: KindBoard, Audience: Everyone, Fields: MakeFields(Field{"kind", "matrix"}, Field{"rank", "a3"})},
		{ID: "area", Kind: KindArea, Audience: Everyone, Fields: MakeFields(Field{"board", "matrix"}, Field{"rank", "a0"}, Field{"title", "X"})},
		line("r1", "goal", ""), line("o1", "objective", "r1"), line("k1", "measure", "o1"),
		{ID: "spare", Kind: KindPhase, Audience: Everyone, Fields: MakeFields(Field{"rank", "a1"}, Field{"title", "X"})},
		{ID: "v1", Kind: KindVote, Audience: Everyone, Fields: MakeFields(Field{"electorate", []string{"anna", "ewa", "jan"}}, Field{"perItem", int64(2)}, Field{"points", int64(3)}, Field{"rank", "a0"})},
		{ID: "m1", Kind: KindMoment, Audience: Everyone, Fields: MakeFields(Field{"rank", "a0"}, Field{"seq", int64(1)}, Field{"title", "X"})},
		{ID: presentationsID, Kind: KindPresentations, Audience: Everyone, Fields: MakeFields(Field{"now", "t1"}, Field{"phase", "phase"}, Field{"queue", []string{"t1"}}, Field{"seconds", int64(60)})},
	} {
		s.replace(nil, r)
	}
	if kind == vision.Name { // whose sections are records
		s.replace(nil, &Record{ID: "st1", Kind: KindStatement, Audience: Everyone, Fields: MakeFields(Field{"board", "board-1"}, Field{"rank", "a0"}, Field{"subject", "vision"})})
		s.replace(nil, &Record{ID: "l1", Kind: KindLink, Audience: Everyone, Fields: MakeFields(Field{"changed", true}, Field{"from", "st1"}, Field{"to", "n2"}, Field{"type", "quotes"})})
		s.replace(nil, &Record{ID: "strength", Kind: KindArea, Audience: Everyone, Fields: MakeFields(Field{"board", "board-1"}, Field{"height", areaHeight}, Field{"title", "X"}, Field{"width", areaWidth}, Field{"x", int64(0)}, Field{"y", int64(0)})})
	}
	return s
}

// setting is a state of the phases: the plan that runs, and holds and locks.
type setting struct {
	name    string
	phase   Fields
	allow   []string
	covers  bool // board-1 and the matrix
	held    bool
	locked  Spot
	patches []Patch
}

// What the settings lock.
var (
	boards = []string{"board-1", "matrix"}
	items  = []string{"n1", "r1", "k1"}

	lockable = []string{"strength", "area"}
)

func settings() []setting {
	all := []string{"write", "move", "group", "vote"}
	lock := func(f Field, ids ...string) (patches []Patch) {
		for _, id := range ids {
			patches = append(patches, Patch{Set: id, Fields: Fields{f}})
		}
		return patches
	}
	hold := []Patch{{Put: &Record{ID: focusID, Kind: KindFocus, Audience: Everyone, Fields: MakeFields(Field{"board", "board-2"}, Field{"mode", ModeHold})}}}
	list := []setting{
		{name: "all acts", allow: all, covers: true},
		{name: "hidden writing", allow: all, covers: true, phase: Fields{{"counts", true}, {"hidden", true}}},
		{name: "anonymous writing", allow: all, covers: true, phase: Fields{{"anonymous", true}}},
		{name: "another board", allow: all, phase: Fields{{"boards", []string{"board-2"}}}},
		{name: "team work", allow: all, phase: Fields{{"teams", true}}},
		{name: "held", allow: all, covers: true, held: true, patches: hold},
		{name: "board locked", allow: all, covers: true, locked: Spot{Board: "board-1"}, patches: lock(Field{"locked", true}, boards...)},
		{name: "section locked", allow: all, covers: true, locked: Spot{Section: "strength"}, patches: lock(Field{"lockedSections", lockable}, boards...)},
		{name: "items locked", allow: all, covers: true, locked: Spot{Item: "n1"}, patches: lock(Field{"locked", true}, items...)},
		{name: "nothing", covers: true},
	}
	for _, act := range all {
		list = append(list, setting{name: "only " + act, allow: []string{act}, covers: true})
	}
	return list
}

// enter puts the setting in place of the one before.
func (s setting) enter(t *testing.T, state *State) {
	t.Helper()
	patches := []Patch{
		{Put: &Record{ID: "phase", Kind: KindPhase, Audience: Everyone, Fields: MakeFields(append(slices.Clone(s.phase), Field{"allow", s.allow}, Field{"rank", "a0"}, Field{"title", s.name})...)}},
		{Remove: focusID},
	}
	for _, id := range slices.Concat(boards, items) {
		patches = append(patches, Patch{Set: id, Fields: Fields{{"locked", nil}, {"lockedSections", nil}}})
	}
	if _, err := state.Apply(Fact{Seq: state.Seq + 1, Change: Change{{Everyone, append(patches, s.patches...)}}}); err != nil {
		t.Fatal(err)
	}
}

// want is the verdict as the rules say it, told from the golden table alone.
func (s setting) want(row permissionRow, c sample, who string, role Role) Code {
	switch {
	case !slices.Contains(row.Roles, string(role)):
		return Forbidden
	case who == "waiting":
		return Waiting
	case who == "removed":
		return Removed
	case role == Participant && row.Stopped && s.held:
		return Held
	case c.refused[who] != "":
		return c.refused[who]
	case role == Moderator || !row.Stopped:
		return ""
	}
	locked := s.locked.Board != "" || s.locked.Section != "" && slices.Contains(lockable, c.touches.Section) || s.locked.Item != "" && slices.Contains(items, c.touches.Item)
	if len(row.Acts) == 0 {
		if c.touches.Board != "" && locked {
			return Locked
		}
		return ""
	}
	acts := row.Acts
	if c.acts != nil {
		acts = c.acts
	}
	allowed := slices.ContainsFunc(acts, func(act string) bool { return slices.Contains(s.allow, act) })
	rowAllowed := slices.ContainsFunc(row.Acts, func(act string) bool { return slices.Contains(s.allow, act) })
	switch {
	case !rowAllowed:
		return WrongPhase
	case c.touches.Board != "" && !s.covers:
		return WrongPhase
	case c.touches.Board != "" && locked:
		return Locked
	case !allowed:
		return WrongPhase
	}
	return ""
}

func TestPermissionMatrix(t *testing.T) {
	rows := map[string]permissionRow{}
	for _, row := range goldenPermissions(t) {
		rows[row.Name] = row
	}
	for _, name := range CommandNames() {
		if !slices.ContainsFunc(samples(vision.Name), func(c sample) bool { return c.do == name }) {
			t.Errorf("no sample of %s: the matrix does not try it", name)
		}
	}
	people := []struct {
		who  string
		by   Actor
		role Role // the one that counts
	}{
		{"observer", Actor{Member: "", Role: Observer}, Observer},
		{"participant", Actor{Member: "anna", Role: Participant}, Participant},
		{"participant of another team", Actor{Member: "ewa", Role: Participant}, Participant},
		{"moderator", Actor{Member: "jan", Role: Moderator}, Moderator},
		{"participant with a moderator's session", Actor{Member: "anna", Role: Moderator}, Participant},
		{"moderator with a participant's session", Actor{Member: "jan", Role: Participant}, Moderator},
		{"waiting", Actor{Member: "ida", Role: Participant}, Participant},
		{"removed", Actor{Member: "ula", Role: Participant}, Participant},
	}
	cells := 0
	try := func(state *State, now setting, seen uint64, what string) {
		for _, p := range people {
			for _, c := range samples((Board{state.Get("board-1")}).BoardKind()) {
				cells++
				before := state.Seq
				_, err := state.Decide(Order{By: p.by, Seen: seen, Do: c.do, Command: c.command}, time.UnixMilli(1))
				got := Code("")
				if err != nil {
					got = err.(*Refusal).Code
				}
				if want := now.want(rows[c.do], c, p.who, p.role); got != want {
					t.Errorf("%s, %s, %s: %q, want %q", what, p.who, c.do, got, want)
				}
				if state.Seq != before {
					t.Fatalf("%s changed the state", c.do)
				}
			}
		}
	}
	for _, kind := range []string{swot.Name, vision.Name} { // in each there is a matrix, too
		for _, before := range settings() {
			state := hall(t, kind)
			before.enter(t, state)
			try(state, before, state.Seq, kind+", "+before.name)
			for _, after := range settings() {
				state := hall(t, kind)
				before.enter(t, state)
				seen := state.Seq
				after.enter(t, state)
				try(state, after, seen, fmt.Sprintf("%s, %s, given in %s", kind, after.name, before.name))
			}
		}
	}
	t.Logf("%d cells", cells)
}
