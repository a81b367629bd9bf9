package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"warsztat/server/journal"
)

// deletionEntries is how many entries one transaction removes, so that deleting
// a long journal stays within the time of a statement.
const deletionEntries = 500

// Delete implements [journal.Journal]; it deletes links and sessions too. Once
// it has begun it does not stop for ctx. Postgres removes what was stored from
// its files when it vacuums the tables.
func (s *Store) Delete(ctx context.Context, workshop string) error {
	more := false
	err := s.transact(ctx, func(ctx context.Context, tx pgx.Tx) (err error) {
		more, err = deleteFirst(ctx, tx, workshop)
		return err
	})
	if err == nil && more {
		err = s.deleteRest(context.WithoutCancel(ctx), workshop)
	}
	return fault(workshop, "delete", err)
}

// deleteFirst removes everything but the entries, and a first batch of them. If
// more are left, a row in deletions says so.
func deleteFirst(ctx context.Context, tx pgx.Tx, workshop string) (more bool, err error) {
	begun, err := tx.Exec(ctx, `INSERT INTO deletions (workshop) VALUES ($1) ON CONFLICT DO NOTHING`, workshop)
	if err != nil {
		return false, err
	}
	existed := begun.RowsAffected() == 0                                            // then an interrupted deletion goes on
	for _, table := range []string{"workshops", "snapshots", "sessions", "links"} { // the workshop first: its row is locked by appends
		gone, err := tx.Exec(ctx, `DELETE FROM `+table+` WHERE workshop = $1`, workshop)
		if err != nil {
			return false, err
		}
		existed = existed || gone.RowsAffected() > 0
	}
	n, err := deleteBatch(ctx, tx, workshop)
	if err == nil && n == 0 && !existed {
		err = journal.ErrNotFound
	}
	return n == deletionEntries, err
}

// deleteRest removes the entries that are left.
func (s *Store) deleteRest(ctx context.Context, workshop string) error {
	for n := int64(deletionEntries); n == deletionEntries; {
		err := s.transact(ctx, func(ctx context.Context, tx pgx.Tx) (err error) {
			n, err = deleteBatch(ctx, tx, workshop)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// deleteBatch removes a batch of the entries, and with the last of them the row
// that says that they are being deleted. That row is locked: two instances may
// both complete a deletion, and after it the workshop may be founded again.
func deleteBatch(ctx context.Context, tx pgx.Tx, workshop string) (int64, error) {
	locked, err := tx.Exec(ctx, `SELECT FROM deletions WHERE workshop = $1 FOR UPDATE`, workshop)
	if err != nil || locked.RowsAffected() == 0 {
		return 0, err
	}
	gone, err := tx.Exec(ctx, `DELETE FROM entries WHERE workshop = $1 AND seq IN (
		SELECT seq FROM entries WHERE workshop = $1 ORDER BY seq LIMIT $2)`, workshop, deletionEntries)
	if err != nil || gone.RowsAffected() == deletionEntries {
		return gone.RowsAffected(), err
	}
	_, err = tx.Exec(ctx, `DELETE FROM deletions WHERE workshop = $1`, workshop)
	return gone.RowsAffected(), err
}

// resumeDeletions completes the deletions that an earlier process has begun.
func (s *Store) resumeDeletions(ctx context.Context) error {
	workshops, err := s.readTexts(ctx, `SELECT workshop FROM deletions`)
	for _, workshop := range workshops {
		if err == nil {
			err = fault(workshop, "complete its deletion", s.deleteRest(ctx, workshop))
		}
	}
	return err
}
