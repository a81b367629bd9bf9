package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"warsztat/server/database/schema"
	"warsztat/server/journal"
)

const insertEntries = `INSERT INTO entries (workshop, seq, at_millis, member, command, receipt, digest, mark, body, sum)
	SELECT * FROM unnest($1::text[]::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bytea[], $10::bigint[])`

// Create implements [journal.Journal].
func (s *Store) Create(ctx context.Context, workshop string, first []journal.Entry) error {
	err := journal.Check(0, first)
	if err == nil {
		err = s.create(ctx, workshop, first)
	}
	return fault(workshop, "create its journal", err)
}

func (s *Store) create(ctx context.Context, workshop string, first []journal.Entry) error {
	head := uint64(len(first))
	sum := new(schema.Digest).Head(workshop, head)
	var e columns
	e.add(workshop, first, sums(workshop, first))
	return s.transact(ctx, func(ctx context.Context, tx pgx.Tx) error {
		made, err := tx.Exec(ctx, `INSERT INTO workshops (workshop, head, sum) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, workshop, int64(head), sum)
		if err != nil {
			return err
		}
		if made.RowsAffected() == 0 {
			return journal.ErrExists
		}
		// After the insertion, which has waited for a deletion under way.
		var deleting bool
		if err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM deletions WHERE workshop = $1)`, workshop).Scan(&deleting); err != nil {
			return err
		}
		if deleting {
			return journal.ErrExists
		}
		_, err = tx.Exec(ctx, insertEntries, e.arguments()...)
		return err
	})
}
