package hub

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"warsztat/board"
	"warsztat/server/journal"
	"warsztat/server/wire"
)

// submission is a command on its way through a room.
type submission struct {
	board.Order
	numbered // without meaning when there is no client
	// latest says that the command counts as given on the newest state at the
	// moment when it is decided.
	latest bool
	weight int      // of the command, see board.Weight
	from   *session // nil when it did not come over a live connection
	// reply is called once, on the room's goroutine, after the outcome is durable.
	// It must not block.
	reply func(outcome)
}

// outcome answers a submission: with the number of its change, a *board.Refusal, or
// a fault that leaves the outcome unknown.
type outcome struct {
	seq uint64
	err error
}

// decision is a submission with its outcome.
type decision struct {
	submission *submission
	outcome    outcome
	fact       board.Fact
	undo       board.Undo
	mark       clientMark // of the client, before
	took       time.Duration
	bytes      int // in the journal
	applied    bool
	resent     bool // its number was used before; the journal has the answer
}

// commit decides the gathered submissions one on top of the other, appends their
// changes as one batch and answers the senders. When another instance has appended
// meanwhile, commit applies those changes and decides again. After an error the
// outcome is not known, and the room must be loaded again.
func (r *room) commit() error {
	if len(r.submissions) == 0 {
		return nil
	}
	submissions := r.submissions
	full := false
	if err := r.reach(newestSeen(submissions)); err != nil {
		return fmt.Errorf("workshop %s: catch up with what a client has seen: %w", r.id, err)
	}
	for {
		batch := r.decide(submissions, full)
		// The time for the journal begins when the batch is decided. This is neither the
		// request's context nor the hub's: a batch is finished even while the hub drains.
		ctx, cancel := context.WithTimeout(context.Background(), journalTimeout)
		defer cancel()
		err := r.append(ctx, batch)
		if err == nil {
			r.submissions = r.submissions[:0]
			return r.answer(ctx, batch)
		}
		r.revert(batch)
		var damaged *journal.DamagedError
		switch {
		case errors.Is(err, journal.ErrExists) && r.findEarlier(ctx, batch):
			// Commands that were there are only answered now, and the others decided again.
		case errors.Is(err, journal.ErrStale), errors.Is(err, journal.ErrExists):
			r.hub.Stats.StaleAppends.Add(1)
			before := r.state.Seq
			if err := r.catchUp(ctx); err != nil {
				return err
			}
			submissions = r.liveTotals.withoutTold(submissions)
			if r.state.Seq == before && r.readonly == "" {
				return fmt.Errorf("workshop %s: append after %d: %w", r.id, before, err)
			}
		case errors.Is(err, journal.ErrFull):
			full = true
		case errors.As(err, &damaged):
			r.quarantine(err)
		case errors.Is(err, journal.ErrNotFound):
			return r.loadFault(err) // it was deleted
		default:
			return fmt.Errorf("workshop %s: append after %d: %w", r.id, r.state.Seq, err)
		}
	}
}

// newestSeen returns the largest number that a client had seen when it gave one of the
// commands. Another instance may have shown it to the client.
func newestSeen(submissions []*submission) (seq uint64) {
	for _, s := range submissions {
		seq = max(seq, s.Seen)
	}
	return seq
}

// decide performs each submission on the state after the ones before it. When the
// storage is full it performs nothing, but a command that was applied before still
// gets its answer (protocol rule W20).
func (r *room) decide(submissions []*submission, full bool) []decision {
	batch := make([]decision, len(submissions))
	at := now()
	for i, o := range submissions {
		d := &batch[i]
		d.submission = o
		mark, known := r.clients.get(o.Client)
		switch {
		case o.from != nil && o.from.revoked() != nil:
			d.outcome.err = o.from.revoked()
			continue
		case r.untrusted(o) != nil:
			r.quarantine(o.damaged)
			d.outcome.err = board.Refuse(board.Quarantined)
			continue
		case known && mark.member != o.By.Member:
			d.outcome.err = board.Refuse(board.OtherClient)
			continue
		case o.Client != "" && (o.earlier != nil || o.number <= mark.number):
			d.resent = true
			continue
		case r.readonly != "":
			d.outcome.err = board.Refuse(r.readonly)
			continue
		case full:
			d.outcome.err = board.Refuse(board.StorageFull)
			continue
		}
		refusal := r.state.CheckJournal(o.By)
		if refusal == nil && o.By.Role != board.System {
			refusal = r.hub.checkDisk(r.state.JournalBytes())
		}
		if refusal != nil {
			d.outcome.err = refusal
			continue
		}
		if o.latest {
			o.Seen = r.state.Seq
		}
		start := time.Now()
		fact, undo, err := r.state.Perform(o.Order, at)
		d.took = time.Since(start)
		if err != nil {
			d.outcome.err = err
			continue
		}
		d.fact, d.undo, d.mark, d.applied = fact, undo, mark, true
		d.outcome.seq = fact.Seq
		if o.Client != "" {
			r.clients.put(o.Client, clientMark{o.By.Member, o.number})
			if o.from != nil {
				o.from.settled.Store(true)
			}
		}
	}
	return batch
}

