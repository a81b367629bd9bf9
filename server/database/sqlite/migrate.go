package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"warsztat/server/database/schema"
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID stands in the header of the file ("WRZT"), so that another
// program's database is recognised and left alone.
const applicationID = 0x57525a54

// migrate makes those of all migrations that the database at path does not have,
// in one transaction. An older database is copied before, because there is no way
// back. A migration library would add nothing: there is one writer, which holds
// the lock.
func migrate(ctx context.Context, conn *sql.Conn, path string, all []schema.Migration) error {
	made, err := madeMigrations(ctx, conn)
	if err != nil {
		return err
	}
	pending, err := schema.Pending(all, made)
	if err != nil || len(pending) == 0 {
		return err
	}
	if len(made) == 0 {
		return makeMigrations(ctx, conn, pending)
	}
	copied := fmt.Sprintf("%s.schema-%d.%s", path, len(made), time.Now().UTC().Format("20060102-150405"))
	if err := createDurably(copied); err != nil {
		return fmt.Errorf("copy the database before its schema changes: %w", err)
	}
	if _, err = conn.ExecContext(ctx, `VACUUM INTO ?`, copied); err == nil {
		err = syncPath(copied)
	}
	if err != nil {
		err = fmt.Errorf("copy the database before its schema changes: %w", err)
	} else {
		err = makeMigrations(ctx, conn, pending)
	}
	if err != nil {
		return errors.Join(err, os.Remove(copied)) // the next start makes another
	}
	return nil
}

// madeMigrations returns the migrations that were made: none in a new database.
func madeMigrations(ctx context.Context, conn *sql.Conn) ([]schema.Made, error) {
	var id, userVersion, tables int
	var hasMigrations bool
	if err := conn.QueryRowContext(ctx, `SELECT
		(SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version),
		(SELECT count(*) FROM sqlite_schema),
		EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'migrations')`).Scan(&id, &userVersion, &tables, &hasMigrations); err != nil {
		return nil, fmt.Errorf("read the schema's version: %w", err)
	}
	switch {
	case id == 0 && userVersion == 0 && tables == 0:
		return nil, nil
	case id != applicationID:
		return nil, errors.New("this is not a database of Warsztat")
	case userVersion != 0 && !hasMigrations: // older versions counted migrations there
		return nil, ErrOlder
	}
	rows, err := conn.QueryContext(ctx, `SELECT number, sum FROM migrations ORDER BY number`)
	if err != nil {
		return nil, fmt.Errorf("read the schema's version: %w", err)
	}
	defer rows.Close()
	var made []schema.Made
	for rows.Next() {
		var m schema.Made
		if err := scan(ctx, rows, &m.Number, &m.Sum); err != nil {
			return nil, fmt.Errorf("read the schema's version: %w", err)
		}
		made = append(made, m)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the schema's version: %w", err)
	}
	if len(made) == 0 {
		return nil, schema.ErrDamagedVersion
	}
	return made, nil
}

func makeMigrations(ctx context.Context, conn *sql.Conn, pending []schema.Migration) error {
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after the commit
	for _, m := range pending {
		if _, err := tx.ExecContext(ctx, m.SQL); err != nil {
			return fmt.Errorf("migration %s: %w", m.Name, err)
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO migrations (number, sum) VALUES (?, ?)`, m.Number, m.Sum); err != nil {
			return fmt.Errorf("migration %s: %w", m.Name, err)
		}
	}
	if pending[0].Number == 1 {
		if err := beginEpoch(ctx, tx); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// beginEpoch gives the new database an epoch.
func beginEpoch(ctx context.Context, tx *sql.Tx) error {
	epoch := uuid.NewString()
	_, err := tx.ExecContext(ctx, `INSERT INTO meta (name, value, sum) VALUES (?, ?, ?)`,
		schema.EpochName, epoch, new(schema.Digest).Meta(schema.EpochName, epoch))
	return err
}

// verifyTables compares the tables with those that the migrations make. A
// flipped bit, for example in the text of an index, would change what the
// database means without breaking any checksum.
func verifyTables(ctx context.Context, conn *sql.Conn) error {
	want, err := wantedTables()
	if err != nil {
		return err
	}
	have, err := tables(ctx, conn)
	if err != nil {
		return err
	}
	if !slices.Equal(have, want) {
		return errors.New("the schema is damaged, or was changed by hand")
	}
	return nil
}

// wantedTables makes an empty database in memory, once in a process.
var wantedTables = sync.OnceValues(func() ([]string, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // every connection would have a database of its own
	all, err := schema.Migrations(migrations)
	if err != nil {
		return nil, err
	}
	for _, m := range all {
		if _, err := db.Exec(m.SQL); err != nil {
			return nil, err
		}
	}
	return tables(context.Background(), db)
})

func tables(ctx context.Context, db interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}) ([]string, error) {
	rows, err := db.QueryContext(ctx, `SELECT type || ' ' || name || ' ' || tbl_name || ' ' || ifnull(sql, '') FROM sqlite_schema ORDER BY name`)
	if err != nil {
		return nil, fmt.Errorf("read the schema: %w", err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var one string
		if err := rows.Scan(&one); err != nil {
			return nil, fmt.Errorf("read the schema: %w", err)
		}
		all = append(all, one)
	}
	return all, rows.Err()
}
