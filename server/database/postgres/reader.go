package postgres

import (
	"context"

	"github.com/jackc/pgx/v5/pgxpool"

	"warsztat/server/database/schema"
	"warsztat/server/journal"
)

// Reader reads journals and changes nothing. [Reader.Close] must be called at the end.
type Reader struct{ store *Store }

// OpenReader opens the database at the address for reading. It refuses a database that
// this version would have to change first.
func OpenReader(ctx context.Context, address string) (*Reader, error) {
	config, err := configOf(address)
	if err != nil {
		return nil, err
	}
	s := &Store{}
	if s.pool, err = pgxpool.NewWithConfig(context.WithoutCancel(ctx), config); err != nil {
		return nil, err
	}
	if err := checkCurrent(ctx, s.pool); err != nil {
		s.pool.Close()
		return nil, explain(err, config.ConnConfig)
	}
	return &Reader{s}, nil
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

// Close closes the connections.
func (r *Reader) Close() error {
	r.store.pool.Close()
	return nil
}
