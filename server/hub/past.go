package hub

import (
	"context"
	"errors"
	"math"
	"strconv"
	"time"

	"warsztat/board"
	"warsztat/server/journal"
	"warsztat/server/wire"
)

// pastWeight is the weight of a look back: the whole journal is read for it.
const pastWeight = 3 * joinWeight

// maxPasts is how many look back at once; others wait.
const maxPasts = 2

// today is what a look back needs of the present.
type today struct {
	viewer    board.Viewer
	audiences map[string]board.Audience
}

// past returns the snapshot of a workshop as it was after a change, for the viewer of
// today (protocol rule W9b). It reads the journal and leaves the room alone.
func (h *Hub) past(ctx context.Context, workshop, at string, now today) (*encodedSnapshot, error) {
	seq, err := strconv.ParseUint(at, 10, 63)
	if err != nil || seq == 0 {
		return nil, board.Refuse(board.BadValue)
	}
	select {
	case h.pasts <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-h.pasts }()
	from, err := h.stateUpTo(ctx, workshop, seq)
	if err != nil {
		return nil, err
	}
	past := board.NewPast(seq, from, now.audiences)
	if err := h.replay(ctx, workshop, past); err != nil {
		return nil, err
	}
	switch {
	case past.Seq() == 0:
		return nil, board.Refuse(board.Quarantined)
	case past.Seq() < seq && !past.IsCut():
		return nil, board.Refuse(board.NoMoment)
	}
	var records []byte
	for record := range past.Records(now.viewer) {
		if len(records) > 0 {
			records = append(records, ',')
		}
		records = record.AppendJSON(records)
	}
	head := wire.Snapshot{Epoch: h.Journal.Epoch(), Seq: past.Seq(), Limits: h.Limits, Hashes: map[board.Audience]string{}}
	return &encodedSnapshot{plain: wire.AppendSnapshot(nil, head, records)}, nil
}

// stateUpTo returns the newest state of at most a change of which there is a snapshot, an
// empty one when there is none.
func (h *Hub) stateUpTo(ctx context.Context, workshop string, seq uint64) (*board.State, error) {
	return snapshotUpTo(ctx, h.Journal, h.Limits, workshop, seq)
}

// Source is the part of a journal from which a state is read.
type Source interface {
	Read(ctx context.Context, workshop string, after uint64, limit int) ([]journal.Entry, error)
	Snapshot(ctx context.Context, workshop string, at uint64) (seq uint64, body []byte, err error)
}

func snapshotUpTo(ctx context.Context, from Source, limits board.Limits, workshop string, seq uint64) (*board.State, error) {
	at, body, err := from.Snapshot(ctx, workshop, seq)
	if err != nil {
		return nil, err
	}
	if body != nil {
		if state, err := board.Load(body, limits); err == nil && state.Seq == at {
			return state, nil
		}
	}
	return board.NewState(limits), nil
}

// Stored reads the newest state of a workshop where no room runs, and when its newest
// change was made. With a *journal.DamagedError it is the last good state.
func Stored(ctx context.Context, from Source, workshop string) (state *board.State, last time.Time, err error) {
	if state, err = snapshotUpTo(ctx, from, board.DefaultLimits(), workshop, math.MaxInt64); err != nil {
		return nil, last, err
	}
	for after := state.Seq - min(state.Seq, 1); ; { // from the change of the snapshot on, for its time
		entries, err := from.Read(ctx, workshop, after, entriesPerRead)
		for _, e := range entries {
			if e.Seq > state.Seq {
				fact, err := factOf(e)
				if err == nil {
					_, err = state.Apply(fact)
				}
				if err != nil {
					return state, last, &journal.DamagedError{Workshop: workshop, Seq: e.Seq, What: err.Error()}
				}
			}
			after, last = e.Seq, e.At
		}
		if err != nil || len(entries) < entriesPerRead {
			return state, last, err
		}
	}
}

// replay gives a past all changes of the journal that follow, as far as they can be
// trusted.
func (h *Hub) replay(ctx context.Context, workshop string, past *board.Past) error {
	for after := past.Seq(); ; {
		entries, err := h.Journal.Read(ctx, workshop, after, entriesPerRead)
		for _, e := range entries {
			fact, parseErr := factOf(e)
			if parseErr == nil {
				parseErr = past.Apply(fact)
			}
			if parseErr != nil {
				past.Cut()
				return nil
			}
			after = e.Seq
		}
		var damaged *journal.DamagedError
		switch {
		case errors.As(err, &damaged):
			past.Cut()
			return nil
		case err != nil:
			return err
		case len(entries) < entriesPerRead:
			return nil
		}
	}
}
