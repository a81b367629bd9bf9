package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"warsztat/server/access"
	"warsztat/server/database/schema"
	"warsztat/server/journal"
)

const (
	linkColumns    = `id, workshop, role, hash, created_millis, expires_millis, revoked, sum`
	sessionColumns = `s.id, s.workshop, s.member, s.role, s.link, s.hash, s.created_millis, s.used_millis, s.sum`
)

// AddLinks implements [access.Store]. It returns [journal.ErrExists] when
// another link has the id or the hash.
func (s *Store) AddLinks(ctx context.Context, links []access.Link) error {
	err := s.transact(ctx, func(ctx context.Context, tx pgx.Tx) error {
		for i := range links {
			l := &links[i]
			_, err := tx.Exec(ctx, `INSERT INTO links (`+linkColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, l.ID, l.Workshop, l.Role, l.Hash,
				l.Created.UnixMilli(), schema.FromExpiry(l.Expires), l.Revoked, new(schema.Digest).Link(l))
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("add links: %w", classify(err, ""))
	}
	return nil
}

// LinkByHash implements [access.Store].
func (s *Store) LinkByHash(ctx context.Context, hash []byte) (access.Link, bool, error) {
	links, err := s.readLinks(ctx, `WHERE hash = $1`, hash)
	if err != nil {
		return access.Link{}, false, fmt.Errorf("find a link: %w", classify(err, ""))
	}
	if len(links) == 0 {
		return access.Link{}, false, nil
	}
	return links[0], true, nil
}

// Links implements [access.Store].
func (s *Store) Links(ctx context.Context, workshop string) ([]access.Link, error) {
	links, err := s.readLinks(ctx, `WHERE workshop = $1 ORDER BY position`, workshop)
	if err != nil {
		return nil, fault(workshop, "list its links", err)
	}
	return links, nil
}

func (s *Store) readLinks(ctx context.Context, where string, arguments ...any) (links []access.Link, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		rows, err := s.pool.Query(ctx, `SELECT `+linkColumns+` FROM links `+where, arguments...)
		if err == nil {
			links, err = collectLinks(rows)
		}
		return err
	})
	return links, err
}

// collectLinks reads and verifies links. It returns the good ones, and a
// *[journal.DamagedError] for the first damaged one.
func collectLinks(rows pgx.Rows) (links []access.Link, err error) {
	defer rows.Close()
	var digest schema.Digest
	var damaged error
	for rows.Next() {
		var l access.Link
		var created, expires, sum int64
		if err := rows.Scan(&l.ID, &l.Workshop, &l.Role, &l.Hash, &created, &expires, &l.Revoked, &sum); err != nil {
			return nil, err
		}
		l.Created, l.Expires = schema.Time(created), schema.Expiry(expires)
		if sum == digest.Link(&l) {
			links = append(links, l)
		} else if damaged == nil {
			damaged = &journal.DamagedError{Workshop: l.Workshop, What: "the checksum of a link is wrong"}
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return links, damaged
}

// RevokeLink implements [access.Store]. Nobody can enter by a damaged link, and
// it must not keep others from being revoked.
func (s *Store) RevokeLink(ctx context.Context, workshop, role string) ([]string, error) {
	var revoked []string
	err := s.transact(ctx, func(ctx context.Context, tx pgx.Tx) error {
		revoked = nil
		rows, err := tx.Query(ctx, `SELECT `+linkColumns+` FROM links WHERE workshop = $1 AND role = $2 AND NOT revoked
			ORDER BY position FOR UPDATE`, workshop, role)
		if err != nil {
			return err
		}
		links, err := collectLinks(rows)
		if err != nil && !isDamage(err) {
			return err
		}
		for _, l := range links {
			l.Revoked = true
			if _, err := tx.Exec(ctx, `UPDATE links SET revoked = true, sum = $2 WHERE id = $1`, l.ID, new(schema.Digest).Link(&l)); err != nil {
				return err
			}
			revoked = append(revoked, l.ID)
		}
		return nil
	})
	if err != nil {
		return nil, fault(workshop, "revoke the links of role "+role, err)
	}
	return revoked, nil
}

// AddSession implements [access.Store]. It returns [journal.ErrExists] when
// another session has the hash.
func (s *Store) AddSession(ctx context.Context, session access.Session) error {
	err := s.transact(ctx, func(ctx context.Context, tx pgx.Tx) error { return putSession(ctx, tx, &session) })
	return fault(session.Workshop, "add session "+session.ID, err)
}

func putSession(ctx context.Context, tx pgx.Tx, x *access.Session) error {
	_, err := tx.Exec(ctx, `INSERT INTO sessions (id, workshop, member, role, link, hash, created_millis, used_millis, sum)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (id) DO UPDATE SET workshop = excluded.workshop, member = excluded.member, role = excluded.role, link = excluded.link,
			hash = excluded.hash, created_millis = excluded.created_millis, used_millis = excluded.used_millis, sum = excluded.sum`,
		x.ID, x.Workshop, x.Member, x.Role, x.Link, x.Hash, x.Created.UnixMilli(), x.Used.UnixMilli(), new(schema.Digest).Session(x))
	return err
}

// TouchSession implements [access.Store]. It compares the checksum, which
// stands for everything that is stored of the session.
func (s *Store) TouchSession(ctx context.Context, session access.Session, used time.Time) error {
	before := new(schema.Digest).Session(&session)
	session.Used = used
	err := s.exec(ctx, `UPDATE sessions SET used_millis = $3, sum = $4 WHERE id = $1 AND sum = $2`,
		session.ID, before, used.UnixMilli(), new(schema.Digest).Session(&session))
	return fault(session.Workshop, "touch session "+session.ID, err)
}

// SessionByHash implements [access.Store].
func (s *Store) SessionByHash(ctx context.Context, hash []byte) (access.Session, bool, error) {
	var row schema.SessionRow
	found, err := s.readRow(ctx, row.Columns(), row.Verify, `SELECT `+sessionColumns+` FROM sessions AS s WHERE hash = $1`, hash)
	if err != nil {
		return access.Session{}, false, fmt.Errorf("find a session: %w", classify(err, ""))
	}
	return row.Session, found, nil
}

// Sessions implements [access.Store].
func (s *Store) Sessions(ctx context.Context, workshop string) (sessions []access.Session, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		sessions = nil
		rows, err := s.pool.Query(ctx, `SELECT `+sessionColumns+` FROM sessions AS s WHERE workshop = $1`, workshop)
		if err != nil {
			return err
		}
		var row schema.SessionRow
		_, err = pgx.ForEachRow(rows, row.Columns(), func() error {
			err := row.Verify()
			sessions = append(sessions, row.Session)
			return err
		})
		return err
	})
	return sessions, fault(workshop, "list its sessions", err)
}

// readRow reads one row, if there is one, and verifies it.
func (s *Store) readRow(ctx context.Context, columns []any, verify func() error, query string, arguments ...any) (found bool, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		found = false
		err := s.pool.QueryRow(ctx, query, arguments...).Scan(columns...)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		if err == nil {
			found = true
			err = verify()
		}
		return err
	})
	return found, err
}

// DeleteSession implements [access.Store].
func (s *Store) DeleteSession(ctx context.Context, id string) error {
	if err := s.exec(ctx, `DELETE FROM sessions WHERE id = $1`, id); err != nil {
		return fmt.Errorf("delete session %s: %w", id, err)
	}
	return nil
}
