package board

import "testing"

// chain is a workshop with a factor, a goal that answers it and what stands under the
// goal, as a moderator made it.
func chain(t *testing.T) (*world, Actor) {
	w := &world{state: NewState(DefaultLimits())}
	jan := Actor{Member: "jan", Role: Moderator}
	w.must(t, Actor{Role: System}, "FoundWorkshop", &FoundWorkshop{Title: "Cykl", Locale: "pl", Template: "cycle"})
	w.must(t, Actor{Role: System}, "EnterMember", &EnterMember{Member: "jan", Name: "Jan", Role: Moderator})
	for _, c := range []struct {
		do      string
		command Command
	}{
		{"AddNote", &AddNote{Board: "board-1", Note: "factor", Section: "weakness", Text: "Mało miejsc w żłobku"}},
		{"AddArea", &AddArea{Board: "board-3", AreaPlace: AreaPlace{Area: "area"}, AreaLook: AreaLook{Title: "Społeczeństwo"}}},
		{"AddArea", &AddArea{Board: "board-3", AreaPlace: AreaPlace{Area: "other"}, AreaLook: AreaLook{Title: "Gospodarka"}}},
		{"AddRow", &AddRow{Board: "board-3", NewRow: NewRow{Row: "goal", Level: "goal", Section: "area", Cells: []Cell{{"name", "Zaradna gmina"}}}}},
		{"AddLink", &AddLink{"link", "answers", "goal", "factor"}},
	} {
		w.must(t, jan, c.do, c.command)
	}
	return w, jan
}

func TestLinksAreReviewedWhenAnEndChanges(t *testing.T) {
	w, jan := chain(t)
	link := func() Link { return Link{w.state.Get("link")} }
	first := link().Confirmed()
	if first != int64(w.state.Seq) || link().Changed() {
		t.Fatalf("a new link: confirmed at %d of %d, changed %v", first, w.state.Seq, link().Changed())
	}
	w.must(t, jan, "EditText", &EditText{"factor", "text", Splice{{Insert: "Za m"}, {Count: -1}}})
	if !link().Changed() || link().Confirmed() != first {
		t.Fatalf("after an edit: confirmed at %d, changed %v", link().Confirmed(), link().Changed())
	}
	w.must(t, jan, "ConfirmLink", &ConfirmLink{"link"})
	if link().Changed() || link().Confirmed() != int64(w.state.Seq) {
		t.Fatalf("after it was confirmed: at %d of %d, changed %v", link().Confirmed(), w.state.Seq, link().Changed())
	}
	w.must(t, jan, "EditText", &EditText{"goal", "name", Splice{{Insert: "B"}}})
	if !link().Changed() {
		t.Error("the other end may change as well")
	}
}

func TestEmptyBinKeepsWhatRowsAreLinkedWith(t *testing.T) {
	w, jan := chain(t)
	w.must(t, jan, "PlaceGoal", &PlaceGoal{"goal", "other"})
	w.must(t, jan, "DeleteNotes", &DeleteNotes{[]string{"factor"}})
	w.must(t, jan, "EmptyBin", &EmptyBin{})
	if w.state.Get("factor") == nil || w.state.Get("link") == nil {
		t.Fatal("the factor that a goal answers has gone, or the link")
	}
	w.must(t, jan, "RestoreNotes", &RestoreNotes{[]string{"factor"}})
	if w.state.Get("link") == nil {
		t.Fatal("the link did not outlive the bin")
	}
	w.must(t, jan, "RemoveRows", &RemoveRows{[]string{"goal"}})
	w.must(t, jan, "DeleteNotes", &DeleteNotes{[]string{"factor"}})
	w.must(t, jan, "EmptyBin", &EmptyBin{})
	for _, id := range []string{"goal", "link", placementOf("goal")} {
		if w.state.Get(id) != nil {
			t.Errorf("%s is still there without its goal", id)
		}
	}
}
