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

// migrate brings the schema up to date, in one transaction. Migrations are the
// files of migrations in the order of their names; the table migrations says
// which of them were made. A migration library would add nothing: there is one
// writer, which holds the lock, and there is no way back.
func migrate(ctx context.Context, conn *sql.Conn) error {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	made, err := madeMigrations(ctx, conn)
	if err != nil {
		return err
	}
	if made > len(files) {
		return fmt.Errorf("%w (schema %d, this version knows %d): start the newer version, or restore a backup made before the upgrade",
			ErrNewer, made, len(files))
	}
	if made < len(files) {
		if err := makeMigrations(ctx, conn, files, made); err != nil {
			return err
		}
	}
	return verifySchema(ctx, conn)
}

// madeMigrations counts the migrations that were made: 0 in a new database.
func madeMigrations(ctx context.Context, conn *sql.Conn) (int, error) {
	var id, userVersion, tables int
	var hasMigrations bool
	if err := conn.QueryRowContext(ctx, `SELECT
		(SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version),
		(SELECT count(*) FROM sqlite_schema),
		EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'migrations')`).Scan(&id, &userVersion, &tables, &hasMigrations); err != nil {
		return 0, fmt.Errorf("read the schema's version: %w", err)
	}
	switch {
	case id == 0 && userVersion == 0 && tables == 0:
		return 0, nil
	case id != applicationID:
		return 0, errors.New("this is not a database of Warsztat")
	case userVersion != 0 && !hasMigrations: // older versions counted migrations there
		return 0, ErrOlder
	}
	rows, err := conn.QueryContext(ctx, `SELECT number, sum FROM migrations ORDER BY number`)
	if err != nil {
		return 0, fmt.Errorf("read the schema's version: %w", err)
	}
	defer rows.Close()
	made := 0
	for rows.Next() {
		var number, sum int64
		if err := scan(ctx, rows, &number, &sum); err != nil {
			return 0, fmt.Errorf("read the schema's version: %w", err)
		}
		made++
		if number != int64(made) || sum != new(digest).migration(number) {
			return 0, errDamagedVersion
		}
	}
	if err := rows.Err(); err != nil {
		return 0, fmt.Errorf("read the schema's version: %w", err)
	}
	if made == 0 {
		return 0, errDamagedVersion
	}
	return made, nil
}

var errDamagedVersion = errors.New("the schema's version is damaged")

// makeMigrations makes the migrations after the first ones, which were made.
func makeMigrations(ctx context.Context, conn *sql.Conn, files []string, made int) error {
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after the commit
	for i, file := range files[made:] {
		if err := makeMigration(ctx, tx, file, int64(made+i+1)); err != nil {
			return fmt.Errorf("migration %s: %w", file, err)
		}
	}
	if made == 0 {
		if err := beginEpoch(ctx, tx); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
			return err
		}
	}
	return tx.Commit()
}

func makeMigration(ctx context.Context, tx *sql.Tx, file string, number int64) error {
	text, err := migrations.ReadFile(file)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, string(text)); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO migrations (number, sum) VALUES (?, ?)`, number, new(digest).migration(number))
	return err
}

// beginEpoch gives the new database an epoch.
func beginEpoch(ctx context.Context, tx *sql.Tx) error {
	var name [16]byte
	rand.Read(name[:]) // never fails
	epoch := hex.EncodeToString(name[:])
	_, err := tx.ExecContext(ctx, `INSERT INTO meta (name, value, sum) VALUES (?, ?, ?)`,
		epochName, epoch, new(digest).meta(epochName, epoch))
	return err
}

// verifySchema compares the tables with those that the migrations make. A
// flipped bit, for example in the text of an index, would change what the
// database means without breaking any checksum.
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
	db.SetMaxOpenConns(1) // every connection would have a database of its own
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
