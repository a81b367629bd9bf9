package server

import (
	"errors"
	"io"
	"net/http"

	"warsztat/board"
	"warsztat/server/wire"
)

// read decodes the body into a struct as strictly as a frame. When it cannot, it
// answers why and reports false. A body may be as long as a message.
func (s *Server) read(w http.ResponseWriter, r *http.Request, into any) bool {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, wire.MaxMessageBytes))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		s.refuse(w, r, board.TooLarge)
		return false
	case err != nil: // cut off, or slower than the deadline
		requestLogOf(r).gone = true
		s.refuse(w, r, board.BadFrame)
		return false
	}
	if refusal := wire.Decode(data, into); refusal != nil {
		s.answerRefusal(w, r, refusal)
		return false
	}
	return true
}
