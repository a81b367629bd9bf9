package server

import (
	"net/http"

	"warsztat/board"
)

// me tells a browser its member and role (rule W5). The browser of a member in
// the waiting room asks this until the member is let in.
func (s *Server) me(w http.ResponseWriter, r *http.Request) {
	identity := identityIn(r)
	answer := struct {
		Workshop string     `json:"workshop"`
		Member   string     `json:"member"`
		Role     board.Role `json:"role"`
		Title    string     `json:"title"`
		Locale   string     `json:"locale"`
		Alias    string     `json:"alias,omitempty"`
		Waiting  bool       `json:"waiting,omitempty"`
	}{Workshop: identity.Workshop, Member: identity.Actor().Member, Alias: identity.Actor().Alias}
	var refusal *board.Refusal
	err := s.rooms.View(r.Context(), identity.Workshop, func(state *board.State) {
		answer.Title, answer.Locale = titleAndLocale(state)
		answer.Role = state.RoleOf(identity.Actor())
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

// titleAndLocale returns the title and locale of a workshop, the only things that
// people learn about it before they enter.
func titleAndLocale(state *board.State) (title, locale string) {
	return state.Workshop().Title(), state.Workshop().Locale()
}
