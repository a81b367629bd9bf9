package schema

import (
	"warsztat/server/access"
	"warsztat/server/journal"
)

// SessionRow is a session as it is read: id, workshop, member, role, link, hash,
// created_millis, used_millis, sum.
type SessionRow struct {
	Session            access.Session
	created, used, sum int64
}

// Columns are where a row is scanned into.
func (r *SessionRow) Columns() []any {
	x := &r.Session
	return []any{&x.ID, &x.Workshop, &x.Member, &x.Role, &x.Link, &x.Hash, &r.created, &r.used, &r.sum}
}

// Verify completes what was read, and compares it with its checksum.
func (r *SessionRow) Verify() error {
	r.Session.Created, r.Session.Used = Time(r.created), Time(r.used)
	if r.sum != new(Digest).Session(&r.Session) {
		return &journal.DamagedError{Workshop: r.Session.Workshop, What: "the checksum of a session is wrong"}
	}
	return nil
}

// PassRow is a pass as it is read, with its session after it: session, link, hash,
// expires_millis, sum.
type PassRow struct {
	SessionRow
	Pass         access.Pass
	expires, sum int64
}

// Columns are where a row is scanned into.
func (r *PassRow) Columns() []any {
	p := &r.Pass
	return append([]any{&p.Session, &p.Link, &p.Hash, &r.expires, &r.sum}, r.SessionRow.Columns()...)
}

// Verify completes what was read, and compares both with their checksums.
func (r *PassRow) Verify() error {
	r.Pass.Expires = Time(r.expires)
	if err := r.SessionRow.Verify(); err != nil {
		return err
	}
	if r.sum != new(Digest).Pass(&r.Pass) {
		return &journal.DamagedError{Workshop: r.Session.Workshop, What: "the checksum of a pass is wrong"}
	}
	return nil
}
