package sqlite

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"warsztat/server/journal"
)

// holdWriter returns when the writing goroutine is busy, and keeps it busy until
// the returned function is called.
func holdWriter(s *Store) (release func()) {
	busy, free, done := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		done <- s.write(background, &write{run: func(*writeStatements) error {
			close(busy)
			<-free
			return nil
		}})
	}()
	<-busy
	return func() {
		close(free)
		<-done
	}
}

// waitForQueue waits until n writes are in the queue.
func waitForQueue(s *Store, n int) {
	for len(s.queue) < n {
		runtime.Gosched()
	}
}

// TestWithdrawn: an append whose context ends while it is in the queue does not
// happen, and returns without waiting for the disk.
func TestWithdrawn(t *testing.T) {
	s := openStore(t, database(t))
	mustCreate(t, s, "w", 1)
	release := holdWriter(s)
	ctx, cancel := context.WithCancel(background)
	var appended sync.WaitGroup
	appended.Go(func() {
		if err := s.Append(ctx, "w", 1, numbers(2, 3)); !errors.Is(err, context.Canceled) {
			t.Errorf("append: %v", err)
		}
	})
	waitForQueue(s, 1)
	cancel()
	appended.Wait() // while the writer is still held
	release()
	wantLength(t, s, "w", 1)
	mustAppend(t, s, "w", 1, numbers(2, 2))
}

// TestOutcomeKnown: a write that has begun is waited for although its context
// has ended, and returns its true outcome.
func TestOutcomeKnown(t *testing.T) {
	s := openStore(t, database(t))
	mustCreate(t, s, "w", 1)
	ctx, cancel := context.WithCancel(background)
	err := s.write(ctx, &write{run: func(ws *writeStatements) error {
		cancel()
		_, err := ws.putSetting.Exec("setting.name", "value", ws.sums.Meta("setting.name", "value"))
		return err
	}})
	if err != nil {
		t.Fatal(err)
	}
	if value, found, err := s.Setting(background, "name"); value != "value" || !found || err != nil {
		t.Fatalf("%q, %v, %v", value, found, err)
	}
}

// TestFullQueue: when the queue is full callers wait until it is not, or until
// their context ends.
func TestFullQueue(t *testing.T) {
	s := openStore(t, database(t))
	release := holdWriter(s)
	var all sync.WaitGroup
	for i := range queueLength {
		all.Go(func() {
			if err := s.SetSetting(background, fmt.Sprint(i), "x"); err != nil {
				t.Error(err)
			}
		})
	}
	waitForQueue(s, queueLength)
	ctx, cancel := context.WithCancel(background)
	all.Go(func() {
		if err := s.SetSetting(ctx, "withdrawn", "x"); !errors.Is(err, context.Canceled) {
			t.Errorf("a write that found the queue full: %v", err)
		}
	})
	cancel()
	all.Go(func() {
		if err := s.SetSetting(background, "late", "x"); err != nil {
			t.Error(err)
		}
	})
	release()
	all.Wait()
	if _, found, err := s.Setting(background, "withdrawn"); found || err != nil {
		t.Fatalf("found %v, %v", found, err)
	}
	if _, found, err := s.Setting(background, "late"); !found || err != nil {
		t.Fatalf("found %v, %v", found, err)
	}
}

// TestGroupCommit: writes that wait together become durable in one commit, and
// one that must be refused does not spoil the others.
func TestGroupCommit(t *testing.T) {
	s := openStore(t, database(t))
	const rooms = 60
	for i := range rooms {
		mustCreate(t, s, fmt.Sprintf("w%d", i), 2)
	}
	for _, spoiled := range []bool{false, true} {
		before := commits(t, s)
		release := holdWriter(s)
		var all sync.WaitGroup
		var appended, stale, repeated atomic.Int32
		for i := range rooms {
			all.Go(func() {
				name := fmt.Sprintf("w%d", i)
				head, err := s.Head(background, name)
				if err != nil {
					t.Error(err)
					return
				}
				entries := numbers(head+1, head+2)
				switch {
				case i%3 == 1:
					head, entries = head-1, numbers(head, head)
				case i%30 == 2 && spoiled:
					entries[1].Receipt = entries[0].Receipt
				}
				switch err := s.Append(background, name, head, entries); {
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
		if n := commits(t, s) - before; !spoiled && n != 1 {
			t.Errorf("%d commits for appends that waited together", n)
		}
	}
	for i := range rooms {
		want := 6
		switch {
		case i%3 == 1:
			want = 2
		case i%30 == 2:
			want = 4
		}
		wantLength(t, s, fmt.Sprintf("w%d", i), want)
	}
}

// commits counts the commits in the log.
func commits(t *testing.T, s *Store) int {
	t.Helper()
	log, err := os.ReadFile(s.path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for frame := logHeaderSize; frame < len(log); frame += frameHeaderSize + pageSize {
		if binary.BigEndian.Uint32(log[frame+4:]) != 0 {
			n++
		}
	}
	return n
}

// TestLogLength: the log stays within its bound while there are always readers.
func TestLogLength(t *testing.T) {
	s := openStore(t, database(t))
	mustCreate(t, s, "w", 1)
	ctx, cancel := context.WithCancel(background)
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for ctx.Err() == nil {
				if _, err := s.Read(background, "w", 0, 20); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	const batch, bodySize = 20, 40_000
	longest := int64(0)
	for head := uint64(1); head < 1000; head += batch { // 40 MB
		entries := numbers(head+1, head+batch)
		for i := range entries {
			entries[i].Body = make([]byte, bodySize)
		}
		mustAppend(t, s, "w", head, entries)
		info, err := os.Stat(s.path + "-wal")
		if err != nil {
			t.Fatal(err)
		}
		longest = max(longest, info.Size())
	}
	cancel()
	readers.Wait()
	if bound := int64(logLimitBytes + 2*checkpointPages*pageSize + 2*batch*bodySize); longest > bound {
		t.Errorf("the log grew to %d bytes, more than %d", longest, bound)
	}
	t.Logf("longest log: %d bytes", longest)
}
