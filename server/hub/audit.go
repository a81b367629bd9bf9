package hub

import (
	"errors"
	"log/slog"

	"warsztat/board"
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
		line = append(line, slog.String("member", o.By.Member))
	}
	r.hub.Log.LogAttrs(r.hub.ctx, slog.LevelInfo, "act", append(line, result...)...)
}
