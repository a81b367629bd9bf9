package board

import (
	"slices"
	"testing"
)

func TestLiveVotes(t *testing.T) {
	w := newWorld(t)
	jan, anna := Actor{Member: "jan", Role: Moderator}, Actor{Member: "anna", Role: Participant}
	w.must(t, anna, "AddNote", &AddNote{Board: "board-1", Note: "n1", Section: "strength", Text: "lasy"})
	for vote, open := range map[string]bool{"secret": false, "live": true, "closed": true} {
		w.must(t, jan, "OpenVote", &OpenVote{Vote: vote, Title: vote, Points: 5, PerItem: 5, LiveTotals: open})
	}
	w.must(t, anna, "SetPoints", &SetPoints{Vote: "closed", Item: "n1", Points: 1})
	w.must(t, jan, "CloseVote", &CloseVote{Vote: "closed"})
	if got := w.state.LiveVotes(); !slices.Equal(got, []string{"live"}) {
		t.Errorf("the totals of %v show, want live", got)
	}
	for _, c := range []struct {
		name    string
		command Command
		want    string
	}{
		{"points where totals show", &SetPoints{Vote: "live", Item: "n1", Points: 1}, "live"},
		{"points where they do not", &SetPoints{Vote: "secret", Item: "n1", Points: 1}, ""},
		{"points of a closed vote", &SetPoints{Vote: "closed", Item: "n1", Points: 1}, ""},
		{"points of no vote", &SetPoints{Vote: "n1", Item: "n1", Points: 1}, ""},
		{"another command", &CountVote{Vote: "live"}, ""},
	} {
		if got := w.state.VoteTouched(c.command); got != c.want {
			t.Errorf("%s touch %q, want %q", c.name, got, c.want)
		}
	}
}
