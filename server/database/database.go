// Package database opens the database at an address. Each package below it is
// one kind of database; all of them keep the same contracts.
package database

import (
	"context"
	"errors"
	"strings"

	"warsztat/server/access"
	"warsztat/server/database/postgres"
	"warsztat/server/database/sqlite"
	"warsztat/server/journal"
)

// Store is an open database: the journals of all workshops, and what access
// keeps. Deleting a workshop deletes its links, sessions and passes too.
type Store interface {
	journal.Journal
	access.Store
	Rows
}

// CheckAddress says in one sentence why there can be no database at address.
func CheckAddress(address string) error {
	switch {
	case address == "":
		return errors.New("give the path of a file, or the address of a Postgres database")
	case isPostgres(address):
		return postgres.CheckAddress(address)
	case strings.Contains(address, "://"):
		return errors.New("give the path of a file, or an address such as postgres://user:password@host:5432/database")
	}
	return nil
}

// IsShared reports whether several instances may use the database at address at once.
func IsShared(address string) bool { return isPostgres(address) }

func isPostgres(address string) bool {
	scheme, _, isURL := strings.Cut(address, "://")
	return isURL && (scheme == "postgres" || scheme == "postgresql")
}

// Open opens the database at address. A file is made when it is missing, and in
// a Postgres database the tables are. ctx bounds the opening, not the life of
// the store.
func Open(ctx context.Context, address string) (Store, error) {
	if err := CheckAddress(address); err != nil {
		return nil, err
	}
	if isPostgres(address) {
		return opened[Store](postgres.Open(ctx, address))
	}
	return opened[Store](sqlite.Open(ctx, address))
}

// Reader reads journals beside the servers that use the database.
type Reader interface {
	Rows
	Workshops(ctx context.Context) ([]string, error)
	Read(ctx context.Context, workshop string, after uint64, limit int) ([]journal.Entry, error)
	Snapshot(ctx context.Context, workshop string, at uint64) (seq uint64, body []byte, err error)
	Close() error
}

// OpenReader opens the database at address for reading alone. Nothing is made and
// nothing is changed.
func OpenReader(ctx context.Context, address string) (Reader, error) {
	if err := CheckAddress(address); err != nil {
		return nil, err
	}
	if isPostgres(address) {
		return opened[Reader](postgres.OpenReader(ctx, address))
	}
	return opened[Reader](sqlite.OpenReader(ctx, address))
}

// opened is what was opened, and not an interface that holds a nil pointer.
func opened[I any, S any](store S, err error) (I, error) {
	var none I
	if err != nil {
		return none, err
	}
	return any(store).(I), nil
}
