package hub

import (
	"time"

	"warsztat/board"
)

// liveTotals gathers the votes whose totals have to be published. However fast
// members give points, a tally is published once a second at most: a tally is as
// long as the list of items with points, and a tally after each ballot would tell
// whose ballot it was.
type liveTotals struct {
	votes map[string]struct{} // in which points were given since the last tally
	since time.Time           // when the first of them was added
}

const liveTotalsWindow = time.Second

func (t *liveTotals) add(vote string) {
	if len(t.votes) == 0 {
		*t = liveTotals{map[string]struct{}{}, time.Now()}
	}
	t.votes[vote] = struct{}{}
}

func (t *liveTotals) due(now time.Time) (time.Duration, bool) {
	if len(t.votes) == 0 {
		return 0, false
	}
	return max(0, liveTotalsWindow-now.Sub(t.since)), true
}

// publishTotals publishes the totals that have changed. Its error is that of commit.
func (r *room) publishTotals() error {
	for vote := range r.liveTotals.votes {
		o := board.Order{By: board.Actor{Role: board.System}, Do: "CountVote", Command: &board.CountVote{Vote: vote}, Seen: r.state.Seq}
		change, err := r.state.Decide(o, now())
		if err == nil && len(change) > 0 {
			r.submissions = append(r.submissions, &submission{Order: o, latest: true, reply: func(outcome) {}})
		}
	}
	r.liveTotals = liveTotals{}
	return r.commit()
}
