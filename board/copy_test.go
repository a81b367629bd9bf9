package board

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// A workshop like another one has its boards, areas and agenda, and nothing of anybody.
func TestSetup(t *testing.T) {
	w := newWorld(t)
	jan := Actor{Member: "jan", Role: Moderator}
	w.must(t, jan, "AddBoard", &AddBoard{Board: "wizja", Kind: "vision"})
	w.must(t, jan, "AddBoard", &AddBoard{Board: "old", Kind: "swot"})
	w.must(t, jan, "SetArea", &SetArea{"wizja-1", AreaLook{Title: "Czego chcemy?"}})
	w.must(t, jan, "AddNote", &AddNote{Board: "wizja", Note: "kanarek", Section: "wizja-1", Text: "kanarek", Point: Point{X: 16, Y: 64}})
	w.must(t, jan, "AddPhase", &AddPhase{Phase: "p1", Plan: Plan{Title: "Pisanie", Minutes: 5, Boards: []string{"old", "wizja"}, Allow: []Act{ActWrite}, Hidden: true}})
	w.must(t, jan, "AddPhase", &AddPhase{Phase: "p2", Plan: Plan{Title: "W zespołach", Boards: []string{"board-1"}, Teams: true}})
	w.must(t, jan, "FormTeams", &FormTeams{[]FormedTeam{{"t1", "A", []string{"anna"}, ""}}})
	w.must(t, jan, "GoTo", &GoTo{Phase: "p2"})
	w.must(t, jan, "ArchiveBoard", &ArchiveBoard{"old", true})
	w.must(t, jan, "SetLevels", &SetLevels{Arabic: true})
	w.must(t, jan, "SetClause", &SetClause{ClauseBlanks{Administrator: "Wójt"}})

	fresh := NewState(DefaultLimits())
	order := Order{By: Actor{Role: System}, Do: "FoundWorkshop", Command: &FoundWorkshop{
		Title: "Następny", Locale: "pl", Template: "swot", Code: "ABCD2345", Setup: w.state.Setup(),
	}}
	if _, _, err := fresh.Perform(order, time.Now()); err != nil {
		t.Fatal(err)
	}
	var got []string
	for r := range fresh.Records(Viewer{Role: Moderator}) {
		got = append(got, string(r.Kind)+" "+r.ID)
	}
	want := []string{"area board-2-1", "area board-2-2", "area board-2-3", "area people", "area roads", "area wizja-1", "area wizja-2", "area wizja-3",
		"board board-1", "board board-2", "board matrix", "board wizja", "clause :clause", "invitation :invitation", "phase p1", "phase p2", "workshop workshop"}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("it has\n%s, want\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if at := fresh.Workshop(); at.Title() != "Następny" || at.Phase() != "" || !at.Arabic() {
		t.Errorf("the workshop is %s", at.Fields.AppendJSON(nil))
	}
	writing := Phase{fresh.Get("p1")}
	if !writing.Hidden() || writing.Minutes() != 5 || !slices.Equal(writing.Boards(), []string{"wizja"}) {
		t.Errorf("the phase is %s", writing.Fields.AppendJSON(nil))
	}
	if title := (Area{fresh.Get("wizja-1")}).Title(); title != "Czego chcemy?" {
		t.Errorf("the area is called %q", title)
	}
}
