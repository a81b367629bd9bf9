package board

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// limitCase brings a workshop to a limit. do gives so much of what is limited, as a
// moderator, and returns the code of the last command.
type limitCase struct {
	value int // what the limit is in this case
	over  Code
	do    func(w *world, n int) Code
}

func text(n int) string { return strings.Repeat("ż", n) }

// each gives a command n times, or as often as it takes until the state holds n records
// of a kind.
func each(kind Kind, do string, make func(i int) Command) func(*world, int) Code {
	return func(w *world, n int) (code Code) {
		for i := w.state.Count(kind); i < n && code == ""; i++ {
			code = w.code(shareJan, do, make(i))
		}
		return code
	}
}

// once gives a command.
func once(do string, make func(n int) Command) func(*world, int) Code {
	return func(w *world, n int) Code { return w.code(shareJan, do, make(n)) }
}

// crowd puts n-1 records, and gives a command for one more.
func (w *world) crowd(n int, kind Kind, fields func(i int) Fields) {
	for i := range n - 1 {
		w.state.replace(nil, &Record{ID: fmt.Sprint("crowd-", i), Kind: kind, Audience: Everyone, Fields: MakeFields(fields(i)...)})
	}
}

// some is a limit that a test reaches soon.
const some = 30

// limitCases are the cases of the fields of Limits and of the constants named max… by
// their names.
var limitCases = map[string]limitCase{
	"MaxNotes": {some, TooMany, each(KindNote, "AddNote", func(i int) Command {
		return &AddNote{Board: "board-1", Note: fmt.Sprint("n", i), Section: "threat", Text: "las"}
	})},
	"MaxGroups": {some, TooMany, once("PasteNotes", func(n int) Command {
		c := &PasteNotes{Board: "board-1", Notes: []PastedNote{{Note: "n", Section: "threat", Text: "las"}}}
		for i := range n {
			c.Groups = append(c.Groups, PastedGroup{fmt.Sprint("g", i), "x"})
		}
		return c
	})},
	"MaxRows": {some, TooMany, each(KindRow, "AddRow", func(i int) Command {
		return &AddRow{Board: "matrix", NewRow: NewRow{Row: fmt.Sprint("r", i), Level: "goal", Section: "people", Cells: []Cell{{"name", "x"}}}}
	})},
	"MaxBoards": {some, TooMany, each(KindBoard, "AddBoard", func(i int) Command { return &AddBoard{Board: fmt.Sprint("b", i), Kind: "swot"} })},
	"MaxPeople": {some, NoSeat, func(w *world, n int) (code Code) {
		for i := len(w.state.Siblings(memberList)); i < n && code == ""; i++ {
			id := fmt.Sprint("member-", i)
			code = w.code(Actor{Role: System}, "EnterMember", &EnterMember{Member: id, Name: id, Role: Participant})
		}
		return code
	}},
	"MaxPhases": {some, TooMany, each(KindPhase, "AddPhase", func(i int) Command { return &AddPhase{Phase: fmt.Sprint("p", i), Plan: Plan{Title: "x"}} })},
	"MaxTeams": {some, TooMany, once("FormTeams", func(n int) Command {
		c := &FormTeams{}
		for i := range n {
			c.Teams = append(c.Teams, FormedTeam{Team: fmt.Sprint("t", i), Name: fmt.Sprint("Zespół ", i)})
		}
		return c
	})},
	"MaxVotes": {some, TooMany, each(KindVote, "OpenVote", func(i int) Command {
		return &OpenVote{Vote: fmt.Sprint("v", i), Title: "x", Points: 1, PerItem: 1}
	})},
	"MaxRecords": {some, TooMany, func(w *world, n int) (code Code) {
		for w.state.Len() < n && code == "" {
			code = w.note(shareJan)
		}
		return code
	}},
	"MaxJournal": {some, QuotaFull, func(w *world, n int) Code {
		w.state.Journaled("jan", "jan", n-1)
		if r := w.state.CheckJournal(shareJan); r != nil {
			return r.Code
		}
		return ""
	}},
	"MaxTextLength": {some, TooLong, once("AddNote", func(n int) Command { return &AddNote{Board: "board-1", Note: "n", Section: "threat", Text: text(n)} })},
	"MaxBatch": {some, TooMany, func(w *world, n int) Code {
		w.next = 0
		w.note(shareJan)
		return w.code(shareJan, "ColourNotes", &ColourNotes{slices.Repeat([]string{"note-1"}, n), "teal"})
	}},

	"maxNameLength":        {maxNameLength, TooLong, once("RenameMember", func(n int) Command { return &RenameMember{Name: text(n)} })},
	"maxAffiliationLength": {maxAffiliationLength, TooLong, once("RenameMember", func(n int) Command { return &RenameMember{Name: "x", Affiliation: text(n)} })},
	"maxTitleLength":       {maxTitleLength, TooLong, once("RenameWorkshop", func(n int) Command { return &RenameWorkshop{text(n)} })},
	"maxGroupNameLength": {maxGroupNameLength, TooLong, once("PasteNotes", func(n int) Command {
		return &PasteNotes{Board: "board-1", Groups: []PastedGroup{{"g", text(n)}}, Notes: []PastedNote{{Note: "n", Section: "threat", Text: "las"}}}
	})},
	"maxTeamNameLength": {maxTeamNameLength, TooLong, once("FormTeams", func(n int) Command { return &FormTeams{Teams: []FormedTeam{{Team: "t", Name: text(n)}}} })},
	"maxAskLength":      {maxAskLength, TooLong, once("AddPhase", func(n int) Command { return &AddPhase{Phase: "p", Plan: Plan{Title: "x", Ask: text(n)}} })},
	"maxPhaseMinutes":   {maxPhaseMinutes, BadValue, once("AddPhase", func(n int) Command { return &AddPhase{Phase: "p", Plan: Plan{Title: "x", Minutes: int64(n)}} })},
	"maxTimerSeconds":   {maxTimerSeconds, BadValue, once("StartTimer", func(n int) Command { return &StartTimer{int64(n)} })},
	"maxPoints":         {maxPoints, BadValue, once("OpenVote", func(n int) Command { return &OpenVote{Vote: "v", Title: "x", Points: int64(n), PerItem: 1} })},
	"maxRecorded": {maxRecorded, BadValue, func(w *world, n int) Code {
		w.code(shareJan, "AddNote", &AddNote{Board: "board-1", Note: "n", Section: "threat", Text: "las"})
		return w.code(shareJan, "RecordVote", &RecordVote{"v", "x", "board-1", []string{"n"}, []int64{int64(n)}})
	}},
	"maxDefinitionLength": {maxDefinitionLength, TooLong, once("SetArea", func(n int) Command { return &SetArea{"people", AreaLook{Title: "x", Definition: text(n)}} })},
	"maxClauseBlank":      {maxClauseBlank, TooLong, once("SetClause", func(n int) Command { return &SetClause{ClauseBlanks{Basis: text(n)}} })},
	"maxClauseMore":       {maxClauseMore, TooLong, once("SetClause", func(n int) Command { return &SetClause{ClauseBlanks{More: text(n)}} })},
	"maxReasonLength": {maxReasonLength, TooLong, func(w *world, n int) Code {
		w.code(shareJan, "AddRow", &AddRow{Board: "matrix", NewRow: NewRow{Row: "g", Level: "goal", Section: "people"}})
		return w.code(shareJan, "SetAside", &SetAside{"g", "factor", text(n)})
	}},
	"maxAreas": {maxAreas, TooMany, func(w *world, n int) (code Code) {
		for i := len(w.state.Siblings(areasIn("matrix"))); i < n && code == ""; i++ {
			code = w.code(shareJan, "AddArea", &AddArea{Board: "matrix", AreaPlace: AreaPlace{Area: fmt.Sprint("a", i)}, AreaLook: AreaLook{Title: "x"}})
		}
		return code
	}},
	"maxMoments": {maxMoments, TooMany, each(KindMoment, "MarkMoment", func(i int) Command { return &MarkMoment{fmt.Sprint("m", i), "x"} })},
	"maxStatements": {maxStatements, TooMany, func(w *world, n int) Code {
		w.crowd(n, KindStatement, func(i int) Fields {
			return Fields{{"board", "board-2"}, {"rank", fmt.Sprint("a", i)}, {"subject", "vision"}}
		})
		return w.code(shareJan, "AddStatement", &AddStatement{Board: "board-2", Statement: "s", Subject: "vision", Text: "x"})
	}},
	"maxLinks": {maxLinks, TooMany, func(w *world, n int) Code {
		w.note(shareJan)
		w.note(shareJan)
		w.crowd(n, KindLink, func(int) Fields { return Fields{{"from", "note-1"}, {"to", "gone"}, {"type", "comesFrom"}} })
		return w.code(shareJan, "AddLink", &AddLink{"l", "comesFrom", "note-1", "note-2"})
	}},
	"maxDecimalLength": {maxDecimalLength, BadValue, once("AddRow", func(n int) Command { // the level says which cells there are
		return &PasteRows{Board: "matrix", Rows: []NewRow{
			{Row: "g", Level: "goal", Section: "people", Cells: []Cell{{"name", "x"}}},
			{Row: "o", Level: "objective", Section: "people", Parent: "g", Cells: []Cell{{"name", "x"}}},
			{Row: "m", Level: "measure", Section: "people", Parent: "o", Cells: []Cell{{"name", "x"}, {"target", strings.Repeat("9", n)}}},
		}}
	})},
	"maxSpliceSteps": {maxSpliceSteps, TooMany, func(w *world, n int) Code {
		w.code(shareJan, "AddNote", &AddNote{Board: "board-1", Note: "long", Section: "threat", Text: text(maxSpliceSteps)})
		return w.code(shareJan, "EditText", &EditText{"long", "text", append(everyOther(n-1), Step{Count: -1})})
	}},
	"maxTaken": {maxTaken, TooMany, func(w *world, n int) Code {
		w.crowd(n+1, KindNote, func(int) Fields {
			return Fields{{"board", "board-2"}, {"section", "board-2-1"}, {"text", "x"}, {"x", int64(1)}, {"y", int64(1)}}
		})
		return w.code(shareJan, "RemoveArea", &RemoveArea{"board-2-1"})
	}},
}