// revert takes back the changes of a batch that was not appended.
func (r *room) revert(batch []decision) {
	for _, d := range slices.Backward(batch) {
		if d.applied {
			r.state.Revert(d.undo)
			if client := d.submission.Client; client != "" {
				r.clients.put(client, d.mark)
			}
		}
	}
}

// findEarlier looks up the commands of a batch that could not be appended because the
// journal holds one of them. It reports whether it has found any.
func (r *room) findEarlier(ctx context.Context, batch []decision) (found bool) {
	for _, d := range batch {
		if d.applied && d.submission.Client != "" && r.hub.lookUp(ctx, r.id, d.submission) == nil {
			found = found || d.submission.earlier != nil || d.submission.damaged != nil
		}
	}
	return found
}

// append makes the batch durable and hands its changes to the fan-out.
func (r *room) append(ctx context.Context, batch []decision) error {
	var entries []journal.Entry
	var changes []published
	var givers []string
	for i := range batch {
		if d := &batch[i]; d.applied {
			change := d.fact.Change.Encode()
			e := entryOf(d.fact, d.submission, change.AppendJSON(nil))
			entries = append(entries, e)
			changes = append(changes, published{e.Seq, e.Mark, e.At, e.Member, change, r.state.Reauthorised(d.fact.Change)})
			d.bytes = len(e.Body)
			givers = append(givers, d.submission.By.Member)
			if vote := r.state.VoteTouched(d.submission.Command); vote != "" {
				r.liveTotals.add(vote, liveTotalsWindow)
			}
		}
	}
	if len(entries) == 0 {
		return nil
	}
	start := time.Now()
	if err := r.hub.Journal.Append(ctx, r.id, entries[0].Seq-1, entries); err != nil {
		return err
	}
	r.hub.Measures.Append.Observe(since(start))
	r.hub.Stats.AppendedBatches.Add(1)
	r.hub.Stats.Changes.Add(int64(len(entries)))
	for i, p := range changes {
		r.publish(p)
		r.state.Journaled(entries[i].Member, givers[i], p.size())
	}
	r.own = append(r.own, changes...)
	return nil
}

// publish hands a durable change, which the state holds, to the fan-out.
func (r *room) publish(p published) {
	r.fanout.add(p)
	if len(p.reauthorised) > 0 {
		r.pace.setModerators(r.state.Moderators())
	}
}

// answer replies to every sender, in the order of the submissions. When a look-up
// fails, only its own sender gets the fault, and asks again.
func (r *room) answer(ctx context.Context, batch []decision) error {
	var failed error
	for i := range batch {
		d := &batch[i]
		if d.resent {
			if d.outcome = r.answerAgain(ctx, d.submission); unknown(d.outcome.err) {
				failed = d.outcome.err
			}
		}
		r.pace.count(senderOf(d.submission), d.submission.weight, d.took, d.bytes)
		if d.outcome.err == nil {
			r.hub.Stats.Accepted.Add(1)
		} else {
			r.hub.Stats.Refused.Add(1)
		}
		if d.took > 0 {
			r.hub.Measures.Decide.Observe(d.took.Seconds())
		}
		r.hub.Measures.command(d.submission.Order, d.outcome.err)
		r.audit(d)
		d.submission.reply(d.outcome)
	}
	if r.state.Seq-r.hashedSeq >= changesPerHash {
		r.hashNow()
	}
	return failed
}

// answerAgain answers a command whose number was used before.
func (r *room) answerAgain(ctx context.Context, s *submission) outcome {
	if s.earlier == nil {
		if err := r.hub.lookUp(ctx, r.id, s); err != nil {
			return outcome{err: fmt.Errorf("workshop %s: find a command: %w", r.id, err)}
		}
	}
	switch {
	case r.untrusted(s) != nil:
		r.quarantine(s.damaged)
		return outcome{err: board.Refuse(board.Quarantined)}
	case s.earlier == nil:
		return outcome{err: board.Refuse(board.NumberReused)}
	}
	return s.again(*s.earlier)
}

// unknown reports whether an error leaves open what became of a command.
func unknown(err error) bool {
	var refusal *board.Refusal
	return err != nil && !errors.As(err, &refusal)
}

// appendOutcome writes the answer to a numbered command.
func appendOutcome(b []byte, number uint64, out outcome, locale string) []byte {
	var refusal *board.Refusal
	switch {
	case out.err == nil:
		return wire.AppendAck(b, number, out.seq)
	case errors.As(out.err, &refusal):
		return wire.AppendRefused(b, number, refusal, locale)
	}
	return nil // the outcome is not known: the connection ends, and the client sends the command again
}
