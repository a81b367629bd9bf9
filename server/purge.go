package server

import (
	"context"
	"log/slog"
	"time"
)

const purgeEvery = 24 * time.Hour

// purgeDaily purges old sessions, dead links and the workshops whose day has come, now
// and once a day until ctx ends.
func (s *Server) purgeDaily(ctx context.Context) {
	daily := time.NewTicker(purgeEvery)
	defer daily.Stop()
	for {
		s.endTerms(ctx) // first: sessions tell when a workshop was used
		s.purge(ctx)
		select {
		case <-daily.C:
		case <-ctx.Done():
			return
		}
	}
}

func (s *Server) purge(ctx context.Context) {
	purged, err := s.gate.Purge(ctx)
	switch {
	case err != nil && ctx.Err() == nil:
		s.log.Error("old sessions and links were not purged", slog.Any("error", err))
		s.reportFatal(err)
	case purged.Sessions > 0 || purged.Links > 0:
		s.log.Info("purged", slog.Int("sessions", purged.Sessions), slog.Int("links", purged.Links))
	}
}
