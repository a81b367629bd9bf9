package server

import (
	"net/http"

	"warsztat/board"
	"warsztat/server/hub"
)

// leave ends the session of this browser.
func (s *Server) leave(w http.ResponseWriter, r *http.Request) {
	session := sessionOf(r)
	if err := s.gate.Leave(r.Context(), session.ID); err != nil {
		s.fail(w, r, err)
		return
	}
	s.rooms.End(session.Workshop, hub.Ending{Session: session.ID})
	s.cookies.Clear(w, session.Workshop, board.Role(session.Role))
	w.WriteHeader(http.StatusNoContent)
}
