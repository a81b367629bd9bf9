package board

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The workshop of three meetings begins with the boards of all three, and each of these
// has its own in focus.
func TestMeetingsHaveTheirBoards(t *testing.T) {
	w := &world{state: NewState(DefaultLimits())}
	w.must(t, Actor{Role: System}, "FoundWorkshop", &FoundWorkshop{Title: "Cykl", Locale: "pl", Template: "cycle"})
	kinds := map[string]string{}
	for _, r := range w.state.Siblings(boardList) {
		kinds[r.ID] = Board{r}.BoardKind()
	}
	if len(kinds) != 3 {
		t.Fatalf("boards %v", kinds)
	}
	want := map[string][]string{meetingI[0]: {"swot"}, meetingII[0]: {"swot", "vision"}, meeting3[0]: {"matrix"}}
	got := map[string][]string{}
	for _, r := range w.state.Siblings(phaseList) {
		phase := Phase{r}
		if len(phase.Boards()) != 1 {
			t.Errorf("%s is about %v", phase.Title(), phase.Boards())
			continue
		}
		got[phase.Part()] = union(got[phase.Part()], []string{kinds[phase.Boards()[0]]})
	}
	for part, kinds := range want {
		slices.Sort(got[part])
		if !slices.Equal(got[part], kinds) {
			t.Errorf("%s: %v, want %v", part, got[part], kinds)
		}
	}
}

// Whatever five people add, move, remove, restore and hide at once, a table stays a
// tree: every row stands under one of a level that may have it, in the section of that
// one; no number is given twice; and who receives a row receives what it stands under.
func TestTablesStayTrees(t *testing.T) {
	on := []string{"AddRow", "AddRow", "PasteRows", "MoveRows", "MoveRows", "RemoveRows", "RestoreRows", "RemoveArea", "RestoreArea", "MoveArea", "EditText", "SetCell", "GoTo", "Reveal", "ShowNotes", "PlaceGoal", "SetAside", "EmptyBin"}
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t)
		jan := Actor{Member: "jan", Role: Moderator}
		w.must(t, jan, "AddPhase", &AddPhase{"silent", "", Plan{Title: "Po cichu", Allow: Acts, Hidden: true}})
		people := []Actor{jan, {Member: "anna", Role: Participant}, {Member: "ewa", Role: Participant}}
		for _, member := range []string{"ola", "ida"} {
			w.must(t, Actor{Role: System}, "EnterMember", &EnterMember{Member: member, Name: member, Role: Participant})
			people = append(people, Actor{Member: member, Role: Participant})
		}
		for range rapid.IntRange(1, 80).Draw(t, "steps") {
			do := rapid.SampledFrom(on).Draw(t, "do")
			cmd := drawn[do](w, t)
			if w.give(Order{By: rapid.SampledFrom(people).Draw(t, "by"), Do: do, Command: cmd}) == nil {
				checkTree(t, w.state, do)
			}
		}
		for _, by := range people {
			checkTree(t, fetched(w.state, by), "what "+by.Member+" sees")
		}
	})
}

func checkTree(t failer, s *State, what string) {
	t.Helper()
	for id := range s.records {
		row := Row{s.item(id)}
		if row.Missing() || row.Kind != KindRow || row.Deleted() {
			continue
		}
		level, above := s.levelOf(row), matrixLevels[0].Name
		if row.Parent() != "" {
			parent := Row{s.item(row.Parent())}
			switch {
			case parent.Missing() || parent.Deleted():
				t.Fatalf("%s: %s stands under %s, which is not there", what, id, row.Parent())
			case parent.Section() != row.Section() || parent.Board() != row.Board():
				t.Fatalf("%s: %s stands elsewhere than %s", what, id, row.Parent())
			case isHidden(parent.Record) && parent.Audience != row.Audience:
				t.Fatalf("%s: %s reaches others than %s", what, id, row.Parent())
			}
			above = parent.Level()
		} else if !slices.Contains(s.sectionsOf(Board{s.Get(row.Board())}), row.Section()) {
			t.Fatalf("%s: %s stands in no section", what, id)
		}
		if level == nil || !slices.Contains(level.Under, above) {
			t.Fatalf("%s: a %s under a %s", what, row.Level(), above)
		}
	}
	numbers := map[string]string{}
	for _, line := range s.Outline(Viewer{Role: Moderator}, Board{s.Get("matrix")}) {
		if other, twice := numbers[line.Number]; twice && line.Number != "" {
			t.Fatalf("%s: %s and %s have the number %s", what, line.ID, other, line.Number)
		}
		numbers[line.Number] = line.ID
	}
}
