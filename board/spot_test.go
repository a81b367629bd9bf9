package board

import "testing"

// Where somebody is tells whose note it is, so it is kept back exactly as far as
// the note is.
func TestShown(t *testing.T) {
	s := hall(t, swot.Name)
	s.replace(nil, &Record{ID: "mine", Kind: KindNote, Audience: OnlyMember("anna"), Fields: MakeFields(Field{"board", "board-1"}, Field{"section", "threat"}, Field{"rank", "a0"})})
	open, hidden := settings()[0], settings()[1]
	anna, ewa, jan := Actor{Member: "anna", Role: Participant}, Actor{Member: "ewa", Role: Participant}, Actor{Member: "jan", Role: Moderator}
	for _, c := range []struct {
		name    string
		phase   setting
		to      Actor
		claimed Spot
		want    Spot
	}{
		{"an open note", open, ewa, Spot{"board-1", "strength", "n1"}, Spot{"board-1", "strength", "n1"}},
		{"somebody's hidden note: not even its section", open, ewa, Spot{"board-1", "threat", "mine"}, Spot{Board: "board-1"}},
		{"nor for a moderator", open, jan, Spot{"board-1", "threat", "mine"}, Spot{Board: "board-1"}},
		{"a team's board", open, ewa, Spot{"b1", "strength", "t1a"}, Spot{}},
		{"a team's board, for a moderator", open, jan, Spot{"b1", "strength", "t1a"}, Spot{"b1", "strength", "t1a"}},
		{"while notes are hidden nothing is told", hidden, jan, Spot{"board-1", "strength", "n1"}, Spot{}},
		{"nor while they are anonymous", settings()[2], jan, Spot{"board-1", "strength", ""}, Spot{}},
	} {
		c.phase.enter(t, s)
		place := s.Where(viewerOf(s, anna), c.claimed)
		if place != c.claimed {
			t.Errorf("%s: Anna is at %v, want %v", c.name, place, c.claimed)
		}
		if got := s.Shown(viewerOf(s, c.to), place); got != c.want {
			t.Errorf("%s: shown is %v, want %v", c.name, got, c.want)
		}
	}
}
