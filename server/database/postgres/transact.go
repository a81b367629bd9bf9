package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// errInProgress says that the server has not yet ended a transaction.
var errInProgress = errors.New("the transaction has not ended")

// transact runs do in a transaction, and again in a new one when that one was
// lost, so do first resets what it hands to the caller. It returns nil only when
// everything is durable. When ctx ends before the commit nothing is stored; a
// commit that was sent is waited for.
func (s *Store) transact(ctx context.Context, do func(context.Context, pgx.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return retry(ctx, attemptTime, func(attempt context.Context) error {
		tx, err := s.pool.Begin(attempt)
		if err != nil {
			return err
		}
		defer tx.Rollback(attempt) // does nothing after the commit
		if err := do(attempt, tx); err != nil {
			return err
		}
		var id string
		if err := tx.QueryRow(attempt, `SELECT pg_current_xact_id()::text`).Scan(&id); err != nil {
			return err
		}
		whole := context.WithoutCancel(ctx)
		last, cancel := context.WithTimeout(whole, attemptTime)
		defer cancel()
		if err = tx.Commit(last); !passing(err) {
			return err
		}
		committed, settled := s.committed(whole, id)
		if settled != nil {
			return fmt.Errorf("it is not known whether it was stored: %v, then %v", err, settled) // not passing
		}
		if committed {
			return nil
		}
		return err
	})
}

// committed says what became of a transaction whose commit has no answer. The
// server ends one whose connection is silent after a few seconds.
func (s *Store) committed(ctx context.Context, id string) (committed bool, err error) {
	err = retry(ctx, attemptTime, func(ctx context.Context) error {
		var status string
		if err := s.pool.QueryRow(ctx, `SELECT pg_xact_status($1::text::xid8)`, id).Scan(&status); err != nil {
			return err
		}
		if status == "in progress" {
			return errInProgress
		}
		committed = status == "committed"
		return nil
	})
	return committed, err
}
