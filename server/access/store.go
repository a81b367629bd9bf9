package access

import (
	"context"
	"time"
)

// Link lets people into a workshop: a secret link of a role, or the join code of
// the participants. Only the hash of the secret is kept.
type Link struct {
	ID       string
	Workshop string // a UUID
	Role     string // any text for the store; Roles and Link.Grants give it its meaning
	Hash     []byte // SHA-256 of the secret, unique among all links
	Created  time.Time
	Expires  time.Time // zero: never
	Revoked  bool
}

// Session is one browser (or program) that has entered a workshop in a role.
// Only the hash of its token is kept.
type Session struct {
	ID       string
	Workshop string
	Member   string
	Role     string
	Link     string // the id of its link
	Hash     []byte // SHA-256 of the token, unique among all sessions
	Created  time.Time
	Used     time.Time // the day of its last use, UTC

	Alias string // see aliasOf; it follows from the token and is never stored
}

// Pass lets the member of a session enter once on one more device. Only the hash
// of its secret is kept. A session has one pass at most, and the pass ends with
// its session.
type Pass struct {
	Session string // the id of the session that asked for it
	Link    string // the link of that session at that time
	Hash    []byte // SHA-256 of the secret, unique among all passes
	Expires time.Time
}

// Store keeps links, sessions, passes and a few settings. Each method is one
// transaction, durable when it returns, and safe for concurrent use. Times are
// kept to the millisecond, in UTC.
type Store interface {
	// AddLinks stores all of these links or none.
	AddLinks(ctx context.Context, links []Link) error
	// LinkByHash finds a link, even a revoked or expired one.
	LinkByHash(ctx context.Context, hash []byte) (Link, bool, error)
	// Links lists the links of a workshop in the order in which they were added,
	// revoked and expired ones too. A workshop may have none.
	Links(ctx context.Context, workshop string) ([]Link, error)
	// RevokeLink revokes every link of the workshop with exactly this role and
	// returns the ids of the links that were not revoked before. It does not change
	// sessions.
	RevokeLink(ctx context.Context, workshop, role string) ([]string, error)
	// AddSession stores a session. It replaces a stored session with the same ID.
	AddSession(ctx context.Context, session Session) error
	// SessionByHash finds a session, even when its link is revoked.
	SessionByHash(ctx context.Context, hash []byte) (Session, bool, error)
	// Sessions lists the sessions of a workshop, also those whose link is revoked.
	Sessions(ctx context.Context, workshop string) ([]Session, error)
	// TouchSession sets the day of the last use of a session. It does nothing unless
	// the stored session equals the given one.
	TouchSession(ctx context.Context, session Session, used time.Time) error
	// DeleteSession removes a session and its pass. An unknown session is not an
	// error.
	DeleteSession(ctx context.Context, id string) error
	// AddPass stores a pass. It replaces an earlier pass of its session.
	AddPass(ctx context.Context, pass Pass) error
	// PassByHash finds a pass, even an expired one, and its session. It does not
	// find a pass whose session was removed.
	PassByHash(ctx context.Context, hash []byte) (Pass, Session, bool, error)
	// TakePass removes a pass and stores the session that it is exchanged for, as
	// AddSession does. When several callers take a pass at the same moment, one gets
	// true; for the others nothing happens.
	TakePass(ctx context.Context, hash []byte, session Session) (bool, error)
	// Purge removes the passes that expired before now and the sessions that were
	// not used since. It removes the links without a session that expired before
	// since, or that were made before since and are revoked.
	Purge(ctx context.Context, now, since time.Time) (Purged, error)
	// Setting returns a named value.
	Setting(ctx context.Context, name string) (value string, found bool, err error)
	// SetSetting stores a named value. It replaces an earlier one.
	SetSetting(ctx context.Context, name, value string) error
}

// Purged counts what a purge has removed.
type Purged struct{ Passes, Sessions, Links int }
