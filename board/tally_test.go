package board

import (
	"slices"
	"testing"
)

func TestLiveVotes(t *testing.T) {
	w := newWorld(t)
	jan, anna := Actor{"jan", Moderator}, Actor{"anna", Participant}
	w.must(t, anna, "AddNote", &AddNote{Board: "board-1", Note: "n1", Quadrant: "strength", Text: "lasy"})
	for vote, open := range map[string]bool{"secret": false, "live": true, "closed": true} {
		w.must(t, jan, "OpenVote", &OpenVote{Vote: vote, Title: vote, Points: 5, Most: 5, Open: open})
	}
	w.must(t, anna, "SetDots", &SetDots{Vote: "closed", Item: "n1", Dots: 1})
	w.must(t, jan, "CloseVote", &CloseVote{Vote: "closed"})
	if got := w.state.LiveVotes(); !slices.Equal(got, []string{"live"}) {
		t.Errorf("the totals of %v show, want live", got)
	}
	for _, c := range []struct {
		name    string
		command Command
		want    string
	}{
		{"points where totals show", &SetDots{Vote: "live", Item: "n1", Dots: 1}, "live"},
		{"points where they do not", &SetDots{Vote: "secret", Item: "n1", Dots: 1}, ""},
		{"points of a closed vote", &SetDots{Vote: "closed", Item: "n1", Dots: 1}, ""},
		{"points of no vote", &SetDots{Vote: "n1", Item: "n1", Dots: 1}, ""},
		{"another command", &CountVote{Vote: "live"}, ""},
	} {
		if got := w.state.VoteTouched(c.command); got != c.want {
			t.Errorf("%s touch %q, want %q", c.name, got, c.want)
		}
	}
}
