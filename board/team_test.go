package board

import "testing"

// A member who leaves the workshop or their team leads it no more. Earlier splits
// stay on record as they were.
func TestLeadGoesWithTheMember(t *testing.T) {
	w := newWorld(t)
	jan := Actor{Member: "jan", Role: Moderator}
	form := func(team string) {
		w.must(t, jan, "FormTeams", &FormTeams{[]FormedTeam{{team, team, []string{"anna"}, "anna"}, {team + "x", team + "x", []string{"ewa"}, ""}}})
	}
	lead := func(team string) string { return w.state.Get(team).text("lead") }
	form("t1")
	form("t2")
	w.must(t, jan, "AssignTeam", &AssignTeam{"t2", []string{"anna"}})
	if lead("t2") != "anna" {
		t.Error("who stays in their team lost the lead")
	}
	w.must(t, jan, "RemoveMember", &RemoveMember{"anna", false})
	if lead("t2") != "" || lead("t1") != "anna" {
		t.Errorf("led by %q, before by %q", lead("t2"), lead("t1"))
	}
}
