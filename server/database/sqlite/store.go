// Package sqlite keeps the journal, and what server/access stores, in one
// SQLite file.
//
// One connection writes; one goroutine owns it. A pool of connections reads.
// Appends of many rooms at the same time become durable in one commit
// (writer.go). Nothing that was stored is trusted when it is read: each row
// carries a checksum, and the file is checked before it is opened (header.go,
// wal.go).
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"runtime"
	"strings"
	"sync"

	"warsztat/server/access"
	"warsztat/server/database/schema"
	"warsztat/server/journal"
)

var (
	// ErrInUse says that another process has the database open.
	ErrInUse = errors.New("another process uses this database; stop it first")
	// ErrOlder says that a version of the program whose data this one cannot
	// read wrote the database.
	ErrOlder = errors.New("the database was written by an older version of Warsztat, which this version cannot read: start the older version, or move the file away to begin with an empty one")

	errClosed = errors.New("the database is closed")
)

// Store is an open database. Its methods may be called from many goroutines
// at once. [Store.Close] must be called at the end.
type Store struct {
	path  string
	lock  *fileLock
	epoch string

	immutable bool // only read, and no other process writes the file

	readers        *sql.DB
	readStatements *readStatements

	// Only the writing goroutine uses these, once it runs.
	writers         *sql.DB
	conn            *sql.Conn
	writeStatements *writeStatements
	failed          error // when it is set, nothing more is written
	pages           int   // roughly, written to the log since the last checkpoint

	mu      sync.RWMutex // guards closed, and keeps queue from being closed during a send
	closed  bool
	queue   chan *write
	stopped chan struct{} // closed when the writing goroutine has ended

	verifying sync.Mutex // the index of receipts
	indexMu   sync.Mutex
	indexed   map[string]uint64 // up to which entry the index of receipts was verified
}

var (
	_ journal.Journal = (*Store)(nil)
	_ access.Store    = (*Store)(nil)
)

// Open opens the database at path. A missing database is made, and a missing
// directory too, for this user alone. ctx bounds the opening, not the life of
// the store.
//
// It refuses, and leaves the file as it is, when another process uses the
// database ([ErrInUse]), a newer or a much older version wrote it ([schema.ErrNewer],
// [ErrOlder]), it is not a database of this program, or it is damaged in a way
// that concerns it whole.
func Open(ctx context.Context, path string) (*Store, error) {
	s := &Store{
		queue:   make(chan *write, queueLength),
		stopped: make(chan struct{}),
		indexed: make(map[string]uint64),
	}
	if err := s.open(ctx, path); err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, errors.Join(advise(err), s.release()))
	}
	go s.runWriter()
	if err := s.resumeDeletions(ctx); err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, errors.Join(err, s.Close()))
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, path string) (err error) {
	if s.path, err = prepareDirectory(path); err != nil {
		return err
	}
	if err := prepareFile(s.path); err != nil {
		return err
	}
	if s.lock, err = lock(s.path); err != nil {
		return err
	}
	if err := checkFiles(s.path); err != nil {
		return err
	}
	if s.writers, err = sql.Open("sqlite", dsn(s.path, "rw", writerPragmas)); err != nil {
		return err
	}
	s.writers.SetMaxOpenConns(1)
	if s.conn, err = s.writers.Conn(ctx); err != nil {
		return err
	}
	all, err := schema.Migrations(migrations)
	if err != nil {
		return err
	}
	if err := migrate(ctx, s.conn, s.path, all); err != nil {
		return err
	}
	if err := verifyTables(ctx, s.conn); err != nil {
		return err
	}
	// An empty log lets the next opening tell a torn end from a damaged one (wal.go).
	if err := s.emptyLog(); err != nil {
		return err
	}
	if s.writeStatements, err = prepareWriteStatements(ctx, s.conn); err != nil {
		return err
	}
	if err := s.openReaders(); err != nil {
		return err
	}
	if s.readStatements, err = prepareReadStatements(ctx, s.readers); err != nil {
		return err
	}
	epoch, found, err := s.setting(ctx, schema.EpochName)
	if err == nil && !found {
		err = errors.New("it is missing")
	}
	if err != nil {
		return fmt.Errorf("read the epoch: %w", err)
	}
	s.epoch = epoch
	return nil
}

// openReaders opens the pool of connections that read.
func (s *Store) openReaders() (err error) {
	source := dsn(s.path, "ro", readerPragmas)
	if s.immutable {
		source += "&immutable=1"
	}
	if s.readers, err = sql.Open("sqlite", source); err != nil {
		return err
	}
	pool := max(4, runtime.GOMAXPROCS(0))
	s.readers.SetMaxOpenConns(pool)
	s.readers.SetMaxIdleConns(pool)
	return nil
}

// Epoch implements [journal.Journal].
func (s *Store) Epoch() string { return s.epoch }

// Close waits for the writes in the queue, moves the log into the database file
// and releases it. A second call does nothing.
func (s *Store) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		<-s.stopped
		return nil
	}
	s.closed = true
	close(s.queue)
	s.mu.Unlock()
	<-s.stopped

	var err error
	if s.failed == nil {
		err = s.emptyLog()
	}
	if err := errors.Join(err, s.release()); err != nil {
		return fmt.Errorf("close database %s: %w", s.path, err)
	}
	return nil
}

// emptyLog moves the whole log into the database file. On a full disk the log
// stays: it is as durable, and can be read.
func (s *Store) emptyLog() error {
	_, _, err := s.runCheckpoint("TRUNCATE")
	if err = classify(err, "", 0); errors.Is(err, journal.ErrFull) {
		return nil
	}
	return err
}

// release closes whatever is open; the lock last.
func (s *Store) release() error {
	var errs []error
	if s.readStatements != nil {
		errs = append(errs, s.readStatements.close())
	}
	if s.readers != nil {
		errs = append(errs, s.readers.Close())
	}
	if s.writeStatements != nil {
		errs = append(errs, s.writeStatements.close())
	}
	if s.conn != nil {
		errs = append(errs, s.conn.Close())
	}
	if s.writers != nil {
		errs = append(errs, s.writers.Close())
	}
	if s.lock != nil {
		errs = append(errs, s.lock.Close())
	}
	return errors.Join(errs...)
}

// Each connection needs these settings, so they are in its data source name.
var (
	writerPragmas = []string{
		setBusyTimeout,
		"journal_mode(wal)",
		"synchronous(full)",
		"fullfsync(1)", // on macOS, where fsync alone does not reach the disk
		"checkpoint_fullfsync(1)",
		"wal_autocheckpoint(0)", // SQLite hides its errors; see checkpoint
		fmt.Sprintf("journal_size_limit(%d)", logLimitBytes),
		"secure_delete(1)", // what is deleted is overwritten, also in free pages
		"cell_size_check(1)",
		"trusted_schema(0)",
		"cache_size(-8192)",
	}
	readerPragmas = []string{
		setBusyTimeout,
		"query_only(1)",
		"cell_size_check(1)",
		"trusted_schema(0)",
	}
)

func dsn(path, mode string, pragmas []string) string {
	var b strings.Builder
	b.WriteString("file:")
	b.WriteString((&url.URL{Path: path}).EscapedPath())
	b.WriteString("?_error_rc=1&_defensive=1&mode=" + mode)
	for _, p := range pragmas {
		b.WriteString("&_pragma=")
		b.WriteString(url.QueryEscape(p))
	}
	return b.String()
}
