package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"warsztat/server/access"
	"warsztat/server/database/schema"
)

// AddPass implements [access.Store]. It returns [journal.ErrExists] when another
// pass has the hash. The session is locked, so that it is not deleted meanwhile.
func (s *Store) AddPass(ctx context.Context, pass access.Pass) error {
	err := s.exec(ctx, `INSERT INTO passes (session, link, hash, expires_millis, sum)
		SELECT id, $2, $3, $4, $5 FROM sessions WHERE id = $1 FOR KEY SHARE
		ON CONFLICT (session) DO UPDATE SET link = excluded.link, hash = excluded.hash, expires_millis = excluded.expires_millis, sum = excluded.sum`,
		pass.Session, pass.Link, pass.Hash, pass.Expires.UnixMilli(), new(schema.Digest).Pass(&pass))
	if err != nil {
		return fmt.Errorf("add a pass of session %s: %w", pass.Session, err)
	}
	return nil
}

// PassByHash implements [access.Store].
func (s *Store) PassByHash(ctx context.Context, hash []byte) (access.Pass, access.Session, bool, error) {
	var row schema.PassRow
	found, err := s.readRow(ctx, row.Columns(), row.Verify, `SELECT p.session, p.link, p.hash, p.expires_millis, p.sum, `+sessionColumns+`
		FROM passes AS p JOIN sessions AS s ON s.id = p.session WHERE p.hash = $1`, hash)
	if err != nil {
		return access.Pass{}, access.Session{}, false, fmt.Errorf("find a pass: %w", classify(err, ""))
	}
	return row.Pass, row.Session, found, nil
}

// TakePass implements [access.Store].
func (s *Store) TakePass(ctx context.Context, hash []byte, session access.Session) (bool, error) {
	taken := false
	err := s.transact(ctx, func(ctx context.Context, tx pgx.Tx) error {
		gone, err := tx.Exec(ctx, `DELETE FROM passes WHERE hash = $1`, hash)
		if taken = gone.RowsAffected() > 0; err != nil || !taken {
			return err
		}
		return putSession(ctx, tx, &session)
	})
	if err != nil {
		return false, fault(session.Workshop, "take a pass for session "+session.ID, err)
	}
	return taken, nil
}

// Purge implements [access.Store].
func (s *Store) Purge(ctx context.Context, now, since time.Time) (access.Purged, error) {
	var purged access.Purged
	err := s.transact(ctx, func(ctx context.Context, tx pgx.Tx) error {
		for _, p := range []struct {
			count     *int
			statement string
			before    time.Time
		}{
			{&purged.Passes, `DELETE FROM passes WHERE expires_millis < $1`, now},
			{&purged.Sessions, `DELETE FROM sessions WHERE used_millis < $1`, since},
			// After the sessions, which keep their links.
			{&purged.Links, `DELETE FROM links WHERE (revoked AND created_millis < $1 OR expires_millis > 0 AND expires_millis < $1)
				AND id NOT IN (SELECT link FROM sessions)`, since},
		} {
			gone, err := tx.Exec(ctx, p.statement, p.before.UnixMilli())
			if err != nil {
				return err
			}
			*p.count = int(gone.RowsAffected())
		}
		return nil
	})
	if err != nil {
		return access.Purged{}, fmt.Errorf("purge sessions and links: %w", classify(err, ""))
	}
	return purged, nil
}
