// Package schema holds what is the same in every kind of database: the checksum
// of each row, and which migrations a database needs.
package schema

import (
	"errors"
	"fmt"
	"io/fs"
)

// Names in the table meta. The settings that callers store have a prefix, so
// that none of them can be the epoch.
const (
	EpochName     = "epoch"
	SettingPrefix = "setting."
)

var (
	// ErrNewer says that a newer version of the program wrote the database.
	ErrNewer = errors.New("the database was written by a newer version of Warsztat")
	// ErrNotCurrent says that the database has to be brought up to date first.
	ErrNotCurrent = errors.New("the database is that of an older version of Warsztat: start the server of this version once, which brings it up to date")
	// ErrDamagedVersion says that the rows of the table migrations cannot be
	// those that this program has written.
	ErrDamagedVersion = errors.New("the schema's version is damaged")
)

// Migration is one step from one version of a schema to the next. The table
// migrations holds a row for each that was made: its number and its sum.
type Migration struct {
	Number int64 // 1, 2, 3 …
	Name   string
	SQL    string
	Sum    int64
}

// Migrations are the files *.sql of a directory, in the order of their names.
func Migrations(dir fs.FS) ([]Migration, error) {
	names, err := fs.Glob(dir, "*/*.sql")
	if err != nil {
		return nil, err
	}
	var all []Migration
	for i, name := range names {
		text, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, err
		}
		number := int64(i + 1)
		all = append(all, Migration{number, name, string(text), new(Digest).Migration(number)})
	}
	return all, nil
}

// Current says why a database is not one of this version, when made are the rows of
// its table migrations.
func Current(all []Migration, made []Made) error {
	pending, err := Pending(all, made)
	if err == nil && len(pending) > 0 {
		err = ErrNotCurrent
	}
	return err
}

// Made is a row of the table migrations.
type Made struct{ Number, Sum int64 }

// Pending are those of all migrations that have not been made, when made are the
// rows of the table in their order.
func Pending(all []Migration, made []Made) ([]Migration, error) {
	for i, m := range made {
		if m.Number != int64(i+1) || m.Sum != new(Digest).Migration(m.Number) {
			return nil, ErrDamagedVersion
		}
	}
	if len(made) > len(all) {
		return nil, fmt.Errorf("%w (schema %d, this version knows %d): start the newer version, or restore a backup made before the upgrade",
			ErrNewer, len(made), len(all))
	}
	return all[len(made):], nil
}
