package board

import (
	"slices"
	"testing"
)

// Observers receive nothing that lies in the bin, by whatever way it came there; for
// members it stays where it was, and out of the bin it reaches everybody again (W8).
func TestBinIsForMembers(t *testing.T) {
	w := newWorld(t)
	jan, anna := Actor{Member: "jan", Role: Moderator}, Actor{Member: "anna", Role: Participant}
	add := func(board string, notes ...string) {
		for _, note := range notes {
			w.must(t, anna, "AddNote", &AddNote{Board: board, Note: note, Section: "threat", Text: "susza"})
		}
	}
	w.must(t, jan, "FormTeams", &FormTeams{[]FormedTeam{{"t1", "A", []string{"anna"}, ""}, {"t2", "B", []string{"ewa"}, ""}}})
	w.must(t, jan, "AddPhase", &AddPhase{"teams", "", Plan{Title: "Zespoły", Teams: true, Allow: Acts}})
	w.must(t, jan, "GoTo", &GoTo{"teams", ""})
	copied := copyOf("board-1", "t1")
	add(copied, "published", "ofTeam")
	w.must(t, anna, "DeleteNotes", &DeleteNotes{[]string{"published"}})
	w.must(t, jan, "GoTo", &GoTo{"", "teams"})
	add("board-1", "deleted", "merged", "into")
	w.must(t, anna, "DeleteNotes", &DeleteNotes{[]string{"deleted"}})
	w.must(t, anna, "MergeNotes", &MergeNotes{"into", []string{"merged"}})
	binned := []string{"deleted", "merged"}

	seen := func(by Viewer, ids []string) (seen []string) {
		for r := range w.state.Records(by) {
			if slices.Contains(ids, r.ID) {
				seen = append(seen, r.ID)
			}
		}
		return seen
	}
	observer, ewa := Viewer{Role: Observer}, Viewer{Member: "ewa", Role: Participant, Team: "t2"}
	check := func(by Viewer, ids, want []string) {
		t.Helper()
		if got := seen(by, ids); !slices.Equal(got, want) {
			t.Errorf("%s sees %q of %q, want %q", by.Role, got, ids, want)
		}
	}
	check(observer, binned, nil)
	check(ewa, binned, binned)

	check(ewa, []string{"published"}, nil)
	w.must(t, jan, "PublishBoard", &PublishBoard{copied})
	check(observer, []string{"ofTeam", "published"}, []string{"ofTeam"})
	check(ewa, []string{"ofTeam", "published"}, []string{"ofTeam", "published"})

	binned = append(binned, "published")
	w.must(t, jan, "RestoreNotes", &RestoreNotes{binned})
	check(observer, binned, binned)
}
