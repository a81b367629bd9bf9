package access

import (
	"context"
	"time"
)

// Link lets people into a workshop: a secret link of a role, or the join code of
// the participants. Only the hash of the secret is kept.
type Link struct {
	ID       string
	Workshop string
	Role     string // free text for the store; the roles are in link.go
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
	Link     string // the id of the link it entered by
	Hash     []byte // SHA-256 of the token, unique among all sessions
	Created  time.Time
	Used     time.Time // the day of its last use, UTC
}

// Pass lets the member of a session in on one further device, once. Only the
// hash of its secret is kept. A session has one pass at most, and a pass is
// gone when its session is.
type Pass struct {
	Session string // the id of the session it was made from
	Link    string // the link by which that session had come then
	Hash    []byte // SHA-256 of the secret, unique among all passes
	Expires time.Time
}

// Store keeps links, sessions and a handful of settings. Each method is one
// transaction, durable when it returns, and safe for concurrent use. Times
// are kept to the millisecond, in UTC.
type Store interface {
	// AddLinks stores all of these links or none.
	AddLinks(ctx context.Context, links []Link) error
	// LinkByHash finds a link, revoked and expired ones too: the caller judges.
	LinkByHash(ctx context.Context, hash []byte) (Link, bool, error)
	// Links lists the links of a workshop in the order in which they were
	// added, revoked and expired ones too; none is no error.
	Links(ctx context.Context, workshop string) ([]Link, error)
	// RevokeLink revokes every link of the workshop with exactly this role
	// and returns the ids of those that were not revoked before. It leaves
	// the sessions where they are.
	RevokeLink(ctx context.Context, workshop, role string) ([]string, error)
	// AddSession stores a session; a stored one with the same ID is replaced.
	AddSession(ctx context.Context, session Session) error
	// SessionByHash finds a session, whatever became of its link.
	SessionByHash(ctx context.Context, hash []byte) (Session, bool, error)
	// TouchSession sets the day of the last use of a session, if it is still
	// stored as it is given here; if not, it does nothing.
	TouchSession(ctx context.Context, session Session, used time.Time) error
	// DeleteSession forgets a session and its pass; an unknown one is no error.
	DeleteSession(ctx context.Context, id string) error
	// AddPass stores a pass in place of an earlier one of its session.
	AddPass(ctx context.Context, pass Pass) error
	// PassByHash finds a pass, expired ones too, and the session it was made
	// from. A pass whose session is gone is not found.
	PassByHash(ctx context.Context, hash []byte) (Pass, Session, bool, error)
	// TakePass forgets a pass and stores the session that it was exchanged
	// for, as AddSession does. Of several who take it at the same moment one
	// is told true; to the others nothing happens.
	TakePass(ctx context.Context, hash []byte, session Session) (bool, error)
	// Purge forgets the passes that expired before now, the sessions that were
	// not used since, and the links that no session came by any more and that
	// expired before since, or were made before since and are revoked.
	Purge(ctx context.Context, now, since time.Time) (Purged, error)
	// Setting reads a named value.
	Setting(ctx context.Context, name string) (value string, found bool, err error)
	// SetSetting stores a named value, replacing an earlier one.
	SetSetting(ctx context.Context, name, value string) error
}

// Purged counts what a purge has forgotten.
type Purged struct{ Passes, Sessions, Links int }
