package sqlite

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"

	"warsztat/server/journal"
)

const (
	// batchEntries is how many entries one commit takes at most. A single write
	// may have more: it is never divided.
	batchEntries = 256
	// queueLength bounds the writes that wait. When the queue is full callers
	// wait, and nothing is dropped.
	queueLength = 1024

	checkpointPages = 2000     // roughly; 8 MB of log
	logLimitBytes   = 16 << 20 // a longer log makes the writer wait for readers
	pageSize        = 4096     // bytes

	// While another connection is in the way, SQLite tries again for this long:
	// 5 s, and 200 ms where all rooms wait too.
	setBusyTimeout      = "busy_timeout(5000)"
	setShortBusyTimeout = "busy_timeout(200)"
)

// write is a change of the database that the writing goroutine makes within a
// transaction.
type write struct {
	workshop string // named by a DamagedError
	entries  int    // counts towards batchEntries
	bytes    int    // stored, roughly
	eraseLog bool   // empty the log before done is told
	// run executes the statements. It may run twice, so it first resets what it
	// hands to the caller. It returns at the first error, and everything is
	// undone: SQLite may have ended the transaction by itself, and a further
	// statement would take effect alone. An error that left the database as it
	// was is returned as unchanged.
	run func(*writeStatements) error

	claimed atomic.Bool // by the writer, or by the caller who withdraws it
	err     error
	done    chan error
}

// unchanged is the error of a write that changed nothing, so that the other
// writes of its transaction need not be undone.
type unchanged struct{ error }

func (u unchanged) Unwrap() error { return u.error }

// write queues w and returns when it is durable, or the reason why it is not.
// When ctx ends while w is in the queue, nothing is written. A write that has
// begun is waited for, so the outcome is always known.
func (s *Store) write(ctx context.Context, w *write) error {
	w.done = make(chan error, 1)
	if err := s.enqueue(ctx, w); err != nil {
		return err
	}
	select {
	case err := <-w.done:
		return err
	case <-ctx.Done():
		if w.claimed.CompareAndSwap(false, true) {
			return ctx.Err()
		}
		return <-w.done
	}
}

