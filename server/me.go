package server

import (
	"net/http"

	"warsztat/board"
)

// me tells a browser who it is (rule W5). Who waits to be let in asks until
// they need not.
func (s *Server) me(w http.ResponseWriter, r *http.Request) {
	identity := identityIn(r)
	answer := struct {
		Workshop string     `json:"workshop"`
		Member   string     `json:"member"`
		Role     board.Role `json:"role"`
		Title    string     `json:"title"`
		Locale   string     `json:"locale"`
		Waiting  bool       `json:"waiting,omitempty"`
	}{Workshop: identity.Workshop, Member: identity.Actor().Member}
	var refusal *board.Refusal
	err := s.rooms.View(r.Context(), identity.Workshop, func(state *board.State) {
		answer.Title, answer.Locale = headline(state)
		answer.Role = state.Standing(identity.Actor()).Role
		_, refusal = identity.Viewer(state)
		answer.Waiting = waiting(refusal)
	})
	switch {
	case err != nil:
		s.fail(w, r, noSessionWhenGone(err))
	case refusal != nil && !answer.Waiting:
		s.refuse(w, r, refusal.Code)
	default:
		s.send(w, r, http.StatusOK, answer)
	}
}

// headline is what is told about a workshop before anything else.
func headline(state *board.State) (title, locale string) {
	if workshop := state.Workshop(); workshop != nil {
		return workshop.Fields.Text("title"), workshop.Fields.Text("locale")
	}
	return "", ""
}
