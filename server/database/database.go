// Package database opens the database at an address. Each package below it is
// one kind of database; all of them keep the same contracts.
package database

import (
	"context"
	"errors"
	"strings"

	"warsztat/server/access"
	"warsztat/server/database/sqlite"
	"warsztat/server/journal"
)

// Store is an open database: the journals of all workshops, and what access
// keeps. Deleting a workshop deletes its links, sessions and passes too.
type Store interface {
	journal.Journal
	access.Store
}

// CheckAddress says in one sentence why there can be no database at address.
func CheckAddress(address string) error {
	scheme, _, isURL := strings.Cut(address, "://")
	switch {
	case address == "":
		return errors.New("give the path of a file")
	case isURL && strings.HasPrefix(strings.ToLower(scheme), "postgres"):
		return errors.New("this version keeps its journal in SQLite only; give the path of a file instead of a Postgres address")
	case isURL:
		return errors.New("give the path of a file instead of an address")
	}
	return nil
}

// Open opens the database at address, which is made when it is missing. ctx
// bounds the opening, not the life of the store.
func Open(ctx context.Context, address string) (Store, error) {
	if err := CheckAddress(address); err != nil {
		return nil, err
	}
	store, err := sqlite.Open(ctx, address)
	if err != nil {
		return nil, err // not a Store that holds a nil pointer
	}
	return store, nil
}
