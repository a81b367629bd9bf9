package server

import (
	"net/http"

	"warsztat/board"
	"warsztat/server/access"
)

// requireOrganiser passes requests with the organiser key to the next handler.
// An operator may have chosen a weak key, so wrong keys are throttled like wrong
// codes.
func (s *Server) requireOrganiser(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		right := false
		wait, err := s.keys.Guess(r.Context(), s.proxies.Client(r), func() (bool, error) {
			right = s.organiser.Load().Is(bearer(r))
			return right || bearer(r) == "", nil // a request without a key is not a guess
		})
		switch {
		case err != nil:
			requestLogOf(r).gone = true
			s.refuse(w, r, board.Busy)
		case wait > 0:
			s.refuseFor(w, r, wait)
		case !right:
			s.refuse(w, r, board.WrongKey)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// organiserKey answers that the organiser key is right.
func (s *Server) organiserKey(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusNoContent)
}

// found creates a workshop and answers with its links. They are shown only this
// once.
func (s *Server) found(w http.ResponseWriter, r *http.Request) {
	var asked struct {
		Title    string               `json:"title"`
		Template string               `json:"template"`
		Boards   []board.FoundedBoard `json:"boards,omitempty"` // none: those of the template
		Locale   string               `json:"locale"`
		Until    string               `json:"until,omitempty"` // the day of its deletion; none: see board.KeepUntil

		Rehearsal bool `json:"rehearsal,omitempty"` // simulated people come to it
	}
	if !s.read(w, r, &asked) {
		return
	}
	links := s.foundBy(w, r, board.FoundWorkshop{
		Title: asked.Title, Locale: asked.Locale, Template: asked.Template, Boards: asked.Boards, Until: asked.Until,
	})
	if link, ok := links[board.Participant]; ok && asked.Rehearsal {
		s.rehearse(link)
	}
}

// foundBy creates a workshop and answers with its links, which it returns; none when
// it was refused.
func (s *Server) foundBy(w http.ResponseWriter, r *http.Request, founding board.FoundWorkshop) map[board.Role]string {
	workshop := access.NewID()
	requestLogOf(r).workshop = workshop
	// The links work only after the workshop exists. A refusal leaves nothing
	// behind, and a fault in between leaves a workshop that nobody can enter.
	drawn, err := s.gate.Draw(r.Context(), workshop)
	if err != nil {
		s.fail(w, r, err)
		return nil
	}
	founding.Code = drawn.Code
	if err := s.rooms.Found(r.Context(), workshop, founding); err != nil {
		s.fail(w, r, err)
		return nil
	}
	if err := s.gate.Publish(r.Context(), drawn); err != nil {
		s.fail(w, r, err)
		return nil
	}
	links := map[board.Role]string{}
	for role, secret := range drawn.Secrets {
		links[role] = s.invitation(secret)
	}
	s.send(w, r, http.StatusOK, struct {
		ID    string                `json:"id"`
		Code  string                `json:"code"`
		Links map[board.Role]string `json:"links"`
	}{workshop, drawn.Code, links})
	return links
}

// invitation returns the full address of a link. The secret is in the fragment,
// which browsers do not send: no log, proxy or Referer header holds it.
func (s *Server) invitation(secret string) string {
	u := *s.public
	u.Path, u.Fragment = "/join", secret
	return u.String()
}
