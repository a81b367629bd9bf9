package server

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"warsztat/board"
	"warsztat/server/access"
	"warsztat/server/hub"
)

// nameplate is how a person is called.
type nameplate struct {
	Name        string `json:"name"`
	Affiliation string `json:"affiliation"`
}

// door tells who stands before it where the secret or code leads, without
// letting them in.
func (s *Server) door(w http.ResponseWriter, r *http.Request) {
	var asked struct {
		Secret string `json:"secret,omitempty"`
		Code   string `json:"code,omitempty"`
	}
	if !s.read(w, r, &asked) {
		return
	}
	way, ok := s.wayFor(w, r, asked.Secret, asked.Code)
	if !ok {
		return
	}
	member := way.Member
	if member == "" {
		_, session, _, err := s.returning(r, way)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		member = session.Member
	}
	answer := struct {
		Workshop  string     `json:"workshop"`
		Title     string     `json:"title"`
		Locale    string     `json:"locale"`
		Role      board.Role `json:"role"`
		Returning *nameplate `json:"returning,omitempty"`
	}{Workshop: way.Workshop, Role: way.Grants()}
	err := s.rooms.View(r.Context(), way.Workshop, func(state *board.State) {
		answer.Title, answer.Locale = headline(state)
		answer.Returning = plateOf(state, member)
	})
	if err == nil && way.Member != "" && answer.Returning == nil {
		err = access.ErrNoEntry // whom the pass is for is no member any more
	}
	if err != nil {
		s.fail(w, r, noEntryWhenGone(err))
		return
	}
	s.send(w, r, http.StatusOK, answer)
}

