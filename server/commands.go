package server

import (
	"errors"
	"io"
	"log/slog"
	"net/http"

	"warsztat/board"
	"warsztat/server/access"
)

// Commands is the handler of what the operator's commands have the server do. It must be
// reachable by this machine's operator alone.
func (s *Server) Commands() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("DELETE /workshops/{id}", func(w http.ResponseWriter, r *http.Request) {
		err := s.rooms.Delete(r.Context(), r.PathValue("id"))
		s.answerCommand(w, "delete a workshop", "", err)
	})
	mux.HandleFunc("POST /organiser-key", func(w http.ResponseWriter, r *http.Request) {
		key, err := access.NewOrganiserKey(r.Context(), s.store)
		if err == nil {
			fixed := access.FixedOrganiser(key)
			s.organiser.Store(&fixed)
		}
		s.answerCommand(w, "make a new organiser key", key, err)
	})
	return mux
}

func (s *Server) answerCommand(w http.ResponseWriter, what, said string, err error) {
	var refusal *board.Refusal
	switch {
	case errors.As(err, &refusal): // it can only be unknown
		http.Error(w, "there is no such workshop", http.StatusNotFound)
	case err != nil:
		s.log.Error("a command failed", "command", what, slog.Any("error", err))
		s.reportFatal(err)
		http.Error(w, err.Error(), http.StatusInternalServerError)
	default:
		s.log.Info("command", "did", what)
		_, _ = io.WriteString(w, said)
	}
}
