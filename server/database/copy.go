package database

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"warsztat/server/database/postgres"
	"warsztat/server/database/schema"
	"warsztat/server/database/sqlite"
)

// Rows is what can be copied: a database, or a backup, which is an SQLite database too.
type Rows interface {
	// Rows calls each with all rows, or with those of one workshop, as they were at one
	// moment. Its caller must verify them.
	Rows(ctx context.Context, workshop string, each func(*schema.Table, []any) error) error
}

// Progress is told how many changes were read, of how many, about once a second.
type Progress func(done, of uint64)

// Inspect verifies all rows, or those of one workshop. A row that is damaged is told of
// and is no error.
func Inspect(ctx context.Context, from Rows, workshop string, tell Progress) (*schema.Inspection, error) {
	return copyRows(ctx, from, workshop, tell, func(*schema.Table, []any) error { return nil })
}

// copyRows gives add each row that a database can hold, damaged or not: whatever is
// found wrong with a row stays to be found.
func copyRows(ctx context.Context, from Rows, workshop string, tell Progress, add func(*schema.Table, []any) error) (*schema.Inspection, error) {
	seen := &schema.Inspection{}
	told := time.Now()
	err := from.Rows(ctx, workshop, func(t *schema.Table, row []any) error {
		if tell != nil && time.Since(told) > time.Second {
			told = time.Now()
			tell(seen.Changes, seen.Of)
		}
		if !seen.Row(t, row) {
			return nil
		}
		return add(t, row)
	})
	seen.End()
	return seen, err
}

// Backup copies a database, or one workshop of it, into a new file, as it is at one
// moment. Servers may use the database meanwhile.
func Backup(ctx context.Context, from Rows, workshop, path string, tell Progress) (seen *schema.Inspection, err error) {
	err = sqlite.Make(ctx, path, false, func(add func(*schema.Table, []any) error) error {
		seen, err = copyRows(ctx, from, workshop, tell, add)
		return err
	})
	return seen, err
}

// Restore makes the database at address from a backup, under a new epoch. No server may
// use it. A database that is there is replaced only when replace is set; it is kept, and
// kept says where.
func Restore(ctx context.Context, path, address string, replace bool, tell Progress) (seen *schema.Inspection, kept string, err error) {
	if err := CheckAddress(address); err != nil {
		return nil, "", err
	}
	backup, err := sqlite.OpenBackup(ctx, path)
	if err != nil {
		return nil, "", err
	}
	defer func() { err = errors.Join(err, backup.Close()) }()
	fill := func(add func(*schema.Table, []any) error) error {
		seen, err = copyRows(ctx, backup, "", tell, add)
		return err
	}
	if !isPostgres(address) {
		kept, err = sqlite.Replace(ctx, address, replace, fill)
		return seen, kept, err
	}
	if replace {
		if kept, err = keep(ctx, address, path); err != nil {
			return nil, "", fmt.Errorf("keep what is in the database: %w", err)
		}
	}
	return seen, kept, postgres.Fill(ctx, address, replace, fill)
}

// keep takes a backup of a database that will be replaced, beside the other backup. A
// database without our tables needs none.
func keep(ctx context.Context, address, beside string) (path string, err error) {
	reader, err := OpenReader(ctx, address)
	if errors.Is(err, schema.ErrNotCurrent) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	path = filepath.Join(filepath.Dir(beside), "before-restore-"+Stamp()+".backup")
	_, err = Backup(ctx, reader, "", path, nil)
	return path, err
}

// Stamp is the present time in the names of files.
func Stamp() string { return time.Now().UTC().Format("20060102-150405") }
