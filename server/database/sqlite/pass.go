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

// AddPass implements [access.Store]. It returns [journal.ErrExists] when another
// pass has the hash.
func (s *Store) AddPass(ctx context.Context, pass access.Pass) error {
	err := s.write(ctx, &write{
		entries: 1,
		run: func(ws *writeStatements) error {
			_, err := ws.putPass.Exec(pass.Session, pass.Link, pass.Hash, pass.Expires.UnixMilli(), ws.sums.Pass(&pass))
			if unique, _ := violates(err); unique {
				return journal.ErrExists
			}
			return err
		},
	})
	if err != nil {
		return fmt.Errorf("add a pass of session %s: %w", pass.Session, err)
	}
	return nil
}

// PassByHash implements [access.Store].
func (s *Store) PassByHash(ctx context.Context, hash []byte) (access.Pass, access.Session, bool, error) {
	var row schema.PassRow
	found, err := queryRow(ctx, s.readStatements.passByHash, []any{hash}, row.Columns()...)
	if err == nil && found {
		err = row.Verify()
	}
	if err != nil {
		return access.Pass{}, access.Session{}, false, fmt.Errorf("find a pass: %w", classify(err, "", 0))
	}
	return row.Pass, row.Session, found, nil
}

// TakePass implements [access.Store].
func (s *Store) TakePass(ctx context.Context, hash []byte, session access.Session) (bool, error) {
	taken := false
	err := s.write(ctx, &write{
		workshop: session.Workshop,
		entries:  1,
		run: func(ws *writeStatements) error {
			n, err := rowsAffected(ws.deletePass.Exec(hash))
			taken = n > 0
			if err != nil || !taken {
				return err
			}
			return ws.storeSession(&session)
		},
	})
	if err != nil {
		return false, fmt.Errorf("take a pass for session %s: %w", session.ID, err)
	}
	return taken, nil
}

// Purge implements [access.Store]. What was stored is overwritten, as by
// [Store.Delete].
func (s *Store) Purge(ctx context.Context, now, since time.Time) (access.Purged, error) {
	var purged access.Purged
	w := &write{}
	w.run = func(ws *writeStatements) (err error) {
		purged = access.Purged{}
		if purged.Passes, err = deleteBefore(ws.purgePasses, now); err != nil {
			return err
		}
		if purged.Sessions, err = deleteBefore(ws.purgeSessions, since); err != nil {
			return err
		}
		// After the sessions, which keep their links.
		purged.Links, err = deleteBefore(ws.purgeLinks, since)
		w.eraseLog = purged != access.Purged{}
		return err
	}
	if err := s.write(ctx, w); err != nil {
		return access.Purged{}, fmt.Errorf("purge sessions and links: %w", err)
	}
	return purged, nil
}

// deleteBefore runs a statement that deletes the rows older than a time, and
// returns their number.
func deleteBefore(stmt *sql.Stmt, before time.Time) (int, error) {
	n, err := rowsAffected(stmt.Exec(before.UnixMilli()))
	return int(n), err
}
