package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"warsztat/server/database/schema"
	"warsztat/server/journal"
)

// SaveSnapshot implements [journal.Journal].
func (s *Store) SaveSnapshot(ctx context.Context, workshop string, seq uint64, body []byte, keep []uint64) error {
	kept := make([]int64, len(keep)) // not nil, which would be NULL
	for i, number := range keep {
		kept[i] = int64(number)
	}
	sum := new(schema.Digest).Snapshot(workshop, seq, body)
	err := s.transact(ctx, func(ctx context.Context, tx pgx.Tx) error {
		// The lock lets appends go on and keeps the workshop from being deleted.
		var head int64
		err := tx.QueryRow(ctx, `SELECT head FROM workshops WHERE workshop = $1 FOR KEY SHARE`, workshop).Scan(&head)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return journal.ErrNotFound
		case err != nil:
			return err
		case seq > uint64(head):
			return fmt.Errorf("it is after the head, %d", head)
		}
		if _, err := tx.Exec(ctx, `INSERT INTO snapshots (workshop, seq, body, sum) VALUES ($1, $2, $3, $4)
			ON CONFLICT (workshop, seq) DO UPDATE SET body = excluded.body, sum = excluded.sum`, workshop, int64(seq), notNull(body), sum); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `DELETE FROM snapshots WHERE workshop = $1 AND seq < (
			SELECT seq FROM snapshots WHERE workshop = $1 ORDER BY seq DESC OFFSET 1 LIMIT 1)
			AND seq <> ALL ($2)`, workshop, kept)
		return err
	})
	return fault(workshop, fmt.Sprintf("save the snapshot of %d", seq), err)
}

// Snapshot implements [journal.Journal].
func (s *Store) Snapshot(ctx context.Context, workshop string, at uint64) (seq uint64, body []byte, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		seq, body, err = s.newestSnapshot(ctx, workshop, at)
		return err
	})
	err = fault(workshop, "read the snapshot", err)
	if isDamage(err) {
		return 0, nil, nil // the journal, which has checksums of its own, is replayed instead
	}
	return seq, body, err
}

func (s *Store) newestSnapshot(ctx context.Context, workshop string, at uint64) (uint64, []byte, error) {
	rows, err := s.pool.Query(ctx, `SELECT seq, body, sum FROM snapshots WHERE workshop = $1 AND seq <= $2 ORDER BY seq DESC`, workshop, int64(at))
	if err != nil {
		return 0, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var seq, sum int64
		var body []byte
		if err := rows.Scan(&seq, &body, &sum); err != nil {
			return 0, nil, err
		}
		if sum == new(schema.Digest).Snapshot(workshop, uint64(seq), body) {
			return uint64(seq), body, nil
		}
	}
	return 0, nil, rows.Err()
}

func isDamage(err error) bool {
	var damaged *journal.DamagedError
	return errors.As(err, &damaged)
}
