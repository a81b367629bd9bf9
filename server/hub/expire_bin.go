package hub

import (
	"time"

	"warsztat/board"
)

const (
	// binTime is how long a note stays in the bin.
	binTime     = 30 * 24 * time.Hour
	binInterval = 24 * time.Hour
)

// expireBin removes the notes that have been in the bin for long enough. Its error is
// that of commit.
func (r *room) expireBin() error {
	o := board.Order{By: board.Actor{Role: board.System}, Do: "ExpireBin", Command: &board.ExpireBin{Before: now().Add(-binTime)}, Seen: r.state.Seq}
	if change, err := r.state.Decide(o, now()); err == nil && len(change) > 0 {
		r.submissions = append(r.submissions, &submission{Order: o, latest: true, weight: 1, reply: func(outcome) {}})
	}
	return r.commit()
}
