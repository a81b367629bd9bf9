package server

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"time"
)

// probeLife is how long the outcome of a test write counts: anybody may ask for
// readiness, and each write makes the disk flush.
const probeLife = 2 * time.Second

// probe is the latest test write.
type probe struct {
	mu  sync.Mutex
	at  time.Time
	err error
}

// livez says that the process runs and answers.
func (s *Server) livez(w http.ResponseWriter, r *http.Request) { plain(w, http.StatusOK, "alive\n") }

// readyz says whether new people may be sent to this server. It is not ready
// while it drains or cannot write durably.
func (s *Server) readyz(w http.ResponseWriter, r *http.Request) {
	switch {
	case s.draining.Load():
		plain(w, http.StatusServiceUnavailable, "draining\n")
	case s.testWrite(r.Context()) != nil:
		plain(w, http.StatusServiceUnavailable, "storage\n")
	default:
		plain(w, http.StatusOK, "ready\n")
	}
}

func (s *Server) testWrite(ctx context.Context) error {
	s.probe.mu.Lock()
	defer s.probe.mu.Unlock()
	if !s.probe.at.IsZero() && time.Since(s.probe.at) < probeLife {
		return s.probe.err
	}
	// Other requests will use this outcome, so it must not depend on whether this
	// client hangs up.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	err := s.store.SetSetting(ctx, "probe", time.Now().UTC().Format(time.RFC3339))
	if err != nil && s.probe.err == nil {
		s.log.Error("the test write failed", slog.Any("error", err))
	}
	s.probe.at, s.probe.err = time.Now(), err
	return err
}

func plain(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	io.WriteString(w, text)
}