func (s *Store) enqueue(ctx context.Context, w *write) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.RLock() // Close waits for it; the writer goes on meanwhile
	defer s.mu.RUnlock()
	if s.closed {
		return errClosed
	}
	select {
	case s.queue <- w:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// runWriter is the writing goroutine. It commits the waiting writes in the order
// of arrival, until the queue is closed and empty. The longer the disk takes for
// one commit, the more writes wait for the next.
func (s *Store) runWriter() {
	defer close(s.stopped)
	var batch []*write
	for first := range s.queue {
		batch = s.gather(append(batch[:0], first))
		s.commit(batch)
		clear(batch)
		s.checkpoint()
	}
}

// gather adds the waiting writes, up to a full batch. When none is waiting, it
// lets the other goroutines run once and looks again, so that rooms which shared
// the last commit share the next one too. It never waits for a timer: a single
// room is not delayed, and under load the previous commit was the wait.
func (s *Store) gather(batch []*write) []*write {
	entries := batch[0].entries
	for yielded := false; entries < batchEntries; {
		select {
		case w, open := <-s.queue:
			if !open {
				return batch
			}
			batch = append(batch, w)
			entries += w.entries
			yielded = false
		default:
			if yielded {
				return batch
			}
			runtime.Gosched()
			yielded = true
		}
	}
	return batch
}

// commit does the writes in one transaction and reports to each caller. When one
// of them fails, all are undone and done again one by one, so that only the
// caller of that one gets the error.
func (s *Store) commit(batch []*write) {
	claimed := batch[:0]
	for _, w := range batch {
		if w.claimed.CompareAndSwap(false, true) {
			claimed = append(claimed, w)
		}
	}
	if len(claimed) == 0 {
		return
	}
	again, err := s.transact(claimed)
	for i, w := range claimed {
		switch {
		case err == nil:
			w.done <- w.err
		case again && len(claimed) > 1 && s.failed == nil:
			_, err := s.transact(claimed[i : i+1])
			if err == nil {
				err = w.err
			}
			w.done <- err
		default:
			w.done <- err
		}
	}
}

// transact does all of the writes or none. When it returns no error, each write
// has its own in err. Otherwise again says whether doing fewer at once may help.
func (s *Store) transact(batch []*write) (again bool, err error) {
	if s.failed != nil {
		return false, s.failed
	}
	if !s.inPlace() {
		return false, s.fail(fmt.Errorf("%w: the database file was moved or replaced", journal.ErrFatal))
	}
	if _, err := s.writeStatements.begin.Exec(); err != nil {
		return false, s.fail(classify(err, "", 0))
	}
	for _, w := range batch {
		w.err = nil
		err := w.run(s.writeStatements)
		var u unchanged
		if errors.As(err, &u) {
			w.err = u.error
			continue
		}
		if err != nil {
			s.rollback()
			return true, s.fail(classify(err, w.workshop, 0))
		}
	}
	if _, err := s.writeStatements.commit.Exec(); err != nil {
		s.rollback()
		return true, s.fail(classify(err, batch[0].workshop, 0))
	}
	eraseLog := false
	for _, w := range batch {
		s.pages += 4 + w.entries + w.bytes/pageSize
		eraseLog = eraseLog || w.eraseLog && w.err == nil
	}
	if eraseLog {
		return false, s.eraseLog()
	}
	return false, nil
}

// fail remembers a failure after which nothing may be written any more.
func (s *Store) fail(err error) error {
	if errors.Is(err, journal.ErrFatal) {
		s.failed = err
	}
	return err
}

// rollback ends the transaction. SQLite may have ended it by itself, so the
// error of the rollback says nothing. A transaction that is still open makes the
// next begin fail.
func (s *Store) rollback() {
	_, _ = s.writeStatements.rollback.Exec()
}

// checkpoint moves the log into the database when it has become long. SQLite
// could do so by itself, but would hide that the disk failed.
//
// It does not wait for readers; the log begins anew when no reader needs it.
// Only when the log has passed its limit does it wait for them, for a short
// time, since all rooms wait too. So the log outgrows its limit only during a
// single long read, such as a backup.
func (s *Store) checkpoint() {
	if s.failed != nil || s.pages < checkpointPages {
		return
	}
	s.pages = 0
	frames, _, err := s.runCheckpoint("PASSIVE")
	if err == nil && frames > logLimitBytes/pageSize {
		_, _, err = s.runCheckpointWithRetry("RESTART")
	}
	// After a full disk, or with a reader in the way, the log still holds
	// everything, and the next checkpoint tries again. A fatal error stops the
	// writing.
	_ = s.fail(classify(err, "", 0))
}

// eraseLog empties the log, so that nothing that was deleted is left in it. If a
// reader needs the log for longer than the writer waits, the next checkpoint
// overwrites it.
func (s *Store) eraseLog() error {
	s.pages = 0
	_, _, err := s.runCheckpointWithRetry("TRUNCATE")
	if err = classify(err, "", 0); errors.Is(err, journal.ErrFatal) {
		return s.fail(err)
	}
	return nil
}

// runCheckpointWithRetry runs a checkpoint that waits for readers, for a short time.
func (s *Store) runCheckpointWithRetry(mode string) (frames, moved int, err error) {
	ctx := context.Background()
	if _, err := s.conn.ExecContext(ctx, "PRAGMA "+setShortBusyTimeout); err != nil {
		return 0, 0, err
	}
	frames, moved, err = s.runCheckpoint(mode)
	_, restore := s.conn.ExecContext(ctx, "PRAGMA "+setBusyTimeout)
	return frames, moved, errors.Join(err, restore)
}

// runCheckpoint returns the length of the log, and how much of it was moved into
// the database, both in pages.
func (s *Store) runCheckpoint(mode string) (frames, moved int, err error) {
	var busy int
	err = s.conn.QueryRowContext(context.Background(), "PRAGMA wal_checkpoint("+mode+")").Scan(&busy, &frames, &moved)
	return frames, moved, err
}
