package hub

import (
	"time"

	"warsztat/board"
)

// liveTotals publishes the totals of open votes. They are gathered, however fast
// points are given: one tally is as long as all that was voted for, and one that
// followed every ballot would tell whose it was.
type liveTotals struct {
	votes map[string]struct{} // in which points were given since they were counted
	since time.Time           // of the first of them
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

// publishTotals publishes the totals that have changed. An error is that of commit.
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
