package server

import (
	"context"
	"log/slog"
	"time"

	"warsztat/board"
	"warsztat/server/hub"
)

// lastUse is the day on which a workshop was used last. used is what its sessions tell,
// zero when there are none any more; then it was noted, or the journal's end tells it.
func lastUse(o hub.Overview, used time.Time) time.Time {
	if noted, err := time.Parse(time.DateOnly, o.LastUsed); err == nil && noted.After(used) {
		used = noted
	}
	if used.IsZero() {
		used = o.Changed
	}
	return used
}

// planOf is what a workshop has to hold of its deletion, and whether the day has come. It
// is never deleted before it has said so for a month: also when the clock was wrong, or
// an old backup was restored.
func planOf(o hub.Overview, used, now time.Time) (plan board.PlanDeletion, over bool) {
	last := lastUse(o, used)
	today, notice := board.DayOf(now), now.AddDate(0, 0, board.NoticeDays)
	plan = board.PlanDeletion{LastUsed: o.LastUsed, EndsOn: o.EndsOn}
	if last.Before(now.AddDate(0, 0, -board.NoticeDays)) {
		plan.LastUsed = max(plan.LastUsed, board.DayOf(last)) // sessions are forgotten some day
	}
	switch due := board.DayOf(board.Due(o.KeptUntil, last)); {
	case due > board.DayOf(notice):
		plan.EndsOn = ""
	case plan.EndsOn == "":
		plan.EndsOn = board.DayOf(notice)
	default:
		plan.EndsOn = max(plan.EndsOn, due)
		over = plan.EndsOn <= today
	}
	return plan, over
}

// endTerms announces which workshops are about to be deleted, and deletes those whose day
// has come. Several instances may do it at once.
func (s *Server) endTerms(ctx context.Context) {
	all, err := s.rooms.Overviews(ctx)
	if err != nil && ctx.Err() == nil {
		s.log.Error("the terms of workshops were not looked at", slog.Any("error", err))
		s.reportFatal(err)
	}
	for _, o := range all {
		if o.Damaged {
			continue
		}
		if err := s.endTerm(ctx, o, time.Now()); err != nil && ctx.Err() == nil {
			s.log.Error("the term of a workshop was not looked at", "workshop", o.ID, slog.Any("error", err))
			s.reportFatal(err)
		}
	}
}

func (s *Server) endTerm(ctx context.Context, o hub.Overview, now time.Time) error {
	_, used, err := s.gate.Use(ctx, o.ID)
	if err != nil {
		return err
	}
	plan, over := planOf(o, used, now)
	if over {
		if err := s.rooms.Delete(ctx, o.ID); err != nil {
			return err
		}
		s.log.Info("act", "workshop", o.ID, "do", "DeleteWorkshop", "by", string(board.System), "result", "done")
		return nil
	}
	if plan == (board.PlanDeletion{LastUsed: o.LastUsed, EndsOn: o.EndsOn}) {
		return nil
	}
	return s.submit(ctx, o.ID, "PlanDeletion", &plan)
}
