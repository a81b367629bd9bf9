package postgres

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"warsztat/server/journal"
)

func numbers(first, last uint64) []journal.Entry {
	var entries []journal.Entry
	for seq := first; seq <= last; seq++ {
		entries = append(entries, journal.Entry{Seq: seq, Member: "m", Receipt: fmt.Sprint("c ", seq), Digest: seq, Mark: rand.Uint64(), Body: []byte("body")})
	}
	return entries
}

func mustCreate(t testing.TB, s *Store, workshop string, last uint64) {
	t.Helper()
	if err := s.Create(background, workshop, numbers(1, last)); err != nil {
		t.Fatal(err)
	}
}

func wantLength(t testing.TB, s *Store, workshop string, want int) {
	t.Helper()
	if entries, err := s.Read(background, workshop, 0, want+1); err != nil || len(entries) != want {
		t.Fatalf("workshop %s: %d entries, %v; want %d", workshop, len(entries), err, want)
	}
}

// holdWriter keeps the appending goroutine busy: it waits for a workshop that
// somebody has locked, until the returned function is called.
func holdWriter(t *testing.T, s *Store) (release func()) {
	t.Helper()
	tx, err := s.pool.Begin(background)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(background, `SELECT FROM workshops WHERE workshop = $1 FOR UPDATE`, workshop("held")); err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- s.Append(background, workshop("held"), 0, nil) }()
	for waits := false; !waits; {
		if err := s.pool.QueryRow(background, `SELECT EXISTS (SELECT FROM pg_stat_activity
			WHERE wait_event_type = 'Lock' AND $1 = ANY (pg_blocking_pids(pid)))`, int32(tx.Conn().PgConn().PID())).Scan(&waits); err != nil {
			t.Fatal(err)
		}
	}
	return func() {
		if err := errors.Join(tx.Rollback(background), <-done); err != nil {
			t.Error(err)
		}
	}
}

// waitForQueue waits until n appends are in the queue.
func waitForQueue(s *Store, n int) {
	for len(s.queue) < n {
		runtime.Gosched()
	}
}

// TestGroupCommit: appends that wait together become durable in one transaction,
// and one that must be refused does not spoil the others.
func TestGroupCommit(t *testing.T) {
	address := server.Database(t)
	s := openStore(t, address)
	mustCreate(t, s, workshop("held"), 0)
	const rooms = 60
	for i := range rooms {
		mustCreate(t, s, workshop(fmt.Sprint("w", i)), 2)
	}
	for round, spoiled := range []bool{false, true} {
		head := uint64(2 + 2*round)
		release := holdWriter(t, s)
		var all sync.WaitGroup
		var appended, stale, repeated atomic.Int32
		for i := range rooms {
			all.Go(func() {
				head, entries := head, numbers(head+1, head+2)
				switch {
				case i%3 == 1:
					head, entries = 1, numbers(2, 2)
				case i%30 == 2 && spoiled:
					entries[1].Receipt = entries[0].Receipt
				}
				switch err := s.Append(background, workshop(fmt.Sprint("w", i)), head, entries); {
				case err == nil:
					appended.Add(1)
				case errors.Is(err, journal.ErrStale):
					stale.Add(1)
				case errors.Is(err, journal.ErrExists):
					repeated.Add(1)
				default:
					t.Error(err)
				}
			})
		}
		waitForQueue(s, rooms)
		release()
		all.Wait()
		want := [3]int32{40, 20, 0}
		if spoiled {
			want = [3]int32{38, 20, 2}
		}
		if got := [3]int32{appended.Load(), stale.Load(), repeated.Load()}; got != want {
			t.Errorf("appended, stale, repeated: %v, want %v", got, want)
		}
		var transactions int
		if err := s.pool.QueryRow(background, `SELECT count(DISTINCT xmin::text) FROM entries WHERE seq = $1`, int64(head+1)).Scan(&transactions); err != nil {
			t.Fatal(err)
		}
		if !spoiled && transactions != 1 {
			t.Errorf("%d transactions for appends that waited together", transactions)
		}
	}
}

// TestWithdrawn: an append whose context ends while it is in the queue does not
// happen, and returns without waiting for the server.
func TestWithdrawn(t *testing.T) {
	s := openStore(t, server.Database(t))
	mustCreate(t, s, workshop("held"), 0)
	mustCreate(t, s, workshop("w"), 1)
	release := holdWriter(t, s)
	ctx, cancel := context.WithCancel(background)
	var appended sync.WaitGroup
	appended.Go(func() {
		if err := s.Append(ctx, workshop("w"), 1, numbers(2, 3)); !errors.Is(err, context.Canceled) {
			t.Errorf("append: %v", err)
		}
	})
	waitForQueue(s, 1)
	cancel()
	appended.Wait() // while the writer is still held
	release()
	wantLength(t, s, workshop("w"), 1)
}

// TestHangingInstance: an instance that hangs in a transaction does not hold up the
// others for good. The database ends its transaction.
func TestHangingInstance(t *testing.T) {
	t.Parallel()
	address := server.Database(t)
	hanging, other := openStore(t, address), openStore(t, address)
	mustCreate(t, hanging, workshop("w"), 1)
	tx, err := hanging.pool.Begin(background)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback(background)
	if _, err := tx.Exec(background, `DELETE FROM workshops`); err != nil {
		t.Fatal(err)
	}
	if err := other.Append(background, workshop("w"), 1, numbers(2, 2)); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(background); err == nil {
		t.Error("the transaction that hung was committed")
	}
	wantLength(t, other, workshop("w"), 2)
}

// TestNoUUID: an id that no workshop can have is that of an unknown one, and
// does not spoil what is appended with it.
func TestNoUUID(t *testing.T) {
	s := openStore(t, server.Database(t))
	mustCreate(t, s, workshop("held"), 0)
	mustCreate(t, s, workshop("w"), 1)
	release := holdWriter(t, s)
	var appended sync.WaitGroup
	appended.Go(func() {
		if err := s.Append(background, "w", 1, numbers(2, 2)); !errors.Is(err, journal.ErrNotFound) {
			t.Errorf("append: %v", err)
		}
	})
	appended.Go(func() {
		if err := s.Append(background, workshop("w"), 1, numbers(2, 2)); err != nil {
			t.Error(err)
		}
	})
	waitForQueue(s, 2)
	release()
	appended.Wait()
	if _, err := s.Head(background, "w"); !errors.Is(err, journal.ErrNotFound) {
		t.Errorf("head: %v", err)
	}
}
