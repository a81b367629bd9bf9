package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"

	"warsztat/server/database/schema"
	"warsztat/server/journal"
)

// Reader reads journals beside the server that has the database open. It writes
// nothing and locks nobody out. [Reader.Close] must be called at the end.
type Reader struct {
	store  *Store
	remove func() error // removes the copy that it reads, if it does
}

// OpenReader opens the database at path for reading. It refuses a database that this
// version would have to change first.
func OpenReader(ctx context.Context, path string) (*Reader, error) {
	s := &Store{path: path}
	if err := s.openForReading(ctx); err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, errors.Join(err, s.release()))
	}
	return &Reader{store: s}, nil
}

func (s *Store) openForReading(ctx context.Context) error {
	if _, err := os.Stat(s.path); err != nil {
		return err
	}
	if err := s.openReaders(); err != nil {
		return err
	}
	if err := s.checkCurrent(ctx); err != nil {
		return err
	}
	var err error
	s.readStatements, err = prepareReadStatements(ctx, s.readers)
	return err
}

// checkCurrent refuses a database that has not the tables of this version.
func (s *Store) checkCurrent(ctx context.Context) error {
	conn, err := s.readers.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close() // back into the pool
	all, err := schema.Migrations(migrations)
	if err != nil {
		return err
	}
	made, err := madeMigrations(ctx, conn)
	if err != nil {
		return err
	}
	return schema.Current(all, made)
}

// Read reads entries as [journal.Journal] says.
func (r *Reader) Read(ctx context.Context, workshop string, after uint64, limit int) ([]journal.Entry, error) {
	return r.store.Read(ctx, workshop, after, limit)
}

// Snapshot reads a snapshot as [journal.Journal] says.
func (r *Reader) Snapshot(ctx context.Context, workshop string, at uint64) (uint64, []byte, error) {
	return r.store.Snapshot(ctx, workshop, at)
}

// Workshops is that of the store.
func (r *Reader) Workshops(ctx context.Context) ([]string, error) { return r.store.Workshops(ctx) }

// Rows is that of the store.
func (r *Reader) Rows(ctx context.Context, workshop string, each func(*schema.Table, []any) error) error {
	return r.store.Rows(ctx, workshop, each)
}

// Close releases the database.
func (r *Reader) Close() error {
	err := r.store.release()
	if r.remove != nil {
		err = errors.Join(err, r.remove())
	}
	return err
}
