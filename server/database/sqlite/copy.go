package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"warsztat/server/database/schema"
)

// Rows calls each with the rows of all tables, or of one workshop, as they were at one
// moment. They are not verified. What each is given it may keep.
func (s *Store) Rows(ctx context.Context, workshop string, each func(*schema.Table, []any) error) error {
	err := s.view(ctx, func(tx *sql.Tx) error {
		for _, t := range schema.Tables {
			where, args := "", []any{}
			if workshop != "" {
				if !t.OfWorkshops() {
					continue
				}
				where, args = " WHERE workshop = ?", []any{workshop}
			}
			if err := tableRows(ctx, tx, t, where, args, each); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read all rows: %w", classify(err, workshop, 0))
	}
	return nil
}

func tableRows(ctx context.Context, tx *sql.Tx, t *schema.Table, where string, args []any, each func(*schema.Table, []any) error) error {
	rows, err := tx.QueryContext(ctx, t.Select(func(column string) string { return column }, where), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		row := make([]any, len(t.Columns))
		into := make([]any, len(row))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if err := each(t, row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Make makes a database at path, which must not be there, from the rows that fill adds.
// Until it is whole and durable there is only path with ".partial" after it. With
// newEpoch the database begins an epoch of its own.
func Make(ctx context.Context, path string, newEpoch bool, fill func(add func(*schema.Table, []any) error) error) (err error) {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("make %s: %w", path, os.ErrExist)
	}
	partial := path + ".partial"
	if err := os.Remove(partial); err != nil && !errors.Is(err, os.ErrNotExist) { // of a run that was ended
		return err
	}
	if err := createDurably(partial); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(advise(err), os.Remove(partial))
		}
	}()
	if err := makeRows(ctx, partial, newEpoch, fill); err != nil {
		return err
	}
	if err := syncPath(partial); err != nil {
		return err
	}
	if err := os.Rename(partial, path); err != nil {
		return err
	}
	return syncPath(filepath.Dir(path))
}

func makeRows(ctx context.Context, path string, newEpoch bool, fill func(add func(*schema.Table, []any) error) error) (err error) {
	// The file is made durable when it is whole.
	db, err := sql.Open("sqlite", dsn(path, "rw", []string{"journal_mode(off)", "synchronous(off)", "cache_size(-8192)"}))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close() // before the database
	all, err := schema.Migrations(migrations)
	if err != nil {
		return err
	}
	if err := makeMigrations(ctx, conn, all); err != nil {
		return err
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after the commit
	inserts := map[*schema.Table]*sql.Stmt{}
	for _, t := range schema.Tables {
		statement := "INSERT INTO " + t.Name + " (" + strings.Join(t.Columns, ", ") + ") VALUES (?" + strings.Repeat(", ?", len(t.Columns)-1) + ")"
		if t.Name == "meta" { // it has an epoch already
			statement += " ON CONFLICT DO UPDATE SET value = excluded.value, sum = excluded.sum"
		}
		if inserts[t], err = tx.PrepareContext(ctx, statement); err != nil {
			return err
		}
		defer inserts[t].Close()
	}
	err = fill(func(t *schema.Table, row []any) error {
		if newEpoch && t.Name == "meta" && row[0] == schema.EpochName {
			return nil
		}
		_, err := inserts[t].ExecContext(ctx, row...)
		return err
	})
	if err != nil {
		return err
	}
	return tx.Commit()
}

// Replace makes a database at path, as Make does, under a new epoch. A database that is
// there is replaced only when replace is set. It is kept beside, under the name that
// Replace returns.
func Replace(ctx context.Context, path string, replace bool, fill func(add func(*schema.Table, []any) error) error) (kept string, err error) {
	if path, err = prepareDirectory(path); err != nil {
		return "", err
	}
	there := true
	l, err := lock(path)
	switch {
	case err == nil:
		defer func() { err = errors.Join(err, l.Close()) }()
	case errors.Is(err, os.ErrNotExist):
		there = false
	default:
		return "", err
	}
	if there && !replace {
		return "", fmt.Errorf("there is a database at %s; to replace it, and to keep it beside, say --replace", path)
	}
	made := path + ".restored"
	if err := os.Remove(made); err != nil && !errors.Is(err, os.ErrNotExist) { // of a run that was ended
		return "", err
	}
	if err := Make(ctx, made, true, fill); err != nil {
		return "", err
	}
	// A log without its database too belongs to what was there.
	kept = path + ".before-restore." + time.Now().UTC().Format("20060102-150405")
	for _, part := range []string{"", "-wal", "-shm"} {
		if err := os.Rename(path+part, kept+part); err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", err
		}
	}
	// Linking fails when a server has just made a database there; renaming would replace that.
	if err := os.Link(made, path); err != nil {
		return kept, err
	}
	if !there {
		kept = ""
	}
	return kept, errors.Join(os.Remove(made), syncPath(filepath.Dir(path)))
}

// OpenBackup opens a file that no server uses for reading. The backup of an older
// version, and a file with a log beside it, is brought up to date in a copy, which ends
// with the reader. It refuses a file
// that is cut short or is none of this program.
func OpenBackup(ctx context.Context, path string) (*Reader, error) {
	r, err := openBackup(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open backup %s: %w", path, err)
	}
	return r, nil
}

func openBackup(ctx context.Context, path string) (*Reader, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case info.Size() == 0:
		return nil, errors.New("it is empty; take another backup")
	}
	held.Lock()
	used := isOpenHere(path)
	held.Unlock()
	if used {
		return nil, ErrInUse
	}
	if err := checkFiles(path); err != nil {
		return nil, fmt.Errorf("%w; it is damaged or cut short, or of another program: take another backup", err)
	}
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() == 0 {
		// Nobody writes it, and reading makes no files beside it.
		s := &Store{path: path, immutable: true}
		err := s.openForReading(ctx)
		if err == nil {
			return &Reader{store: s}, nil
		}
		if err = errors.Join(err, s.release()); !errors.Is(err, schema.ErrNotCurrent) {
			return nil, err
		}
	}
	folder, err := os.MkdirTemp("", "warsztat-restore-")
	if err != nil {
		return nil, err
	}
	remove := func() error { return os.RemoveAll(folder) }
	copied := filepath.Join(folder, "copy.db")
	for _, part := range []string{"", "-wal"} {
		if err := copyFile(path+part, copied+part); err != nil && !(part == "-wal" && errors.Is(err, os.ErrNotExist)) {
			return nil, errors.Join(err, remove())
		}
	}
	s, err := Open(ctx, copied)
	if err == nil {
		err = s.Close()
	}
	if err == nil {
		var r *Reader
		if r, err = OpenReader(ctx, copied); err == nil {
			r.remove = remove
			return r, nil
		}
	}
	return nil, errors.Join(err, remove())
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
