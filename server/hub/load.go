package hub

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"

	"warsztat/board"
	"warsztat/server/journal"
)

// load builds the state from the newest snapshot and the changes after it. When the
// journal is damaged, load stops at the last good change and makes the room
// read-only: members see a true state, and nothing is added after a gap.
func (r *room) load(ctx context.Context) error {
	state, err := r.hub.stateUpTo(ctx, r.id, math.MaxInt64)
	if err != nil {
		return r.loadFault(err)
	}
	r.state, r.savedSeq = state, state.Seq
	if err := r.recallTexts(ctx); err != nil {
		return r.loadFault(err)
	}
	if err := r.catchUp(ctx); err != nil {
		return r.loadFault(err)
	}
	if r.state.Seq == 0 {
		return board.Refuse(board.Quarantined)
	}
	r.pace.setModerators(r.state.Moderators())
	r.hashedSeq = r.state.Seq
	r.presence.hidesActivity = r.state.HidesActivity()
	for _, vote := range r.state.LiveVotes() {
		r.liveTotals.add(vote, liveTotalsWindow) // the last ballots before the room was closed may not be counted
	}
	return nil
}

// recallTexts reads the splices of the changes before the snapshot over which a client
// may come back, so that what people typed before the room was closed is still carried
// over them. It does so here, and not when an edit needs them: everybody would wait.
func (r *room) recallTexts(ctx context.Context) error {
	floor := r.savedSeq - min(r.savedSeq, maxCatchUpChanges)
	var facts []board.Fact
	for after := floor; after < r.savedSeq; {
		entries, err := r.hub.Journal.Read(ctx, r.id, after, int(min(entriesPerRead, r.savedSeq-after)))
		for _, e := range entries {
			after = e.Seq
			if e.Seq == r.savedSeq {
				r.fanout.mark = e.Mark
			}
			if !bytes.Contains(e.Body, []byte(`"splice":`)) {
				continue
			}
			fact, err := factOf(e)
			if err != nil {
				return nil // what cannot be read is in the snapshot
			}
			facts = append(facts, fact)
		}
		var damaged *journal.DamagedError
		if errors.As(err, &damaged) || err == nil && len(entries) == 0 {
			return nil
		}
		if err != nil {
			return err
		}
	}
	r.state.RecallTexts(floor, facts)
	return nil
}

func (r *room) loadFault(err error) error {
	if errors.Is(err, journal.ErrNotFound) {
		return board.Refuse(board.NotFound)
	}
	return fmt.Errorf("workshop %s: open: %w", r.id, err)
}

// catchUp applies the changes in the journal that the state does not have yet. Damage
// makes the room read-only; it is not an error.
func (r *room) catchUp(ctx context.Context) error {
	for {
		entries, err := r.hub.Journal.Read(ctx, r.id, r.state.Seq, entriesPerRead)
		for _, e := range entries {
			fact, err := factOf(e)
			if err == nil {
				err = r.applyFact(fact, e.Mark)
			}
			if err != nil {
				r.quarantine(err)
				return nil
			}
		}
		if len(r.sessions) == 0 {
			r.fanout.waiting = nil // nobody receives them, and the journal may be long
		}
		var damaged *journal.DamagedError
		if errors.As(err, &damaged) {
			r.quarantine(err)
			return nil
		}
		if err != nil || len(entries) < entriesPerRead {
			return err
		}
	}
}

// applyFact applies a durable fact that this room has not decided.
func (r *room) applyFact(fact board.Fact, mark uint64) error {
	if _, err := r.state.Apply(fact); err != nil {
		return err
	}
	r.followTotals(fact.Change)
	p := published{fact.Seq, mark, fact.At, fact.Member, fact.Change.Encode(), r.state.Reauthorised(fact.Change)}
	r.state.Journaled(fact.Member, fact.Member, p.size())
	r.publish(p)
	return nil
}

// quarantine makes the room read-only and logs that once.
func (r *room) quarantine(why error) {
	if r.readonly == "" {
		r.readonly = board.Quarantined
		r.hub.Stats.Quarantined.Add(1)
		r.hub.Log.Error("workshop quarantined: it can be read, not written", "workshop", r.id, "error", why)
	}
}

// save writes a snapshot without blocking the room. It does nothing while another
// snapshot is being written, or when the newest snapshot is of this state.
func (r *room) save() {
	if r.readonly != "" || r.state.Seq == r.savedSeq {
		return
	}
	select {
	case r.saveSlot <- struct{}{}:
		r.writeSnapshot(func() {})
	default:
	}
}

// saveMoment writes the snapshot of a moment, after another one that is being written.
func (r *room) saveMoment() {
	if r.readonly == "" {
		r.writeSnapshot(func() { r.saveSlot <- struct{}{} })
	}
}

// writeSnapshot writes a snapshot once it has got the slot, and keeps those of moments.
func (r *room) writeSnapshot(takeSlot func()) {
	seq, body, moments := r.state.Seq, r.state.Saving(), r.state.Moments()
	r.savedSeq = seq
	r.saving.Go(func() {
		takeSlot()
		defer func() { <-r.saveSlot }()
		// A snapshot is only a shortcut: without it the journal is replayed.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(r.hub.ctx), writeTimeout)
		defer cancel()
		if err := r.hub.Journal.SaveSnapshot(ctx, r.id, seq, body(), moments); err != nil && !errors.Is(err, journal.ErrNotFound) {
			r.hub.Log.Warn("snapshot", "workshop", r.id, "error", err)
		}
	})
}
