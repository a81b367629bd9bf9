package hub

import (
	"context"
	"errors"
	"strconv"

	"warsztat/board"
	"warsztat/server/journal"
	"warsztat/server/wire"
)

// pastWeight is the weight of a look back: the whole journal is read for it.
const pastWeight = 3 * joinWeight

// maxPasts is how many look back at once; others wait.
const maxPasts = 2

// past returns the snapshot of a workshop as it was after a change, for the viewer of
// today (protocol rule W9b). It reads the journal and leaves the room alone.
func (h *Hub) past(ctx context.Context, workshop, at string, viewer board.Viewer) (*encodedSnapshot, error) {
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
	past := board.NewPast(seq, h.Limits)
	if err := h.replay(ctx, workshop, past); err != nil {
		return nil, err
	}
	switch damaged := past.Seq() < seq; {
	case damaged && h.isReadonly(ctx, workshop):
		return nil, board.Refuse(board.Quarantined)
	case damaged:
		return nil, board.Refuse(board.NoMoment)
	}
	var records []byte
	for record := range past.Records(viewer) {
		if len(records) > 0 {
			records = append(records, ',')
		}
		records = record.AppendJSON(records)
	}
	head := wire.Snapshot{Epoch: h.Journal.Epoch(), Seq: seq, Limits: h.Limits, Hashes: map[board.Audience]string{}}
	return &encodedSnapshot{plain: wire.AppendSnapshot(nil, head, records)}, nil
}

// replay gives a past all changes of the journal, as far as they can be trusted.
func (h *Hub) replay(ctx context.Context, workshop string, past *board.Past) error {
	for after := uint64(0); ; {
		entries, err := h.Journal.Read(ctx, workshop, after, entriesPerRead)
		for _, e := range entries {
			fact, parseErr := factOf(e)
			if parseErr == nil {
				parseErr = past.Apply(fact)
			}
			if parseErr != nil {
				return nil
			}
			after = e.Seq
		}
		var damaged *journal.DamagedError
		if errors.As(err, &damaged) || err == nil && len(entries) < entriesPerRead {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// isReadonly reports whether the room of a workshop is quarantined.
func (h *Hub) isReadonly(ctx context.Context, workshop string) bool {
	readonly := make(chan bool, 1)
	err := h.call(ctx, workshop, func(r *room) { readonly <- r.readonly != "" })
	// A room that cannot be asked says nothing about damage.
	return err == nil && <-readonly
}
