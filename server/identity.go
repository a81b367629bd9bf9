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

// bearer returns the token of the Authorization header, "" when there is none.
func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// Valid returns the check that the hub makes after it has registered a
// connection. Without the check, a connection could stay open whose link is
// revoked at the same moment.
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

// sessionOf returns the session of a request that requireSession has passed on.
func sessionOf(r *http.Request) access.Session {
	session, _ := r.Context().Value(sessionKey{}).(access.Session)
	return session
}

type identityKey struct{}

// identityIn returns the identity of a request that requireSession has passed
// on.
func identityIn(r *http.Request) hub.Identity {
	identity, _ := r.Context().Value(identityKey{}).(hub.Identity)
	return identity
}

func identityOf(session access.Session) hub.Identity {
	identity := hub.Identity{
		Workshop: session.Workshop,
		Session:  session.ID,
		Link:     session.Link,
		Member:   session.Member,
		Role:     board.Role(session.Role),
	}
	if session.Member != "" {
		identity.Alias = session.Alias
	}
	return identity
}

// requireSession passes on requests with a session for the workshop of the path.
// All others get the same answer, whether the workshop exists or not (protocol
// rule W5).
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

// checkAdmitted reports whether the identity may see the workshop now. When it
// may not, checkAdmitted answers why (protocol rule W33). The hub checks this
// again; this check gives the refusal its HTTP status.
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

// asksToObserve reports whether the request only wants to look on. A moderator
// can open the projector's view in their own browser that way, which receives
// only what everybody may see, or what a team sees.
func asksToObserve(r *http.Request) bool {
	return r.URL.Query().Get("role") == string(board.Observer)
}

// touch records that the session is used today. The first request of a day also
// renews the browser's cookie. When the use cannot be recorded, the request goes
// on: people can read a workshop while the disk is full.
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

// session finds the session of a request: that of the bearer, else that of the
// cookie for the role in the query, else that of the strongest role (rule W4).
// Any session may look on as an observer; see requireSession.
func (s *Server) session(r *http.Request, workshop string) (access.Session, bool, error) {
	query := r.URL.Query()
	asked := board.Role(query.Get("role"))
	var tokens []string
	if token := bearer(r); token != "" {
		tokens = []string{token}
	} else {
		if asksToObserve(r) && !query.Has("team") { // only a moderator may look on at a team
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

// requirePermission passes on requests of actors who may do this. The permission
// table of the domain decides, as it does for commands.
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
