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
	// day is the precision of a session's last use. It is coarse, so that not every
	// request is a write and nobody's habits are recorded.
	day = 24 * time.Hour
)

func today() time.Time { return time.Now().UTC().Truncate(day) }

// expired reports whether the session was unused for too long. The last use may
// have been at the end of its day.
func (s Session) expired() bool { return time.Since(s.Used) > SessionLife+day }

// Enter opens a session for a member and returns its token, which only the
// receiver has. It fails with ErrNoEntry when another device was faster to use
// the same pass.
func (g *Gate) Enter(ctx context.Context, entry Entry, member string) (token string, session Session, err error) {
	token = withAlias(newSecret(), entry.alias)
	session = Session{
		ID:       NewID(),
		Workshop: entry.Workshop,
		Member:   member,
		Role:     string(entry.Grants()),
		Link:     entry.ID,
		Hash:     hashOf(token),
		Created:  now(),
		Used:     today(),
		Alias:    aliasOf(token),
	}
	if err := g.addSession(ctx, entry, session); err != nil {
		return "", Session{}, fmt.Errorf("workshop %s: add a session: %w", entry.Workshop, err)
	}
	return token, session, nil
}

// Return renews a known session by an entry into the same workshop and role. The
// token stays and the life of the session begins again. From now on the session
// ends when this link is revoked. Return fails as Enter does.
func (g *Gate) Return(ctx context.Context, session Session, entry Entry) (Session, error) {
	session.Link, session.Created, session.Used = entry.ID, now(), today()
	if err := g.addSession(ctx, entry, session); err != nil {
		return Session{}, fmt.Errorf("workshop %s: return to a session: %w", entry.Workshop, err)
	}
	return session, nil
}

// addSession stores a session, in exchange for a pass when the entry is by one.
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

// Touch records that a session is used today. It writes once a day at most:
// first says that this is the first use of the day.
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

// KnownSession finds the session of a token, even when its link was revoked. A
// revoked session still tells which member comes back by a new link, but does
// not let them in; see ValidSession.
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
	session.Alias = aliasOf(token)
	return session, true, nil
}

// ValidSession finds the session of a token. It finds none when the link of the
// session was revoked or its life is over. An expired link does not end
// sessions: it only lets nobody else in.
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

// StillValid reports whether a session that was found before is still valid.
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

// ValidSessions returns the ids of the sessions of a workshop whose links hold.
func (g *Gate) ValidSessions(ctx context.Context, workshop string) (map[string]bool, error) {
	sessions, err := g.store.Sessions(ctx, workshop)
	if err != nil {
		return nil, fmt.Errorf("workshop %s: list sessions: %w", workshop, err)
	}
	links, err := g.store.Links(ctx, workshop)
	if err != nil {
		return nil, fmt.Errorf("workshop %s: list links: %w", workshop, err)
	}
	holds := map[string]bool{}
	for _, l := range links {
		holds[l.ID] = !l.Revoked
	}
	valid := map[string]bool{}
	for _, s := range sessions {
		if holds[s.Link] && !s.expired() {
			valid[s.ID] = true
		}
	}
	return valid, nil
}

func (g *Gate) linkHolds(ctx context.Context, session Session) (bool, error) {
	_, admitted, err := g.linkOf(ctx, session)
	return admitted, err
}

// linkOf finds the link of a session, unless the link was revoked.
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

// Purge removes sessions that nobody has used for a whole life, passes that have
// expired, and links that are dead for as long and that no stored session
// belongs to. It may run at any time.
func (g *Gate) Purge(ctx context.Context) (Purged, error) {
	purged, err := g.store.Purge(ctx, now(), now().Add(-SessionLife-day))
	if err != nil {
		return Purged{}, fmt.Errorf("purge old sessions and links: %w", err)
	}
	return purged, nil
}
