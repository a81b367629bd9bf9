package server

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"warsztat/board"
)

// clauseSetting is the name under which the blanks of the server's clause are stored.
const clauseSetting = "clause"

// privacy is what people are told about their data before they give them.
type privacy struct {
	Clause board.ClauseBlanks  `json:"clause"`
	Until  string              `json:"until,omitempty"` // the day on which all is deleted; none: twelve months after the last use
	Texts  map[string][]string `json:"texts"`           // as people read it
}

// privacyOf is what a workshop tells itself.
func privacyOf(state *board.State) privacy {
	w := state.Workshop()
	return privacy{Clause: state.Clause(), Until: cmp.Or(w.EndsOn(), w.KeptUntil())}
}

// complete fills in what the workshop leaves to the server.
func (s *Server) complete(ctx context.Context, p *privacy) error {
	common, err := s.commonClause(ctx)
	if err != nil {
		return err
	}
	for _, blank := range []struct {
		own    *string
		common string
	}{
		{&p.Clause.Administrator, common.Administrator}, {&p.Clause.Contact, common.Contact}, {&p.Clause.Purpose, common.Purpose},
		{&p.Clause.Basis, common.Basis}, {&p.Clause.More, common.More},
	} {
		*blank.own = cmp.Or(*blank.own, blank.common)
	}
	p.Texts = p.texts()
	return nil
}

func (s *Server) commonClause(ctx context.Context) (blanks board.ClauseBlanks, err error) {
	stored, found, err := s.store.Setting(ctx, clauseSetting)
	if err == nil && found {
		err = json.Unmarshal([]byte(stored), &blanks)
	}
	if err != nil {
		return board.ClauseBlanks{}, fmt.Errorf("read the information clause: %w", err)
	}
	return blanks, nil
}

// clause answers with the clause of the server.
func (s *Server) clause(w http.ResponseWriter, r *http.Request) {
	var answer privacy
	if err := s.complete(r.Context(), &answer); err != nil {
		s.fail(w, r, err)
		return
	}
	s.send(w, r, http.StatusOK, answer)
}

// clauseOf answers with the clause of a workshop.
func (s *Server) clauseOf(w http.ResponseWriter, r *http.Request) {
	var answer privacy
	err := s.rooms.View(r.Context(), identityIn(r).Workshop, func(state *board.State) { answer = privacyOf(state) })
	if err == nil {
		err = s.complete(r.Context(), &answer)
	}
	if err != nil {
		s.fail(w, r, noSessionWhenGone(err))
		return
	}
	s.send(w, r, http.StatusOK, answer)
}

// setClause fills in the clause of the server.
func (s *Server) setClause(w http.ResponseWriter, r *http.Request) {
	var asked board.ClauseBlanks
	if !s.read(w, r, &asked) {
		return
	}
	if refusal := asked.Check(); refusal != nil {
		s.answerRefusal(w, r, refusal)
		return
	}
	value, err := json.Marshal(asked)
	if err == nil {
		err = s.store.SetSetting(r.Context(), clauseSetting, string(value))
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
