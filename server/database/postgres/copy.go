package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"warsztat/server/database/schema"
)

// Rows calls each with the rows of all tables, or of one workshop, as they were at one
// moment. They are not verified. What each is given it may keep.
func (s *Store) Rows(ctx context.Context, workshop string, each func(*schema.Table, []any) error) error {
	err := pgx.BeginTxFunc(ctx, s.pool, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, unhurried); err != nil {
			return err
		}
		for _, t := range schema.Tables {
			where, args := "", []any{}
			if workshop != "" {
				if !t.OfWorkshops() {
					continue
				}
				where, args = " WHERE workshop = $1", []any{workshop}
			}
			rows, err := tx.Query(ctx, t.Select(asInSQLite, where), args...)
			if err != nil {
				return err
			}
			for rows.Next() {
				row, err := rows.Values()
				if err == nil {
					err = each(t, row)
				}
				if err != nil {
					rows.Close()
					return err
				}
			}
			if err := rows.Err(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read all rows: %w", classify(err, workshop))
	}
	return nil
}

// asInSQLite writes a column so that its values are texts, whole numbers and bytes.
func asInSQLite(column string) string {
	switch column {
	case "workshop":
		return "workshop::text"
	case "revoked":
		return "revoked::int::bigint"
	}
	return column
}

// Fill makes the tables where they are missing and stores the rows that fill adds, in
// one transaction, under a new epoch. It refuses a database that has workshops, unless
// replace is set, and one that a server uses.
func Fill(ctx context.Context, address string, replace bool, fill func(add func(*schema.Table, []any) error) error) error {
	config, err := configOf(address)
	if err != nil {
		return err
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return err
	}
	defer pool.Close()
	err = pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		if err := makeMigrations(ctx, tx); err != nil {
			return err
		}
		if err := checkUnused(ctx, tx, replace); err != nil {
			return err
		}
		return fillTables(ctx, tx, fill)
	})
	if err == nil || errors.Is(err, ErrInUse) || errors.Is(err, ErrNotEmpty) {
		return err
	}
	return explain(err, config.ConnConfig)
}

// ErrInUse says that servers, or other commands, are connected to the database.
var ErrInUse = errors.New("a server uses this database; stop all of them first")

// ErrNotEmpty says that the database has something that would be lost.
var ErrNotEmpty = errors.New("the database has workshops; to replace them, say --replace")

func checkUnused(ctx context.Context, tx pgx.Tx, replace bool) error {
	var others, workshops int
	err := tx.QueryRow(ctx, `SELECT
		(SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'warsztat' AND pid <> pg_backend_pid()),
		(SELECT count(*) FROM workshops)`).Scan(&others, &workshops)
	switch {
	case err != nil:
		return err
	case others > 0:
		return ErrInUse
	case workshops > 0 && !replace:
		return ErrNotEmpty
	}
	return nil
}

// fillTables streams the rows of one table after the other, in the order in which they
// come.
func fillTables(ctx context.Context, tx pgx.Tx, fill func(add func(*schema.Table, []any) error) error) error {
	for _, t := range schema.Tables {
		where := ""
		if t.Name == "meta" {
			where = " WHERE name <> '" + schema.EpochName + "'"
		}
		if _, err := tx.Exec(ctx, "DELETE FROM "+t.Name+where); err != nil {
			return err
		}
	}
	const batch = 500
	var waiting [][]any
	var of *schema.Table
	bytes := 0
	store := func() error {
		if len(waiting) == 0 {
			return nil
		}
		_, err := tx.CopyFrom(ctx, pgx.Identifier{of.Name}, of.Columns, pgx.CopyFromRows(waiting))
		waiting, bytes = waiting[:0], 0
		return err
	}
	err := fill(func(t *schema.Table, row []any) error {
		if t != of || len(waiting) == batch || bytes > 8<<20 {
			if err := store(); err != nil {
				return err
			}
			of = t
		}
		if t.Name == "meta" && row[0] == schema.EpochName {
			return nil
		}
		for i, column := range t.Columns {
			if n, ok := row[i].(int64); ok && column == "revoked" {
				row[i] = n != 0
			}
			if b, ok := row[i].([]byte); ok {
				bytes += len(b)
			}
		}
		waiting = append(waiting, row)
		return nil
	})
	if err == nil {
		err = store()
	}
	if err != nil {
		return err
	}
	return beginEpoch(ctx, tx)
}

// Size is how long the database is. Its log is the server's.
func (s *Store) Size(ctx context.Context) (database, log int64, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		return s.pool.QueryRow(ctx, `SELECT pg_database_size(current_database())`).Scan(&database)
	})
	return database, 0, err
}
