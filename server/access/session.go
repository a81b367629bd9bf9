package access

import (
	"context"
	"fmt"
	"slices"
	"time"
)

const (
	// SessionLife is how long a session lasts when nobody uses it.
	SessionLife = 180 * 24 * time.Hour
	// day is the precision in which the last use is kept: coarse, so that
	// requests are not writes and nobody's habits are recorded.
	day = 24 * time.Hour
)

func today() time.Time { return time.Now().UTC().Truncate(day) }

// expired reports whether the session has lasted its life. The last use may have
// been at the end of its day.
func (s Session) expired() bool { return time.Since(s.Used) > SessionLife+day }

// Enter opens a session for a member who came by this entry and returns its token,
// which nobody but the receiver holds from now on. It fails with ErrNoEntry
// when somebody else was faster to use the same pass.
func (g *Gate) Enter(ctx context.Context, entry Entry, member string) (token string, session Session, err error) {
	token = newSecret()
	session = Session{
		ID:       NewID(),
		Workshop: entry.Workshop,
		Member:   member,
		Role:     string(entry.Grants()),
		Link:     entry.ID,
		Hash:     hashOf(token),
		Created:  now(),
		Used:     today(),
	}
	if err := g.addSession(ctx, entry, session); err != nil {
		return "", Session{}, fmt.Errorf("workshop %s: add a session: %w", entry.Workshop, err)
	}
	return token, session, nil
}

// Return lets a known session in again, by an entry into the same workshop and
// role: the token stays, the life starts anew, and from now on the session
// stands and falls with this link. Errors as Enter.
func (g *Gate) Return(ctx context.Context, session Session, entry Entry) (Session, error) {
	session.Link, session.Created, session.Used = entry.ID, now(), today()
	if err := g.addSession(ctx, entry, session); err != nil {
		return Session{}, fmt.Errorf("workshop %s: return to a session: %w", entry.Workshop, err)
	}
	return session, nil
}

// addSession stores a session, in exchange for the pass when it came by one.
func (g *Gate) addSession(ctx context.Context, entry Entry, session Session) error {
	if entry.pass == nil {
		return g.store.AddSession(ctx, session)
	}
	taken, err := g.store.TakePass(ctx, entry.pass, session)
	if err == nil && !taken {
		return ErrNoEntry
	}
	return err
}

// Touch keeps that a session is used today. It writes at most once a day: first
// says that this was the first use of the day.
func (g *Gate) Touch(ctx context.Context, session Session) (touched Session, first bool, err error) {
	used := today()
	if !session.Used.Before(used) {
		return session, false, nil
	}
	if err := g.store.TouchSession(ctx, session, used); err != nil {
		return session, false, fmt.Errorf("touch a session: %w", err)
	}
	session.Used = used
	return session, true, nil
}

// KnownSession finds the session of a token, also one whose link was revoked since:
// it still tells who the holder is, so that a person who comes back by a new
// link stays the same person. It lets nobody in by itself; see ValidSession.
func (g *Gate) KnownSession(ctx context.Context, token string) (Session, bool, error) {
	if !isSecret(token) {
		return Session{}, false, nil
	}
	session, found, err := g.store.SessionByHash(ctx, hashOf(token))
	if err != nil {
		return Session{}, false, fmt.Errorf("look up a session: %w", err)
	}
	if !found || session.expired() {
		return Session{}, false, nil
	}
	return session, true, nil
}

// ValidSession finds the session of a token. It is not found when its link was
// revoked or its life is over. An expired link ends no session: it only lets
// nobody in any more.
func (g *Gate) ValidSession(ctx context.Context, token string) (Session, bool, error) {
	session, found, err := g.KnownSession(ctx, token)
	if err != nil || !found {
		return Session{}, false, err
	}
	admitted, err := g.linkHolds(ctx, session)
	if err != nil || !admitted {
		return Session{}, false, err
	}
	return session, true, nil
}

// StillValid reports whether a session that was found before still lets its holder
// in at this moment.
func (g *Gate) StillValid(ctx context.Context, session Session) (bool, error) {
	now, found, err := g.store.SessionByHash(ctx, session.Hash)
	if err != nil {
		return false, fmt.Errorf("look up a session: %w", err)
	}
	if !found || now.ID != session.ID {
		return false, nil
	}
	return g.linkHolds(ctx, now)
}

func (g *Gate) linkHolds(ctx context.Context, session Session) (bool, error) {
	_, admitted, err := g.linkOf(ctx, session)
	return admitted, err
}

// linkOf finds the link that a session stands and falls with, unless it was
// revoked.
func (g *Gate) linkOf(ctx context.Context, session Session) (Link, bool, error) {
	links, err := g.store.Links(ctx, session.Workshop)
	if err != nil {
		return Link{}, false, fmt.Errorf("workshop %s: list links: %w", session.Workshop, err)
	}
	i := slices.IndexFunc(links, func(l Link) bool { return l.ID == session.Link && !l.Revoked })
	if i < 0 {
		return Link{}, false, nil
	}
	return links[i], true, nil
}

// Leave ends a session.
func (g *Gate) Leave(ctx context.Context, session string) error {
	if err := g.store.DeleteSession(ctx, session); err != nil {
		return fmt.Errorf("delete a session: %w", err)
	}
	return nil
}

// Purge forgets the sessions that nobody has used for their whole life, the
// passes that have expired, and the links that have been dead for as long and
// that nobody came by who may come back. It may run at any time.
func (g *Gate) Purge(ctx context.Context) (Purged, error) {
	purged, err := g.store.Purge(ctx, now(), now().Add(-SessionLife-day))
	if err != nil {
		return Purged{}, fmt.Errorf("purge old sessions and links: %w", err)
	}
	return purged, nil
}
