package hub

import (
	"slices"
	"time"

	"warsztat/board"
)

// liveTotals gathers the votes whose totals have to be published. However fast
// members give points, a tally is published once a second at most: a tally is as
// long as the list of items with points, and a tally after each ballot would tell
// whose ballot it was.
type liveTotals struct {
	due  map[string]time.Time // by vote in which points were given since its last tally
	told map[string]time.Time // by vote, when another instance has last published a tally
}

const (
	liveTotalsWindow = time.Second
	// othersTotalsWindow is how long an instance waits for a tally that another one has
	// to publish, which may have ended meanwhile.
	othersTotalsWindow = 3 * liveTotalsWindow
)

// add says that the totals of a vote have to be published after a while.
func (t *liveTotals) add(vote string, after time.Duration) {
	if t.due == nil {
		t.due = map[string]time.Time{}
	}
	at := time.Now().Add(after)
	if before, pending := t.due[vote]; !pending || at.Before(before) {
		t.due[vote] = at
	}
}

// wait returns how long it is until the next totals are due.
func (t *liveTotals) wait(now time.Time) (wait time.Duration, waiting bool) {
	for _, at := range t.due {
		if left := max(0, at.Sub(now)); !waiting || left < wait {
			wait, waiting = left, true
		}
	}
	return wait, waiting
}

// followTotals takes in what another instance did to votes. When it has published a
// tally, this instance does not publish another one at once.
func (r *room) followTotals(change board.Change) {
	for _, p := range change.Patches() {
		record := p.Put
		if p.Set != "" {
			record = r.state.Get(p.Set)
		}
		switch {
		case record == nil:
		case record.Kind == board.KindBallot:
			if vote := (board.Ballot{Record: record}).Vote(); r.state.ShowsTotals(vote) {
				r.liveTotals.add(vote, othersTotalsWindow)
			}
		case record.Kind == board.KindTally:
			t, vote := &r.liveTotals, board.Tally{Record: record}.Vote()
			if t.told == nil {
				t.told = map[string]time.Time{}
			}
			t.told[vote] = time.Now()
			if _, pending := t.due[vote]; pending {
				t.due[vote] = time.Now().Add(liveTotalsWindow)
			}
		}
	}
}

// withoutTold leaves out the totals that another instance has published just before
// this one could. They are published again after a while, if they have changed.
func (t *liveTotals) withoutTold(submissions []*submission) []*submission {
	return slices.DeleteFunc(submissions, func(s *submission) bool {
		count, ok := s.Command.(*board.CountVote)
		if !ok || time.Since(t.told[count.Vote]) >= liveTotalsWindow {
			return false
		}
		t.add(count.Vote, liveTotalsWindow)
		return true
	})
}

// publishTotals publishes the totals that have changed. Its error is that of commit.
func (r *room) publishTotals() error {
	for vote, at := range r.liveTotals.due {
		if time.Now().Before(at) {
			continue
		}
		delete(r.liveTotals.due, vote)
		o := board.Order{By: board.Actor{Role: board.System}, Do: "CountVote", Command: &board.CountVote{Vote: vote}, Seen: r.state.Seq}
		change, err := r.state.Decide(o, now())
		if err == nil && len(change) > 0 {
			r.submissions = append(r.submissions, &submission{Order: o, latest: true, reply: func(outcome) {}})
		}
	}
	return r.commit()
}
