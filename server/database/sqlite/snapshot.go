package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"warsztat/server/database/schema"
	"warsztat/server/journal"
)

// SaveSnapshot implements [journal.Journal].
func (s *Store) SaveSnapshot(ctx context.Context, workshop string, seq uint64, body []byte, keep []uint64) error {
	if body == nil {
		body = []byte{} // nil would be NULL
	}
	kept, err := json.Marshal(append([]uint64{}, keep...)) // no list would be null
	if err != nil {
		return err
	}
	sum := new(schema.Digest).Snapshot(workshop, seq, body) // here, so that the writer does not wait for it
	err = s.write(ctx, &write{
		workshop: workshop,
		bytes:    len(body),
		run: func(ws *writeStatements) error {
			head, err := readHead(context.Background(), ws.readHead, ws.orphaned, workshop, &ws.sums)
			if errors.Is(err, journal.ErrNotFound) {
				return unchanged{err}
			}
			if err != nil {
				return err
			}
			if seq > head {
				return unchanged{fmt.Errorf("it is after the head, %d", head)}
			}
			if _, err := ws.saveSnapshot.Exec(workshop, int64(seq), body, sum); err != nil {
				return err
			}
			_, err = ws.pruneSnapshots.Exec(workshop, string(kept))
			return err
		},
	})
	if err != nil {
		return fmt.Errorf("workshop %s: save the snapshot of %d: %w", workshop, seq, err)
	}
	return nil
}

// Snapshot implements [journal.Journal].
func (s *Store) Snapshot(ctx context.Context, workshop string, at uint64) (seq uint64, body []byte, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		seq, body, err = s.newestSnapshot(ctx, tx, workshop, at)
		return err
	})
	if isDamage(classify(err, workshop, 0)) {
		return 0, nil, nil // the journal, which has checksums of its own, is replayed instead
	}
	if err != nil {
		return 0, nil, fmt.Errorf("workshop %s: read the snapshot: %w", workshop, classify(err, workshop, 0))
	}
	return seq, body, nil
}

func (s *Store) newestSnapshot(ctx context.Context, tx *sql.Tx, workshop string, at uint64) (uint64, []byte, error) {
	// The numbers are read first: a body that cannot be read must not hide the others.
	rows, err := tx.StmtContext(ctx, s.readStatements.snapshots).QueryContext(ctx, workshop, int64(at))
	if err != nil {
		return 0, nil, err
	}
	defer rows.Close()
	var numbers []int64
	for rows.Next() {
		var seq int64
		if err := scan(ctx, rows, &seq); err != nil {
			return 0, nil, err
		}
		numbers = append(numbers, seq)
	}
	if err := rows.Err(); err != nil {
		return 0, nil, err
	}
	for _, seq := range numbers {
		var body []byte
		var sum int64
		found, err := queryRow(ctx, tx.StmtContext(ctx, s.readStatements.snapshot), []any{workshop, seq}, &body, &sum)
		if err != nil && !isDamage(classify(err, workshop, 0)) {
			return 0, nil, err
		}
		if err == nil && found && sum == new(schema.Digest).Snapshot(workshop, uint64(seq), body) {
			return uint64(seq), body, nil
		}
	}
	return 0, nil, nil
}

func isDamage(err error) bool {
	var damaged *journal.DamagedError
	return errors.As(err, &damaged)
}
