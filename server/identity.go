package server

import (
	"context"
	"log/slog"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"warsztat/board"
	"warsztat/server/access"
	"warsztat/server/hub"
)

// bearer is the token of the Authorization header, "" when there is none.
func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// Valid returns what the hub asks about a connection after it has made it
// known to End: without this question a link that is revoked just while a
// connection is being opened would leave it open.
func Valid(store access.Store) func(context.Context, hub.Identity) bool {
	gate := access.NewGate(store)
	return func(ctx context.Context, identity hub.Identity) bool {
		session, ok := ctx.Value(sessionKey{}).(access.Session)
		if !ok || session.ID != identity.Session {
			return false
		}
		holds, err := gate.StillValid(ctx, session)
		return err == nil && holds
	}
}

type sessionKey struct{}

// sessionOf is the session of a request that seated has let through.
func sessionOf(r *http.Request) access.Session {
	session, _ := r.Context().Value(sessionKey{}).(access.Session)
	return session
}

type identityKey struct{}

// identityIn is the identity of a request that seated has let through.
func identityIn(r *http.Request) hub.Identity {
	identity, _ := r.Context().Value(identityKey{}).(hub.Identity)
	return identity
}

func identityOf(session access.Session) hub.Identity {
	return hub.Identity{
		Workshop: session.Workshop,
		Session:  session.ID,
		Link:     session.Link,
		Member:   session.Member,
		Role:     board.Role(session.Role),
	}
}

// requireSession lets through who holds a session for the workshop of the path. All
// others get one answer, whether the workshop exists or not (protocol rule W5).
func (s *Server) requireSession(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		session, found, err := s.session(r, chi.URLParam(r, "id"))
		switch {
		case err != nil:
			s.fail(w, r, err)
			return
		case !found:
			s.refuse(w, r, board.NoSession)
			return
		}
		n := requestLogOf(r)
		n.workshop, n.member, n.role = session.Workshop, session.Member, board.Role(session.Role)
		session = s.touch(w, r, session)
		identity := identityOf(session)
		if asksToObserve(r) {
			identity.Observes, identity.Team = true, r.URL.Query().Get("team")
		}
		ctx := context.WithValue(r.Context(), sessionKey{}, session)
		next.ServeHTTP(w, r.WithContext(context.WithValue(ctx, identityKey{}, identity)))
	})
}

// checkAdmitted reports whether the holder of the identity may look at the workshop now, or
// answers why not (protocol rule W33). The rooms ask the same when it matters:
// this is so that a refusal has a status.
func (s *Server) checkAdmitted(w http.ResponseWriter, r *http.Request) bool {
	identity := identityIn(r)
	var refusal *board.Refusal
	err := s.rooms.View(r.Context(), identity.Workshop, func(state *board.State) { _, refusal = identity.Viewer(state) })
	switch {
	case err != nil:
		s.fail(w, r, noSessionWhenGone(err))
		return false
	case refusal != nil:
		s.refuse(w, r, refusal.Code)
		return false
	}
	return true
}

// asksToObserve reports whether the request wants to look on and no more. So a
// moderator can open the projector's view in a browser of their own, and it gets
// what everybody may see and nothing else; or what a team sees as well.
func asksToObserve(r *http.Request) bool {
	return r.URL.Query().Get("role") == string(board.Observer)
}

// touch keeps that the session is used today. With the first request of a day
// the browser's cookie begins its life anew too. Nobody is refused because this
// cannot be written: what can be read is read also when the disk is full.
func (s *Server) touch(w http.ResponseWriter, r *http.Request, session access.Session) access.Session {
	session, first, err := s.gate.Touch(r.Context(), session)
	switch {
	case err != nil && r.Context().Err() == nil:
		s.log.Warn("the last use of a session was not kept", slog.Any("error", err))
		s.reportFatal(err)
	case first && bearer(r) == "":
		role := board.Role(session.Role)
		s.cookies.Set(w, session.Workshop, role, s.cookies.Token(r, session.Workshop, role))
	}
	return session
}

// session finds the session of a request: that of its bearer, else that of the
// cookie for the role which the query names, else the strongest (rule W4).
// Whoever holds any session may ask to be an observer with it; see seated.
func (s *Server) session(r *http.Request, workshop string) (access.Session, bool, error) {
	query := r.URL.Query()
	asked := board.Role(query.Get("role"))
	var tokens []string
	if token := bearer(r); token != "" {
		tokens = []string{token}
	} else {
		if asksToObserve(r) && !query.Has("team") { // only a moderator looks on at a team
			tokens = append(tokens, s.cookies.Token(r, workshop, asked))
		}
		for _, role := range access.Roles {
			if !query.Has("role") || asked == role || asksToObserve(r) {
				tokens = append(tokens, s.cookies.Token(r, workshop, role))
			}
		}
	}
	for _, token := range tokens {
		session, found, err := s.gate.ValidSession(r.Context(), token)
		if err != nil {
			return access.Session{}, false, err
		}
		if found && session.Workshop == workshop {
			return session, true, nil
		}
	}
	return access.Session{}, false, nil
}

// requirePermission lets through who may do this. The permission table of the domain
// decides, as it does for commands.
func (s *Server) requirePermission(do string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			identity := identityIn(r)
			var refusal *board.Refusal
			err := s.rooms.View(r.Context(), identity.Workshop, func(state *board.State) {
				refusal = state.May(identity.Actor(), do)
			})
			switch {
			case err != nil:
				s.fail(w, r, noSessionWhenGone(err))
			case refusal != nil:
				s.refuse(w, r, refusal.Code)
			default:
				next.ServeHTTP(w, r)
			}
		})
	}
}
