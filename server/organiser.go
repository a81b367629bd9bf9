package server

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"warsztat/board"
	"warsztat/server/access"
	"warsztat/server/hub"
)

// The organiser sees all workshops and may do with each what its moderators may not:
// open it uninvited, close it, copy it and delete it. What is done with a workshop that
// goes on is in its journal, in nobody's name.

// organiserActor is who acts with the organiser key.
var organiserActor = board.Actor{Role: board.Organiser}

// openTime is how long the link works by which the organiser opens a workshop.
const openTime = 10 * time.Minute

type overviewKey struct{}

// requireWorkshop passes on requests for a workshop that there is.
func (s *Server) requireWorkshop(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := chi.URLParam(r, "id")
		if uuid.Validate(id) != nil {
			s.refuse(w, r, board.NotFound)
			return
		}
		requestLogOf(r).workshop = id
		overview, err := s.rooms.Overview(r.Context(), id)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), overviewKey{}, overview)))
	})
}

// overviewOf returns the workshop of a request that requireWorkshop has passed on.
func overviewOf(r *http.Request) hub.Overview {
	overview, _ := r.Context().Value(overviewKey{}).(hub.Overview)
	return overview
}

// workshops lists all workshops, with what the organiser has to know of each.
func (s *Server) workshops(w http.ResponseWriter, r *http.Request) {
	type workshop struct {
		ID      string `json:"id"`
		Title   string `json:"title,omitempty"`
		Founded int64  `json:"founded,omitempty"` // milliseconds since 1970
		Used    string `json:"used,omitempty"`    // the day of the last use
		People  int    `json:"people"`
		Open    bool   `json:"open"` // somebody can come in, or is in
		Until   string `json:"until,omitempty"`
		Chosen  bool   `json:"chosen,omitempty"` // people have chosen that day
		Ends    bool   `json:"ends,omitempty"`   // the deletion is announced
		Damaged bool   `json:"damaged,omitempty"`
	}
	all, err := s.rooms.Overviews(r.Context())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	listed := []workshop{}
	for _, o := range all {
		if o.Damaged {
			listed = append(listed, workshop{ID: o.ID, Damaged: true})
			continue
		}
		open, used, err := s.gate.Use(r.Context(), o.ID)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		last, ends := lastUse(o, used), o.EndsOn != ""
		until := o.EndsOn
		if !ends {
			until = board.DayOf(board.Due(o.KeptUntil, last))
		}
		listed = append(listed, workshop{
			ID: o.ID, Title: o.Title, Founded: o.Founded.UnixMilli(), Used: board.DayOf(last), People: o.People,
			Open: open, Until: until, Chosen: o.KeptUntil != "", Ends: ends,
		})
	}
	s.send(w, r, http.StatusOK, struct {
		Workshops []workshop `json:"workshops"`
	}{listed})
}

// openAnyway gives the organiser a link by which they enter as a moderator, now. The
// journal says so.
func (s *Server) openAnyway(w http.ResponseWriter, r *http.Request) {
	workshop := overviewOf(r).ID
	order := board.Order{By: organiserActor, Do: board.OpenAnyway, Command: &board.LinkChanged{Role: board.Moderator}}
	if _, err := s.rooms.Submit(r.Context(), workshop, order); err != nil {
		s.fail(w, r, err)
		return
	}
	given, err := s.gate.GiveOut(r.Context(), workshop, board.Moderator, time.Now().Add(openTime).UTC())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.send(w, r, http.StatusOK, struct {
		Link string `json:"link"`
	}{s.invitation(given.Secret)})
}

// organiserGivesOut gives out another link of a role.
func (s *Server) organiserGivesOut(w http.ResponseWriter, r *http.Request) {
	s.giveOutBy(w, r, overviewOf(r).ID, organiserActor)
}

// closeWorkshop revokes all links: nobody is in, and nobody can come in before another
// link is given out.
func (s *Server) closeWorkshop(w http.ResponseWriter, r *http.Request) {
	workshop := overviewOf(r).ID
	for _, role := range access.Roles {
		ended, err := s.gate.Revoke(r.Context(), workshop, role, access.Session{})
		s.endSessions(access.Session{Workshop: workshop}, ended)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		if len(ended) > 0 {
			s.tellLinkChanged(r, workshop, organiserActor, &board.LinkChanged{Role: role, Revoked: true})
		}
	}
	w.WriteHeader(http.StatusNoContent)
}

// copyWorkshop founds a workshop like another one, without what was written on it.
func (s *Server) copyWorkshop(w http.ResponseWriter, r *http.Request) {
	var asked struct {
		Title string `json:"title"`
	}
	if !s.read(w, r, &asked) {
		return
	}
	founding := board.FoundWorkshop{Title: asked.Title}
	err := s.rooms.View(r.Context(), overviewOf(r).ID, func(state *board.State) {
		founding.Locale, founding.Template = state.Workshop().Locale(), state.Workshop().Template()
		founding.Setup = state.Setup()
	})
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.foundBy(w, r, founding)
}

// keepUntil chooses the day on which a workshop is deleted.
func (s *Server) keepUntil(w http.ResponseWriter, r *http.Request) {
	var asked board.KeepUntil
	if !s.read(w, r, &asked) {
		return
	}
	order := board.Order{By: organiserActor, Do: "KeepUntil", Command: &asked}
	if _, err := s.rooms.Submit(r.Context(), overviewOf(r).ID, order); err != nil {
		s.fail(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// deleteWorkshop deletes a workshop whose title was typed; of a damaged one nobody knows
// the title, so its id is asked for.
func (s *Server) deleteWorkshop(w http.ResponseWriter, r *http.Request) {
	var asked struct {
		Title string `json:"title"`
	}
	if !s.read(w, r, &asked) {
		return
	}
	workshop := overviewOf(r)
	title := workshop.Title
	if workshop.Damaged {
		title = workshop.ID
	}
	if strings.TrimSpace(asked.Title) != title {
		s.refuse(w, r, board.BadValue)
		return
	}
	if err := s.rooms.Delete(r.Context(), workshop.ID); err != nil {
		s.fail(w, r, err)
		return
	}
	s.log.Info("act", "workshop", workshop.ID, "do", "DeleteWorkshop", "by", string(board.Organiser), "result", "done")
	w.WriteHeader(http.StatusNoContent)
}
