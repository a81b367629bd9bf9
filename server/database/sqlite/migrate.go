package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID stands in the header of the file ("WRZT"), so that another
// program's database is recognised and left alone.
const applicationID = 0x57525a54

// migrate brings the schema up to date, one transaction per step. Steps are
// the files of migrations in the order of their names; PRAGMA user_version
// counts those that were made. That is all of it, because there is one
// writer, which holds the lock, and there is no way back: a migration library
// with its version table, sessions and downward steps would add nothing.
func migrate(ctx context.Context, conn *sql.Conn) error {
	steps, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	var made, id, tables int
	if err := conn.QueryRowContext(ctx, `SELECT
		(SELECT user_version FROM pragma_user_version),
		(SELECT application_id FROM pragma_application_id),
		(SELECT count(*) FROM sqlite_schema)`).Scan(&made, &id, &tables); err != nil {
		return fmt.Errorf("read the schema's version: %w", err)
	}
	switch {
	case id != applicationID && (tables > 0 || made != 0 || id != 0):
		return errors.New("this is not a database of Warsztat")
	case made > len(steps):
		return fmt.Errorf("%w (schema %d, this version knows %d): start the newer version, or restore a backup made before the upgrade",
			ErrNewer, made, len(steps))
	case made < 0 || made == 0 && tables > 0:
		return errors.New("the schema's version is damaged")
	}
	for i := made; i < len(steps); i++ {
		if err := migrateStep(ctx, conn, steps[i], i+1); err != nil {
			return fmt.Errorf("migration %s: %w", steps[i], err)
		}
	}
	return verifySchema(ctx, conn)
}

func migrateStep(ctx context.Context, conn *sql.Conn, file string, version int) error {
	text, err := migrations.ReadFile(file)
	if err != nil {
		return err
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after the commit
	if _, err := tx.ExecContext(ctx, string(text)); err != nil {
		return err
	}
	if version == 1 {
		if err := beginEpoch(ctx, tx); err != nil {
			return err
		}
	}
	// A pragma takes no parameters; both values are numbers of ours.
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, version)); err != nil {
		return err
	}
	return tx.Commit()
}

// beginEpoch names the life of the database that begins here.
func beginEpoch(ctx context.Context, tx *sql.Tx) error {
	var name [16]byte
	rand.Read(name[:]) // never fails
	epoch := hex.EncodeToString(name[:])
	_, err := tx.ExecContext(ctx, `INSERT INTO meta (name, value, sum) VALUES (?, ?, ?)`,
		epochName, epoch, new(digest).meta(epochName, epoch))
	return err
}

// verifySchema compares the tables with what the migrations make. A flipped
// bit in the text of an index, say, would change what the database means
// without breaking any checksum.
func verifySchema(ctx context.Context, conn *sql.Conn) error {
	want, err := wantedSchema()
	if err != nil {
		return err
	}
	have, err := schema(ctx, conn)
	if err != nil {
		return err
	}
	if !slices.Equal(have, want) {
		return errors.New("the schema is damaged, or was changed by hand")
	}
	return nil
}

// wantedSchema makes an empty database in memory, once in a process.
var wantedSchema = sync.OnceValues(func() ([]string, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // every connection would have a memory of its own
	steps, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	for _, file := range steps {
		text, err := migrations.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if _, err := db.Exec(string(text)); err != nil {
			return nil, err
		}
	}
	return schema(context.Background(), db)
})

func schema(ctx context.Context, db interface {
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
