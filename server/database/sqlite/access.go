package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"warsztat/server/access"
	"warsztat/server/database/schema"
	"warsztat/server/journal"
)

// AddLinks implements [access.Store]. It returns [journal.ErrExists] when
// another link has the id or the hash.
func (s *Store) AddLinks(ctx context.Context, links []access.Link) error {
	err := s.write(ctx, &write{
		entries: len(links),
		run: func(ws *writeStatements) error {
			for i := range links {
				l := &links[i]
				_, err := ws.insertLink.Exec(l.ID, l.Workshop, l.Role, l.Hash, l.Created.UnixMilli(), schema.FromExpiry(l.Expires),
					l.Revoked, ws.sums.Link(l))
				if unique, _ := violates(err); unique {
					return fmt.Errorf("link %s: %w", l.ID, journal.ErrExists)
				}
				if err != nil {
					return err
				}
			}
			return nil
		},
	})
	if err != nil {
		return fmt.Errorf("add links: %w", err)
	}
	return nil
}

// LinkByHash implements [access.Store].
func (s *Store) LinkByHash(ctx context.Context, hash []byte) (access.Link, bool, error) {
	links, err := readLinks(ctx, s.readStatements.linkByHash, hash)
	if err != nil {
		return access.Link{}, false, fmt.Errorf("find a link: %w", classify(err, "", 0))
	}
	if len(links) == 0 {
		return access.Link{}, false, nil
	}
	return links[0], true, nil
}

// Links implements [access.Store].
func (s *Store) Links(ctx context.Context, workshop string) ([]access.Link, error) {
	links, err := readLinks(ctx, s.readStatements.links, workshop)
	if err != nil {
		return nil, fmt.Errorf("workshop %s: list its links: %w", workshop, classify(err, workshop, 0))
	}
	return links, nil
}

// RevokeLink implements [access.Store]. Nobody can enter by a damaged
// link, and it must not keep others from being revoked.
func (s *Store) RevokeLink(ctx context.Context, workshop, role string) ([]string, error) {
	var revoked []string
	err := s.write(ctx, &write{
		workshop: workshop,
		run: func(ws *writeStatements) error {
			revoked = nil
			links, err := readLinks(context.Background(), ws.liveLinks, workshop, role)
			if err != nil && !isDamage(err) {
				return err
			}
			for _, l := range links {
				l.Revoked = true
				if _, err := ws.revokeLink.Exec(ws.sums.Link(&l), l.ID); err != nil {
					return err
				}
				revoked = append(revoked, l.ID)
			}
			return nil
		},
	})
	if err != nil {
		return nil, fmt.Errorf("workshop %s: revoke the links of role %s: %w", workshop, role, err)
	}
	return revoked, nil
}

// AddSession implements [access.Store]. It returns [journal.ErrExists] when
// another session has the hash.
func (s *Store) AddSession(ctx context.Context, session access.Session) error {
	err := s.write(ctx, &write{
		workshop: session.Workshop,
		entries:  1,
		run: func(ws *writeStatements) error {
			return ws.storeSession(&session)
		},
	})
	if err != nil {
		return fmt.Errorf("add session %s: %w", session.ID, err)
	}
	return nil
}

func (ws *writeStatements) storeSession(x *access.Session) error {
	_, err := ws.putSession.Exec(x.ID, x.Workshop, x.Member, x.Role, x.Link, x.Hash,
		x.Created.UnixMilli(), x.Used.UnixMilli(), ws.sums.Session(x))
	if unique, _ := violates(err); unique {
		return journal.ErrExists
	}
	return err
}

// TouchSession implements [access.Store]. It compares the checksum, which
// stands for everything that is stored of the session.
func (s *Store) TouchSession(ctx context.Context, session access.Session, used time.Time) error {
	err := s.write(ctx, &write{
		workshop: session.Workshop,
		entries:  1,
		run: func(ws *writeStatements) error {
			before := ws.sums.Session(&session)
			touched := session
			touched.Used = used
			_, err := ws.touchSession.Exec(used.UnixMilli(), ws.sums.Session(&touched), session.ID, before)
			return err
		},
	})
	if err != nil {
		return fmt.Errorf("touch session %s: %w", session.ID, err)
	}
	return nil
}

// SessionByHash implements [access.Store].
func (s *Store) SessionByHash(ctx context.Context, hash []byte) (access.Session, bool, error) {
	var row schema.SessionRow
	found, err := queryRow(ctx, s.readStatements.sessionByHash, []any{hash}, row.Columns()...)
	if err == nil && found {
		err = row.Verify()
	}
	if err != nil {
		return access.Session{}, false, fmt.Errorf("find a session: %w", classify(err, "", 0))
	}
	return row.Session, found, nil
}

// Sessions implements [access.Store].
func (s *Store) Sessions(ctx context.Context, workshop string) ([]access.Session, error) {
	sessions, err := readSessions(ctx, s.readStatements.sessions, workshop)
	if err != nil {
		return nil, fmt.Errorf("workshop %s: list its sessions: %w", workshop, classify(err, workshop, 0))
	}
	return sessions, nil
}

func readSessions(ctx context.Context, stmt *sql.Stmt, workshop string) (sessions []access.Session, err error) {
	rows, err := stmt.QueryContext(ctx, workshop)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var row schema.SessionRow
		if err := scan(ctx, rows, row.Columns()...); err != nil {
			return nil, err
		}
		if err := row.Verify(); err != nil {
			return nil, err
		}
		sessions = append(sessions, row.Session)
	}
	return sessions, rows.Err()
}

// DeleteSession implements [access.Store].
func (s *Store) DeleteSession(ctx context.Context, id string) error {
	err := s.write(ctx, &write{run: func(ws *writeStatements) error {
		_, err := ws.deleteSession.Exec(id)
		return err
	}})
	if err != nil {
		return fmt.Errorf("delete session %s: %w", id, err)
	}
	return nil
}

// readLinks reads and verifies links. It returns the good ones, and a
// *[journal.DamagedError] for the first damaged one.
func readLinks(ctx context.Context, stmt *sql.Stmt, args ...any) (links []access.Link, err error) {
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var sums schema.Digest
	var damaged error
	for rows.Next() {
		var l access.Link
		var created, expires, revoked, sum int64
		if err := scan(ctx, rows, &l.ID, &l.Workshop, &l.Role, &l.Hash, &created, &expires, &revoked, &sum); err != nil {
			return nil, err
		}
		l.Created, l.Expires, l.Revoked = schema.Time(created), schema.Expiry(expires), revoked != 0
		if sum == sums.Link(&l) {
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
