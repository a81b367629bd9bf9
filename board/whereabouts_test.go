package board

import "testing"

// Where somebody is tells whose note it is, so it is kept back exactly as far as
// the note is.
func TestShown(t *testing.T) {
	s := hall(t)
	s.replace(nil, &Record{ID: "mine", Kind: KindNote, Audience: OnlyMember("anna"), Fields: MakeFields(Field{"board", "board-1"}, Field{"quadrant", "threat"}, Field{"rank", "a0"})})
	open, hidden := settings()[0], settings()[1]
	anna, ewa, jan := Actor{"anna", Participant}, Actor{"ewa", Participant}, Actor{"jan", Moderator}
	for _, c := range []struct {
		name    string
		phase   setting
		to      Actor
		claimed Whereabouts
		want    Whereabouts
	}{
		{"an open note", open, ewa, Whereabouts{"board-1", "strength", "n1"}, Whereabouts{"board-1", "strength", "n1"}},
		{"somebody's hidden note: not even its quadrant", open, ewa, Whereabouts{"board-1", "threat", "mine"}, Whereabouts{Board: "board-1"}},
		{"nor for a moderator", open, jan, Whereabouts{"board-1", "threat", "mine"}, Whereabouts{Board: "board-1"}},
		{"a team's board", open, ewa, Whereabouts{"b1", "strength", "t1a"}, Whereabouts{}},
		{"a team's board, for a moderator", open, jan, Whereabouts{"b1", "strength", "t1a"}, Whereabouts{"b1", "strength", "t1a"}},
		{"while notes are hidden nothing is told", hidden, jan, Whereabouts{"board-1", "strength", "n1"}, Whereabouts{}},
		{"nor while they are anonymous", settings()[2], jan, Whereabouts{"board-1", "strength", ""}, Whereabouts{}},
	} {
		c.phase.enter(t, s)
		place := s.Where(s.Viewer(anna), c.claimed)
		if place != c.claimed {
			t.Errorf("%s: Anna is at %v, want %v", c.name, place, c.claimed)
		}
		if got := s.Shown(s.Viewer(c.to), place); got != c.want {
			t.Errorf("%s: shown is %v, want %v", c.name, got, c.want)
		}
	}
}
