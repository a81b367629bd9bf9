package hub

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"warsztat/board"
	"warsztat/server/journal"
)

// audit logs one line for an act that only moderators may do, and for one that was
// refused: who by id, what, and what came of it. A line holds no content. While nobody
// shall know who works where, a refused act of a participant is nobody's.
func (r *room) audit(d *decision) {
	o := d.submission
	moderating := board.IsModerating(o.Do)
	var refusal *board.Refusal
	result := []slog.Attr{slog.String("result", "done"), slog.Uint64("seq", d.outcome.seq)}
	switch {
	case errors.As(d.outcome.err, &refusal):
		result = []slog.Attr{slog.String("result", string(refusal.Code))}
	case d.outcome.err != nil || !moderating || d.resent:
		return
	}
	line := []slog.Attr{slog.String("workshop", r.id), slog.String("do", o.Do)}
	if moderating || !r.state.HidesActivity() {
		line = append(line, slog.String("member", nameOf(o.By)))
	}
	r.hub.Log.LogAttrs(r.hub.ctx, slog.LevelInfo, "act", append(line, result...)...)
}

// nameOf names who acts: the organiser is no member.
func nameOf(by board.Actor) string {
	if by.Role == board.Organiser {
		return string(board.Organiser)
	}
	return by.Member
}

// Act is a moderating act that took effect, as the journal has it. It holds nothing that
// people wrote on a board.
type Act struct {
	Seq    uint64         `json:"seq"`
	At     time.Time      `json:"at"`
	Member string         `json:"member"` // "organiser" is who holds the organiser key
	Name   string         `json:"name"`   // the member's, at that time
	Do     string         `json:"do"`
	On     []board.Target `json:"on,omitempty"`
	Result string         `json:"result"`
}

// Acts calls each with the moderating acts of a workshop, in their order. It reads the
// journal alone, and stops at the first error. An unknown workshop is refused.
func Acts(ctx context.Context, read func(ctx context.Context, workshop string, after uint64, limit int) ([]journal.Entry, error), workshop string, each func(Act) error) error {
	state := board.NewState(board.DefaultLimits())
	for {
		entries, err := read(ctx, workshop, state.Seq, entriesPerRead)
		for _, e := range entries {
			fact, err := factOf(e)
			if err != nil {
				return fmt.Errorf("workshop %s: change %d: %w", workshop, e.Seq, err)
			}
			if e.Command != "" {
				act := Act{Seq: e.Seq, At: e.At, Member: cmp.Or(e.Member, string(board.Organiser)), Name: state.NameOf(e.Member), Do: e.Command, On: state.Targets(fact.Change), Result: "done"}
				if err := each(act); err != nil {
					return err
				}
			}
			if _, err := state.Apply(fact); err != nil {
				return fmt.Errorf("workshop %s: %w", workshop, err)
			}
		}
		switch {
		case errors.Is(err, journal.ErrNotFound):
			return board.Refuse(board.NotFound)
		case err != nil || len(entries) < entriesPerRead:
			return err
		}
	}
}
