package postgres

import (
	"context"
	"embed"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"warsztat/server/database/schema"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrationLock is the advisory lock of the instance that makes the tables ("WRZT").
const migrationLock = 0x57525a54

// migrate brings the schema up to date, in one transaction, and returns the
// epoch. Instances that start at the same time wait for each other.
func migrate(ctx context.Context, pool *pgxpool.Pool) (epoch string, err error) {
	err = pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		if err := makeMigrations(ctx, tx); err != nil {
			return err
		}
		var found bool
		if epoch, found, err = readMeta(ctx, tx, schema.EpochName); err == nil && !found {
			err = errors.New("it is missing")
		}
		if err != nil {
			return fmt.Errorf("read the epoch: %w", err)
		}
		return nil
	})
	return epoch, err
}

// unhurried lets a transaction take its time.
const unhurried = `SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0`

// makeMigrations makes the tables that are missing. Until its end the transaction holds
// the lock for which other instances wait that start.
func makeMigrations(ctx context.Context, tx pgx.Tx) error {
	all, err := schema.Migrations(migrations)
	if err != nil {
		return err
	}
	// A migration of a large table, and waiting for another instance's, may take long.
	if _, err := tx.Exec(ctx, unhurried); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, migrationLock); err != nil {
		return err
	}
	made, err := madeMigrations(ctx, tx)
	if err != nil {
		return err
	}
	pending, err := schema.Pending(all, made)
	if err != nil {
		return err
	}
	for _, m := range pending {
		if _, err := tx.Exec(ctx, m.SQL); err != nil {
			return fmt.Errorf("migration %s: %w", m.Name, err)
		}
		if _, err := tx.Exec(ctx, `INSERT INTO migrations (number, sum) VALUES ($1, $2)`, m.Number, m.Sum); err != nil {
			return fmt.Errorf("migration %s: %w", m.Name, err)
		}
	}
	if len(made) > 0 {
		return nil
	}
	return beginEpoch(ctx, tx)
}

// beginEpoch gives the database a new epoch.
func beginEpoch(ctx context.Context, tx pgx.Tx) error {
	name := uuid.NewString()
	_, err := tx.Exec(ctx, putMeta, schema.EpochName, name, new(schema.Digest).Meta(schema.EpochName, name))
	return err
}

// checkCurrent refuses a database that has not the tables of this version.
func checkCurrent(ctx context.Context, pool *pgxpool.Pool) error {
	all, err := schema.Migrations(migrations)
	if err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		made, err := madeMigrations(ctx, tx)
		if err != nil {
			return err
		}
		return schema.Current(all, made)
	})
}

// madeMigrations returns the migrations that were made: none in an empty schema.
func madeMigrations(ctx context.Context, tx pgx.Tx) ([]schema.Made, error) {
	var encoding, readOnly string
	var tables int
	var ours bool
	err := tx.QueryRow(ctx, `SELECT current_setting('server_encoding'), current_setting('transaction_read_only'),
			count(*), coalesce(bool_or(tablename = 'migrations'), false)
		FROM pg_tables WHERE schemaname = current_schema()`).Scan(&encoding, &readOnly, &tables, &ours)
	switch {
	case err != nil:
		return nil, fmt.Errorf("read the schema's version: %w", err)
	case encoding != "UTF8":
		return nil, fmt.Errorf("its encoding is %s, which cannot hold every text: make one with createdb --encoding=UTF8 --template=template0", encoding)
	case readOnly == "on":
		return nil, errors.New("it can only be read there: give --database the address of the server that writes")
	case tables == 0:
		return nil, nil
	case !ours:
		return nil, errors.New("it holds the tables of another program: give Warsztat a database of its own")
	}
	rows, err := tx.Query(ctx, `SELECT number, sum FROM migrations ORDER BY number`)
	if err != nil {
		return nil, fmt.Errorf("read the schema's version: %w", err)
	}
	made, err := pgx.CollectRows(rows, pgx.RowToStructByPos[schema.Made])
	if err == nil && len(made) == 0 {
		err = schema.ErrDamagedVersion
	}
	return made, err
}
