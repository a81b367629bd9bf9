package hub

import (
	"time"

	"warsztat/board"
)

// counting publishes the totals of open votes. They are gathered, however fast
// points are given: one tally is as long as all that was voted for, and one that
// followed every ballot would tell whose it was.
type counting struct {
	votes map[string]struct{} // in which points were given since they were counted
	since time.Time           // of the first of them
}

const countingWindow = time.Second

func (c *counting) add(vote string) {
	if len(c.votes) == 0 {
		*c = counting{map[string]struct{}{}, time.Now()}
	}
	c.votes[vote] = struct{}{}
}

func (c *counting) due(now time.Time) (time.Duration, bool) {
	if len(c.votes) == 0 {
		return 0, false
	}
	return max(0, countingWindow-now.Sub(c.since)), true
}

// voted remembers an order that gave points where totals show.
func (r *room) voted(o board.Order) {
	if dots, gives := o.Command.(*board.SetDots); gives && r.state.Counting(dots.Vote) {
		r.counting.add(dots.Vote)
	}
}

// recount remembers every vote whose totals show: what was given just before a
// room was closed may not have been counted.
func (r *room) recount() {
	for _, vote := range r.state.Siblings("votes") {
		if r.state.Counting(vote.ID) {
			r.counting.add(vote.ID)
		}
	}
}

// count publishes the totals that have changed. An error is that of commit.
func (r *room) count() error {
	for vote := range r.counting.votes {
		o := board.Order{By: board.Actor{Role: board.System}, Do: "CountVote", Command: &board.CountVote{Vote: vote}, Seen: r.state.Seq}
		change, err := r.state.Decide(o, now())
		if err == nil && len(change) > 0 {
			r.orders = append(r.orders, &order{Order: o, latest: true, reply: func(outcome) {}})
		}
	}
	r.counting = counting{}
	return r.commit()
}
