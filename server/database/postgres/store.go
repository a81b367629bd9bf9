// Package postgres keeps the journal, and what server/access stores, in a
// Postgres database that several instances may share.
//
// One goroutine appends for all rooms of the instance: it takes what waits and
// sends it as one statement, which is one commit (append.go). The row of a
// workshop's head is locked by whoever appends, so an append compares the head
// and moves it in one step, whichever instance it comes from. Every other write
// is a transaction of its own (transact.go).
//
// A connection may break when a commit is under way, and then nobody knows
// whether it took place. The store does not hand that question to its callers:
// it asks the server until it knows, or until its patience ends.
//
// Each row carries a checksum, as in SQLite. The indexes have none: Postgres
// guards its pages itself when the cluster was made with data checksums.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"warsztat/server/access"
	"warsztat/server/journal"
)

const (
	// attemptTime bounds one try. A server that is silent for longer is asked
	// again on another connection.
	attemptTime = 5 * time.Second
	// readTime is the same for a query, which callers wait for hardly longer.
	readTime = 2 * time.Second
	// patience bounds all tries of one call: long enough for a server that
	// restarts, and for it to notice that a client in a transaction is gone.
	patience = 15 * time.Second
)

// session are the settings of every connection. No instance that hangs, and no
// connection that broke in silence, can hold a lock for long.
var session = map[string]string{
	"application_name":                    "warsztat",
	"default_transaction_isolation":       "read committed",
	"synchronous_commit":                  "on", // what is acknowledged is on the disk, whatever the server's default is
	"statement_timeout":                   "5s",
	"lock_timeout":                        "2s",
	"idle_in_transaction_session_timeout": "5s",
}

var errClosed = errors.New("the database is closed")

// Store is an open database. Its methods may be called from many goroutines
// at once. [Store.Close] must be called at the end.
type Store struct {
	pool  *pgxpool.Pool
	epoch string

	mu      sync.RWMutex // guards closed, and keeps queue from being closed during a send
	closed  bool
	queue   chan *waiting
	stopped chan struct{} // closed when the appending goroutine has ended
}

var (
	_ journal.Journal = (*Store)(nil)
	_ access.Store    = (*Store)(nil)
)

// CheckAddress says in one sentence what is wrong with the address of a
// database. It does not connect.
func CheckAddress(address string) error {
	_, err := configOf(address)
	return err
}

func configOf(address string) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		// The error quotes the address, in which a password may stand.
		return nil, errors.New("this is no Postgres address; give one such as postgres://user:password@host:5432/database")
	}
	maps.Copy(config.ConnConfig.RuntimeParams, session)
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = attemptTime
	}
	dial := config.ConnConfig.DialFunc
	config.ConnConfig.DialFunc = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dial(ctx, network, address)
		return impatient{conn}, err
	}
	return config, nil
}

// impatient is a connection that is given up soon after a call on it has ended
// without an answer. pgx would wait 15 s for its orderly end, and meanwhile
// count it among the connections of the pool.
type impatient struct{ net.Conn }

func (c impatient) SetDeadline(t time.Time) error {
	if soon := time.Now().Add(time.Second); t.After(soon) {
		t = soon
	}
	return c.Conn.SetDeadline(t)
}

// Open opens the database at the address, such as
// postgres://user:password@host:5432/database, and makes its tables when they
// are missing. ctx bounds the opening, not the life of the store.
//
// It refuses, and leaves the database as it is, when a newer version wrote it
// ([schema.ErrNewer]) or it holds the tables of another program.
func Open(ctx context.Context, address string) (*Store, error) {
	config, err := configOf(address)
	if err != nil {
		return nil, err
	}
	s := &Store{queue: make(chan *waiting, queueLength), stopped: make(chan struct{})}
	if s.pool, err = pgxpool.NewWithConfig(context.WithoutCancel(ctx), config); err != nil {
		return nil, err
	}
	if s.epoch, err = migrate(ctx, s.pool); err != nil {
		s.pool.Close()
		return nil, explain(err, config.ConnConfig)
	}
	if err = checkClock(ctx, s.pool); err != nil {
		s.pool.Close()
		return nil, err
	}
	go s.runWriter()
	if err := s.resumeDeletions(ctx); err != nil {
		return nil, errors.Join(explain(err, config.ConnConfig), s.Close())
	}
	return s, nil
}

// maxClockError is how far the clocks of an instance and of the database may be apart.
// Timers and the ends of links follow the clock of whichever instance decides.
const maxClockError = time.Minute

// checkClock refuses an instance whose clock is wrong, or a database whose clock is.
func checkClock(ctx context.Context, pool *pgxpool.Pool) error {
	var theirs time.Time
	if err := pool.QueryRow(ctx, `SELECT clock_timestamp()`).Scan(&theirs); err != nil {
		return fmt.Errorf("read the database's clock: %w", err)
	}
	if off := time.Since(theirs).Round(time.Second); off.Abs() > maxClockError {
		return fmt.Errorf("the clocks of this machine and of the database are %v apart: set both, best by NTP, and start again", off.Abs())
	}
	return nil
}

// Epoch implements [journal.Journal].
func (s *Store) Epoch() string { return s.epoch }

// Close waits for the appends in the queue and for the calls under way, and
// closes the connections. A second call does nothing.
func (s *Store) Close() error {
	s.mu.Lock()
	first := !s.closed
	if first {
		s.closed = true
		close(s.queue)
	}
	s.mu.Unlock()
	<-s.stopped
	if first {
		s.pool.Close()
	}
	return nil
}

// retry calls try until the server has answered, whatever it answered, or until
// patience or ctx ends. Each try has so much time, and must tell a repetition from
// a first call where that matters.
func retry(ctx context.Context, each time.Duration, try func(context.Context) error) error {
	deadline := time.Now().Add(patience)
	for pause := 10 * time.Millisecond; ; pause = min(2*pause, time.Second) {
		attempt, cancel := context.WithTimeout(ctx, each)
		err := try(attempt)
		cancel()
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return ctx.Err() // the connection's error has another name
		case !passing(err) || time.Now().After(deadline):
			return err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// read runs one query. A query changes nothing, so it may run again.
func (s *Store) read(ctx context.Context, query func(context.Context) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return retry(ctx, readTime, query)
}

// fault wraps the error of a call that concerns one workshop.
func fault(workshop, what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("workshop %s: %s: %w", workshop, what, classify(err, workshop))
}