// noLimits are constants that refuse nothing people ask for by themselves, or bound the
// work inside; a test of its own shows what has one.
var noLimits = map[string]string{
	"maxCopied":       "TestCopiesAreBounded",
	"maxCarriedSteps": "TestCarriedSteps",
	"maxEmptied":      "", // the rest is emptied by the same command, given again
	"maxMerges":       "", // a point that was merged more often counts for nothing
	"maxRankLength":   "TestRankIsBounded",
	"maxSpliceCount":  "",
	"maxTextBytes":    "TestRememberedEdits",
}

// Every limit holds: what is at it is taken, and one more is refused with a sentence, in
// both languages, that says what to do. A new limit without a case fails.
func TestLimits(t *testing.T) {
	names := slices.Collect(maps.Keys(maxConstants(t)))
	for i := range reflect.TypeFor[Limits]().NumField() {
		names = append(names, reflect.TypeFor[Limits]().Field(i).Name)
	}
	for _, name := range names {
		c, known := limitCases[name]
		if _, none := noLimits[name]; !known && !none {
			t.Errorf("%s has no case", name)
		}
		if !known {
			continue
		}
		t.Run(name, func(t *testing.T) {
			for _, n := range []int{c.value, c.value + 1} {
				w, want := newWorld(t), Code("")
				if field := reflect.ValueOf(&w.state.Limits).Elem().FieldByName(name); field.IsValid() {
					field.SetInt(int64(c.value))
				}
				if n > c.value {
					want = c.over
				}
				if got := c.do(w, n); got != want {
					t.Errorf("%d of %d: %q, want %q", n, c.value, got, want)
				}
			}
			for _, locale := range []string{"pl", "en"} {
				if sentence := Sentence(c.over, locale); strings.Count(sentence, ". ") == 0 {
					t.Errorf("%q says what is wrong, and not what to do: %s", c.over, sentence)
				}
			}
		})
	}
	for name := range limitCases {
		if !slices.Contains(names, name) {
			t.Errorf("there is no limit %s", name)
		}
	}
}

// maxConstants are the constants of the package that are named max….
func maxConstants(t *testing.T) map[string]bool {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, declaration := range file.Decls {
			if group, ok := declaration.(*ast.GenDecl); ok && group.Tok == token.CONST {
				for _, spec := range group.Specs {
					for _, name := range spec.(*ast.ValueSpec).Names {
						if strings.HasPrefix(name.Name, "max") {
							found[name.Name] = true
						}
					}
				}
			}
		}
	}
	return found
}
