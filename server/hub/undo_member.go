package hub

import (
	"context"
	"errors"
	"fmt"
	"time"

	"warsztat/board"
	"warsztat/server/journal"
)

// gather completes a command that needs to know what the journal tells. It reads the
// whole journal, on the goroutine of whoever sends the command, and only for those who
// may give it.
func (h *Hub) gather(ctx context.Context, s *submission, workshop string) error {
	undo, ok := s.Command.(*board.UndoMember)
	if !ok {
		return nil
	}
	start := time.Now()
	var r *room
	var refusal *board.Refusal
	var head uint64
	if err := h.call(ctx, workshop, func(open *room) {
		r, refusal, head = open, open.state.May(s.By, s.Do), open.state.Seq
	}); err != nil || refusal != nil {
		return err // the room refuses it again
	}
	deeds, state := undo.Gather(), board.NewState(h.Limits)
	for state.Seq < head {
		entries, err := h.Journal.Read(ctx, workshop, state.Seq, int(min(entriesPerRead, head-state.Seq)))
		var damaged *journal.DamagedError
		if err != nil && !errors.As(err, &damaged) {
			return err
		}
		for _, e := range entries {
			fact, err := factOf(e)
			if err == nil {
				err = deeds.Add(state, fact)
			}
			if err != nil {
				return fmt.Errorf("workshop %s: gather what a member did: %w", workshop, err)
			}
		}
		if len(entries) == 0 {
			break
		}
	}
	r.pace.count(senderOf(s), s.weight, time.Since(start), 0)
	return nil
}
