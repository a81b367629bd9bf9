package board

import (
	"slices"
	"testing"
)

func TestReauthorised(t *testing.T) {
	jan, anna := Actor{Member: "jan", Role: Moderator}, Actor{Member: "anna", Role: Participant}
	system := Actor{Role: System}
	teams := &FormTeams{[]FormedTeam{{"t1", "Jeden", []string{"anna"}, ""}, {"t2", "Dwa", []string{"ewa"}, ""}}}
	for _, c := range []struct {
		name   string
		before func(w *world)
		by     Actor
		do     string
		cmd    Command
		want   []string // the members who are reauthorised
		moved  bool     // whether the audiences of the first one are others
	}{
		{"another role", nil, jan, "SetRole", &SetRole{"anna", Moderator}, []string{"anna"}, true},
		{"the same role", nil, jan, "SetRole", &SetRole{"anna", Participant}, nil, false},
		{"new teams", nil, jan, "FormTeams", teams, []string{"anna", "ewa"}, true},
		{"another team", func(w *world) { w.must(t, jan, "FormTeams", teams) }, jan, "AssignTeam", &AssignTeam{"t2", []string{"anna"}}, []string{"anna"}, true},
		{"removed", nil, jan, "RemoveMember", &RemoveMember{"anna", false}, []string{"anna"}, false},
		{"back again", func(w *world) { w.must(t, jan, "RemoveMember", &RemoveMember{"anna", false}) }, system, "EnterMember", &EnterMember{"anna", "Anna", "", Participant}, []string{"anna"}, true},
		{"new", nil, system, "EnterMember", &EnterMember{"ida", "Ida", "", Participant}, []string{"ida"}, false},
		{"let in", func(w *world) {
			w.must(t, jan, "SetWaitingRoom", &SetWaitingRoom{true})
			w.must(t, system, "EnterMember", &EnterMember{"ida", "Ida", "", Participant})
		}, jan, "AdmitMembers", &AdmitMembers{[]string{"ida"}}, []string{"ida"}, false},
		{"another name", nil, anna, "RenameMember", &RenameMember{Name: "Ania"}, nil, false},
		{"a raised hand", nil, anna, "SetHand", &SetHand{Up: true}, nil, false},
		{"a note", nil, anna, "AddNote", &AddNote{Board: "board-1", Note: "n1", Section: "strength", Text: "lasy"}, nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			if c.before != nil {
				c.before(w)
			}
			w.must(t, c.by, c.do, c.cmd)
			fact := w.facts[len(w.facts)-1]
			got := w.state.Reauthorised(fact.Change)
			slices.Sort(got)
			if !slices.Equal(slices.Compact(got), c.want) {
				t.Fatalf("%v are reauthorised, want %v", got, c.want)
			}
			if len(c.want) > 0 {
				if at := w.state.ReauthorisedAt(c.want[0]); (at == fact.Seq) != c.moved {
					t.Errorf("%s was reauthorised at %d, the change is %d", c.want[0], at, fact.Seq)
				}
			}
		})
	}
	if at := newWorld(t).state.ReauthorisedAt("nobody"); at != 0 {
		t.Errorf("an unknown member was reauthorised at %d", at)
	}
}
