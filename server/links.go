package server

import (
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/go-chi/chi/v5"

	"warsztat/board"
	"warsztat/server/access"
	"warsztat/server/hub"
)

// links says of each role how people come in. Secrets are not stored, so nobody can see
// them again.
func (s *Server) links(w http.ResponseWriter, r *http.Request) {
	session := sessionOf(r)
	statuses, codeWorks, err := s.gate.LinkStatuses(r.Context(), session.Workshop, session)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	code := ""
	if codeWorks {
		err := s.rooms.View(r.Context(), session.Workshop, func(state *board.State) {
			code = state.Invitation().Code()
		})
		if err != nil {
			s.fail(w, r, noSessionWhenGone(err))
			return
		}
	}
	type link struct {
		Role    board.Role `json:"role"`
		Active  bool       `json:"active"`
		Created int64      `json:"created,omitempty"`
		Expires int64      `json:"expires,omitempty"`
		People  int        `json:"people"`
	}
	links := []link{}
	for _, l := range statuses {
		told := link{Role: l.Role, Active: l.Active, People: l.People}
		if !l.Created.IsZero() {
			told.Created = l.Created.UnixMilli()
		}
		if !l.Expires.IsZero() {
			told.Expires = l.Expires.UnixMilli()
		}
		links = append(links, told)
	}
	s.send(w, r, http.StatusOK, struct {
		Code  string `json:"code"`
		Links []link `json:"links"`
	}{code, links})
}

// giveOut gives out another link of a role. Nobody's session ends.
func (s *Server) giveOut(w http.ResponseWriter, r *http.Request) {
	s.giveOutBy(w, r, sessionOf(r).Workshop, identityIn(r).Actor())
}

func (s *Server) giveOutBy(w http.ResponseWriter, r *http.Request, workshop string, by board.Actor) {
	role, ok := s.roleOfPath(w, r)
	if !ok {
		return
	}
	var asked struct {
		Expires int64 `json:"expires,omitempty"` // milliseconds since 1970
	}
	if r.ContentLength != 0 && !s.read(w, r, &asked) {
		return
	}
	var expires time.Time
	if asked.Expires != 0 {
		expires = time.UnixMilli(asked.Expires).UTC()
		if !expires.After(time.Now()) {
			s.refuse(w, r, board.BadValue)
			return
		}
	}
	given, err := s.gate.GiveOut(r.Context(), workshop, role, expires)
	switch {
	case errors.Is(err, access.ErrTooManyLinks):
		s.refuse(w, r, board.TooMany)
		return
	case err != nil:
		s.fail(w, r, err)
		return
	}
	s.tellLinkChanged(r, workshop, by, &board.LinkChanged{Role: role, Code: given.Code})
	s.send(w, r, http.StatusOK, struct {
		Link string `json:"link"`
		Code string `json:"code,omitempty"`
	}{s.invitation(given.Secret), given.Code})
}

// revoke revokes the links of a role and ends the sessions that came by them.
func (s *Server) revoke(w http.ResponseWriter, r *http.Request) {
	role, ok := s.roleOfPath(w, r)
	if !ok {
		return
	}
	session := sessionOf(r)
	ended, err := s.gate.Revoke(r.Context(), session.Workshop, role, session)
	s.endSessions(session, ended)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.tellLinkChanged(r, session.Workshop, identityIn(r).Actor(), &board.LinkChanged{Role: role, Revoked: true})
	w.WriteHeader(http.StatusNoContent)
}

// endSessions closes the connections whose links were revoked, except those of
// the session that revoked them.
func (s *Server) endSessions(by access.Session, links []string) {
	if len(links) == 0 {
		return
	}
	s.rooms.End(by.Workshop, hub.Ending{Links: links, Except: by.ID})
}

// tellLinkChanged tells the workshop who has changed a link, and which join code is in
// force. The links are given out or revoked already. When the workshop cannot be written,
// people go on seeing a code that opens nothing: the answer with the new links must not
// be lost over that.
func (s *Server) tellLinkChanged(r *http.Request, workshop string, by board.Actor, changed *board.LinkChanged) {
	_, err := s.rooms.Submit(r.Context(), workshop, board.Order{By: by, Do: board.ManageLinks, Command: changed})
	if err != nil {
		s.log.Error("the join code on the screens may be out of date", "workshop", workshop, "error", err)
	}
}

func (s *Server) roleOfPath(w http.ResponseWriter, r *http.Request) (board.Role, bool) {
	role := board.Role(chi.URLParam(r, "role"))
	if !slices.Contains(access.Roles, role) {
		s.refuse(w, r, board.NotFound)
		return "", false
	}
	return role, true
}
