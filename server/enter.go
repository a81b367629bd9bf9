package server

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"warsztat/board"
	"warsztat/server/access"
)

// profile is the name and affiliation of a person.
type profile struct {
	Name        string `json:"name"`
	Affiliation string `json:"affiliation"`
}

// previewEntry answers where a secret or code leads, without letting anybody in.
func (s *Server) previewEntry(w http.ResponseWriter, r *http.Request) {
	var asked struct {
		Secret string `json:"secret,omitempty"`
		Code   string `json:"code,omitempty"`
	}
	if !s.read(w, r, &asked) {
		return
	}
	entry, ok := s.entryFor(w, r, asked.Secret, asked.Code)
	if !ok {
		return
	}
	member := entry.Member
	if member == "" {
		_, session, _, err := s.returning(r, entry)
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
		Returning *profile   `json:"returning,omitempty"`
		Privacy   privacy    `json:"privacy"`
	}{Workshop: entry.Workshop, Role: entry.Grants()}
	err := s.rooms.View(r.Context(), entry.Workshop, func(state *board.State) {
		answer.Title, answer.Locale = titleAndLocale(state)
		answer.Returning = profileOf(state, member)
		answer.Privacy = privacyOf(state)
	})
	if err == nil {
		err = s.complete(r.Context(), &answer.Privacy)
	}
	if err == nil && entry.Member != "" && answer.Returning == nil {
		err = access.ErrNoEntry // the pass is for somebody who is no longer a member
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
	entry, ok := s.entryFor(w, r, asked.Secret, asked.Code)
	if !ok {
		return
	}
	token, session, known, err := s.returning(r, entry)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	network := access.NetworkOf(s.proxies.Client(r))
	if session.Member == "" && entry.Member == "" {
		err = s.checkWaiting(r.Context(), entry, network)
	}
	if err != nil {
		s.fail(w, r, noEntryWhenGone(err))
		return
	}
	member, err := s.admitMember(r.Context(), entry, session.Member, profile{asked.Name, asked.Affiliation})
	if err != nil {
		s.fail(w, r, noEntryWhenGone(err))
		return
	}
	actor, waits := board.Actor{Member: member, Role: entry.Grants()}, false
	err = s.rooms.View(r.Context(), entry.Workshop, func(state *board.State) {
		_, refusal := state.Viewer(actor)
		actor.Role, waits = state.RoleOf(actor), waiting(refusal)
	})
	if err != nil {
		s.fail(w, r, noEntryWhenGone(err))
		return
	}
	if known && member == session.Member {
		_, err = s.gate.Return(r.Context(), session, entry)
	} else {
		token, _, err = s.gate.Enter(r.Context(), entry, member)
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if waits {
		s.waiters.add(entry.Workshop, member, network)
	}
	n := requestLogOf(r)
	n.member, n.role = member, actor.Role
	s.cookies.Set(w, entry.Workshop, entry.Grants(), token)
	s.send(w, r, http.StatusOK, struct {
		Workshop string     `json:"workshop"`
		Member   string     `json:"member"`
		Role     board.Role `json:"role"`
		Session  string     `json:"session"`
		Waiting  bool       `json:"waiting,omitempty"`
	}{entry.Workshop, member, actor.Role, token, waits})
}

// checkWaiting checks that one more person from a network may wait where newcomers wait.
func (s *Server) checkWaiting(ctx context.Context, entry access.Entry, network netip.Prefix) error {
	var waits bool
	var waiting []string
	var places int
	err := s.rooms.View(ctx, entry.Workshop, func(state *board.State) {
		waits = entry.Grants() == board.Participant && state.Workshop().Waiting()
		waiting, places = state.Waiting(), state.Limits.MaxPeople
	})
	if err == nil && waits && !s.waiters.fits(entry.Workshop, waiting, places, network) {
		err = board.Refuse(board.NoSeat)
	}
	return err
}

// waiting reports whether a refusal says that the member is in the waiting room.
func waiting(refusal *board.Refusal) bool { return refusal != nil && refusal.Code == board.Waiting }

// entryFor finds the entry that a secret or a code opens. When it cannot, it
// answers why and reports false. Only codes can be guessed, so only wrong codes
// are throttled. Entries are counted too, so that nobody can make members
// without end.
func (s *Server) entryFor(w http.ResponseWriter, r *http.Request, secret, code string) (access.Entry, bool) {
	var entry access.Entry
	var wait time.Duration
	var err error
	addr := s.proxies.Client(r)
	switch {
	case secret == "" && code == "":
		err = board.Refuse(board.MissingField)
	case secret != "" && code != "":
		err = board.Refuse(board.BadValue)
	case secret != "":
		entry, err = s.gate.BySecret(r.Context(), secret)
	default:
		wait, err = s.codes.Guess(r.Context(), addr, func() (bool, error) {
			entry, err = s.gate.ByCode(r.Context(), code)
			if errors.Is(err, access.ErrNoEntry) {
				return false, nil
			}
			return true, err
		})
		if err == nil && wait > 0 {
			entry, wait, err = s.returningByCode(r, code, wait)
		}
		if err == nil && wait == 0 && entry.ID == "" {
			err = access.ErrNoEntry
		}
	}
	if err == nil && wait == 0 {
		wait = s.entries.Take(addr)
	}
	switch {
	case err != nil:
		s.fail(w, r, err)
		return access.Entry{}, false
	case wait > 0:
		s.refuseFor(w, r, wait)
		return access.Entry{}, false
	}
	requestLogOf(r).workshop = entry.Workshop
	return entry, true
}

// returningByCode lets somebody in by a right code who has a session of its workshop
// already, although the guesses are used up: others may guess from the same address.
func (s *Server) returningByCode(r *http.Request, code string, wait time.Duration) (access.Entry, time.Duration, error) {
	entry, err := s.gate.ByCode(r.Context(), code)
	if errors.Is(err, access.ErrNoEntry) {
		return access.Entry{}, wait, nil
	}
	if err == nil {
		var known bool
		if _, _, known, err = s.returning(r, entry); known {
			wait = 0
		}
	}
	return entry, wait, err
}

// admitMember makes the person a member, or finds the member that they already
// are and stores a name that differs. A member who was removed may enter again
// and stays the same member, unless they were banned. Nothing is stored of
// observers. A pass is for the member who asked for it: a name does not count,
// and a removed member cannot use it.
func (s *Server) admitMember(ctx context.Context, entry access.Entry, member string, given profile) (string, error) {
	role := entry.Grants()
	if role == board.Observer {
		return "", nil
	}
	if entry.Member != "" {
		member = entry.Member
	}
	var present *profile
	var refusal *board.Refusal
	if member != "" {
		err := s.rooms.View(ctx, entry.Workshop, func(state *board.State) {
			present = profileOf(state, member)
			_, refusal = state.Viewer(board.Actor{Member: member, Role: role})
		})
		if err != nil {
			return "", err
		}
	}
	removed := refusal != nil && refusal.Code == board.Removed
	trimmed := profile{strings.TrimSpace(given.Name), strings.TrimSpace(given.Affiliation)}
	switch {
	case entry.Member != "" && present == nil:
		return "", access.ErrNoEntry
	case entry.Member != "" && removed:
		return "", refusal
	case entry.Member != "":
		return member, nil
	case present == nil:
		member = access.NewID() // somebody who is not a member yet
	case trimmed.Name == "" && removed:
		given = *present
	case !removed && (trimmed.Name == "" || trimmed == *present):
		return member, nil
	}
	return member, s.submit(ctx, entry.Workshop, "EnterMember", &board.EnterMember{
		Member: member, Name: given.Name, Affiliation: given.Affiliation, Role: role,
	})
}

// submit gives a command in the name of the server.
func (s *Server) submit(ctx context.Context, workshop, do string, command board.Command) error {
	_, err := s.rooms.Submit(ctx, workshop, board.Order{By: board.Actor{Role: board.System}, Do: do, Command: command})
	return err
}

// profileOf returns the profile of a member, nil when there is no such member.
func profileOf(state *board.State, id string) *profile {
	record := state.Get(id)
	if record == nil || record.Kind != board.KindMember {
		return nil
	}
	member := board.Member{Record: record}
	return &profile{member.Name(), member.Affiliation()}
}

// returning finds a person who comes back: the session of the same workshop and
// role as the entry (rule W2), and its token. With a pass only the session of
// the pass's own member counts.
func (s *Server) returning(r *http.Request, entry access.Entry) (token string, session access.Session, found bool, err error) {
	for _, token := range []string{bearer(r), s.cookies.Token(r, entry.Workshop, entry.Grants())} {
		session, found, err := s.gate.KnownSession(r.Context(), token)
		if err != nil {
			return "", access.Session{}, false, err
		}
		if found && session.Workshop == entry.Workshop && session.Role == string(entry.Grants()) &&
			(entry.Member == "" || entry.Member == session.Member) {
			return token, session, true, nil
		}
	}
	return "", access.Session{}, false, nil
}