// enter lets a person in (protocol rules W1 to W3).
func (s *Server) enter(w http.ResponseWriter, r *http.Request) {
	var asked struct {
		Secret      string `json:"secret,omitempty"`
		Code        string `json:"code,omitempty"`
		Name        string `json:"name,omitempty"`
		Affiliation string `json:"affiliation,omitempty"`
	}
	if !s.read(w, r, &asked) {
		return
	}
	way, ok := s.wayFor(w, r, asked.Secret, asked.Code)
	if !ok {
		return
	}
	token, session, known, err := s.returning(r, way)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	member, err := s.admit(r.Context(), way, session.Member, nameplate{asked.Name, asked.Affiliation})
	if err != nil {
		s.fail(w, r, noEntryWhenGone(err))
		return
	}
	actor, waits := board.Actor{Member: member, Role: way.Grants()}, false
	err = s.rooms.View(r.Context(), way.Workshop, func(state *board.State) {
		actor, waits = state.Standing(actor), waiting(state.Admits(actor))
	})
	if err != nil {
		s.fail(w, r, noEntryWhenGone(err))
		return
	}
	if known && member == session.Member {
		_, err = s.gate.Return(r.Context(), session, way)
	} else {
		token, _, err = s.gate.Enter(r.Context(), way, member)
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	n := noteOf(r)
	n.member, n.role = member, actor.Role
	s.cookies.Set(w, way.Workshop, way.Grants(), token)
	s.send(w, r, http.StatusOK, struct {
		Workshop string     `json:"workshop"`
		Member   string     `json:"member"`
		Role     board.Role `json:"role"`
		Session  string     `json:"session"`
		Waiting  bool       `json:"waiting,omitempty"`
	}{way.Workshop, member, actor.Role, token, waits})
}

// waiting reports whether somebody has to be let in first.
func waiting(refusal *board.Refusal) bool { return refusal != nil && refusal.Code == board.Waiting }

// wayFor finds the way that a secret or a code opens, or answers why not and
// reports false. Only codes can be guessed, so only wrong codes are throttled;
// but what opens is counted too, so that nobody makes members without end.
func (s *Server) wayFor(w http.ResponseWriter, r *http.Request, secret, code string) (access.Way, bool) {
	var way access.Way
	var wait time.Duration
	var err error
	addr := s.proxies.Client(r)
	switch {
	case secret == "" && code == "":
		err = board.Refuse(board.MissingField)
	case secret != "" && code != "":
		err = board.Refuse(board.BadValue)
	case secret != "":
		way, err = s.gate.BySecret(r.Context(), secret)
	default:
		wait, err = s.codes.Guess(r.Context(), addr, func() (bool, error) {
			way, err = s.gate.ByCode(r.Context(), code)
			if errors.Is(err, access.ErrNoEntry) {
				return false, nil
			}
			return true, err
		})
		if err == nil && wait == 0 && way.ID == "" {
			err = access.ErrNoEntry
		}
	}
	if err == nil && wait == 0 {
		wait = s.entries.Spend(addr)
	}
	switch {
	case err != nil:
		s.fail(w, r, err)
		return access.Way{}, false
	case wait > 0:
		s.refuseFor(w, r, wait)
		return access.Way{}, false
	}
	noteOf(r).workshop = way.Workshop
	return way, true
}

// admit makes the person a member, or finds the member they are already and
// writes down a name that differs. Who was removed is admitted anew, unless they
// were banned. Of observers nothing is kept. A pass is for the member who had it
// made, so there no name counts, and it brings nobody back.
func (s *Server) admit(ctx context.Context, way access.Way, member string, plate nameplate) (string, error) {
	role := way.Grants()
	if role == board.Observer {
		return "", nil
	}
	if way.Member != "" {
		member = way.Member
	}
	var present *nameplate
	var standing *board.Refusal
	if member != "" {
		err := s.rooms.View(ctx, way.Workshop, func(state *board.State) {
			present = plateOf(state, member)
			standing = state.Admits(board.Actor{Member: member, Role: role})
		})
		if err != nil {
			return "", err
		}
	}
	removed := standing != nil && standing.Code == board.Removed
	given := nameplate{strings.TrimSpace(plate.Name), strings.TrimSpace(plate.Affiliation)}
	switch {
	case way.Member != "" && present == nil:
		return "", access.ErrNoEntry
	case way.Member != "" && removed:
		return "", standing
	case way.Member != "":
		return member, nil
	case present == nil:
		member = access.NewID() // a stranger, or one whose membership was ended
	case given.Name == "" && removed:
		plate = *present
	case !removed && (given.Name == "" || given == *present):
		return member, nil
	}
	return member, s.order(ctx, way.Workshop, "AdmitMember", &board.AdmitMember{
		Member: member, Name: plate.Name, Affiliation: plate.Affiliation, Role: role,
	})
}

// order gives a command in the name of the server.
func (s *Server) order(ctx context.Context, workshop, do string, command board.Command) error {
	_, err := s.rooms.Submit(ctx, workshop, board.Order{By: board.Actor{Role: board.System}, Do: do, Command: command})
	return err
}

// leave ends the session of this browser.
func (s *Server) leave(w http.ResponseWriter, r *http.Request) {
	session := sessionOf(r)
	if err := s.gate.Leave(r.Context(), session.ID); err != nil {
		s.fail(w, r, err)
		return
	}
	s.rooms.End(session.Workshop, func(seat hub.Seat) bool { return seat.Session == session.ID })
	s.cookies.Clear(w, session.Workshop, board.Role(session.Role))
	w.WriteHeader(http.StatusNoContent)
}

// me tells a browser who it is (rule W5). Who waits to be let in asks until
// they need not.
func (s *Server) me(w http.ResponseWriter, r *http.Request) {
	seat := seatFor(r)
	answer := struct {
		Workshop string     `json:"workshop"`
		Member   string     `json:"member"`
		Role     board.Role `json:"role"`
		Title    string     `json:"title"`
		Locale   string     `json:"locale"`
		Waiting  bool       `json:"waiting,omitempty"`
	}{Workshop: seat.Workshop, Member: seat.Actor().Member}
	var refusal *board.Refusal
	err := s.rooms.View(r.Context(), seat.Workshop, func(state *board.State) {
		answer.Title, answer.Locale = headline(state)
		answer.Role = state.Standing(seat.Actor()).Role
		_, refusal = seat.Viewer(state)
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

// plateOf is how a member is called, nil when there is no such member.
func plateOf(state *board.State, member string) *nameplate {
	record := state.Get(member)
	if record == nil || record.Kind != board.KindMember {
		return nil
	}
	return &nameplate{record.Fields.Text("name"), record.Fields.Text("affiliation")}
}

// noEntryWhenGone and noSessionWhenGone make a workshop that was deleted look
// like one that never was. They are for what the rooms answer to a question
// about the workshop itself.
func noEntryWhenGone(err error) error { return whenGone(err, board.NoEntry) }

func noSessionWhenGone(err error) error { return whenGone(err, board.NoSession) }

func whenGone(err error, code board.Code) error {
	var refusal *board.Refusal
	if errors.As(err, &refusal) && refusal.Code == board.NotFound {
		return board.Refuse(code)
	}
	return err
}
