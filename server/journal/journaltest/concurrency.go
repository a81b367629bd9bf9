package journaltest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"

	"warsztat/server/journal"
)

// concurrentAppends: several instances append to one workshop. An instance that
// was too late reads what it missed and tries again. Every command is stored
// once, and the commands of one client are stored in their order.
func concurrentAppends(t *testing.T, open Open) {
	j := open(t)
	create(t, j, id("w"), 1)
	const instances, commands = 8, 25
	var all sync.WaitGroup
	for i := range instances {
		all.Go(func() {
			client := fmt.Sprintf("instance%d", i)
			head := uint64(1)
			for number := uint64(1); number <= commands; {
				var batch []journal.Entry
				for n := number; n <= min(commands, number+uint64(i%3)); n++ {
					batch = append(batch, journal.Entry{Seq: head + 1 + uint64(len(batch)), Member: client, Receipt: fmt.Sprint(client, " ", n), Digest: n, Mark: rand.Uint64()})
				}
				err := j.Append(background, id("w"), head, batch)
				switch {
				case err == nil:
					head += uint64(len(batch))
					number += uint64(len(batch))
				case errors.Is(err, journal.ErrStale):
					missed, err := j.Read(background, id("w"), head, 1000)
					if err != nil || len(missed) == 0 {
						t.Errorf("after %d, where an append was stale: %d entries, %v", head, len(missed), err)
						return
					}
					head += uint64(len(missed))
				default:
					t.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	entries, err := j.Read(background, id("w"), 1, 1000)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != instances*commands {
		t.Fatalf("%d entries, want %d", len(entries), instances*commands)
	}
	last := map[string]uint64{}
	for i, e := range entries {
		if e.Seq != uint64(i)+2 || e.Digest != last[e.Member]+1 {
			t.Fatalf("entry %d is command %d of %s, after %d", e.Seq, e.Digest, e.Member, last[e.Member])
		}
		last[e.Member] = e.Digest
		wantFound(t, j, id("w"), e.Receipt, e.Seq)
	}
}

// manyWorkshops: appends to many workshops at once may share a commit. They do
// not affect each other, and appends that are refused do not affect them.
func manyWorkshops(t *testing.T, open Open) {
	j := open(t)
	workshops, rounds := 64, 12
	if testing.Short() {
		workshops, rounds = 16, 6
	}
	var all sync.WaitGroup
	for i := range workshops {
		all.Go(func() {
			name := id(fmt.Sprintf("w%d", i))
			if err := j.Create(background, name, run(1, 1)); err != nil {
				t.Error(err)
				return
			}
			head := uint64(1)
			for round := range rounds {
				last := head + uint64(1+(i+round)%4)
				if err := j.Append(background, name, head, run(head+1, last)); err != nil {
					t.Error(err)
					return
				}
				head = last
				switch (i + round) % 5 { // some make mistakes
				case 0:
					late := run(head, head)
					late[0].Mark = rand.Uint64()
					if err := j.Append(background, name, head-1, late); !errors.Is(err, journal.ErrStale) {
						t.Errorf("stale append: %v", err)
					}
				case 1:
					again := entry(head+2, "again")
					again.Receipt = "receipt 1"
					if err := j.Append(background, name, head, []journal.Entry{entry(head+1, ""), again}); !errors.Is(err, journal.ErrExists) {
						t.Errorf("repeated command: %v", err)
					}
				case 2:
					if err := j.Create(background, name, run(1, 1)); !errors.Is(err, journal.ErrExists) {
						t.Errorf("created again: %v", err)
					}
				case 3:
					if err := j.SaveSnapshot(background, name, head, fmt.Append(nil, head), nil); err != nil {
						t.Error(err)
					}
				}
			}
			entries, err := j.Read(background, name, 0, 1000)
			if err != nil || len(entries) != int(head) {
				t.Errorf("%d entries, %v; want %d", len(entries), err, head)
			}
			for k, want := range run(1, head) {
				if !equal(entries[k], want) {
					t.Errorf("workshop %s: entry %d is %+v", name, k+1, entries[k])
				}
			}
		})
	}
	all.Wait()
}

// readersBesideWriters: a read during appends returns whole batches, among them
// everything that was acknowledged before.
func readersBesideWriters(t *testing.T, open Open) {
	j := open(t)
	create(t, j, id("w"), 1)
	const last = 150
	acknowledged := make(chan uint64, last)
	var all sync.WaitGroup
	all.Go(func() {
		defer close(acknowledged)
		for head := uint64(1); head < last; head += 2 { // two at a time: no reader sees one of them
			if err := j.Append(background, id("w"), head, run(head+1, head+2)); err != nil {
				t.Error(err)
				return
			}
			acknowledged <- head + 2
		}
	})
	for range 4 {
		all.Go(func() {
			for least := range acknowledged {
				entries, err := j.Read(background, id("w"), 0, 1000)
				if err != nil {
					t.Error(err)
					return
				}
				if uint64(len(entries)) < least || len(entries)%2 == 0 {
					t.Errorf("%d entries, where %d are acknowledged", len(entries), least)
				}
				if head, err := j.Head(background, id("w")); err != nil || head < uint64(len(entries)) {
					t.Errorf("head %d, %v, after %d entries were read", head, err, len(entries))
				}
			}
		})
	}
	all.Wait()
}

// alreadyCancelled: a context that has ended before a call lets nothing happen.
func alreadyCancelled(t *testing.T, open Open) {
	j := open(t)
	create(t, j, id("w"), 2)
	ctx, cancel := context.WithCancel(background)
	cancel()
	wantError(t, j.Create(ctx, id("v"), run(1, 1)), context.Canceled)
	wantError(t, j.Append(ctx, id("w"), 2, run(3, 3)), context.Canceled)
	wantError(t, j.SaveSnapshot(ctx, id("w"), 2, []byte("x"), nil), context.Canceled)
	wantError(t, j.Delete(ctx, id("w")), context.Canceled)
	_, err := j.Head(ctx, id("w"))
	wantError(t, err, context.Canceled)
	_, err = j.Read(ctx, id("w"), 0, 1)
	wantError(t, err, context.Canceled)
	_, _, err = j.Find(ctx, id("w"), "receipt 1")
	wantError(t, err, context.Canceled)
	_, _, err = j.Snapshot(ctx, id("w"), math.MaxInt64)
	wantError(t, err, context.Canceled)

	wantEntries(t, j, id("w"), run(1, 2))
	_, err = j.Head(background, id("v"))
	wantError(t, err, journal.ErrNotFound)
}

// cancelledWhileWaiting: when a context ends during an append, its entries are
// wholly there or not at all, and they are there if it returned nil.
func cancelledWhileWaiting(t *testing.T, open Open) {
	j := open(t)
	const workshops, batches, size = 16, 20, 3
	var all sync.WaitGroup
	for i := range workshops {
		all.Go(func() {
			name := id(fmt.Sprintf("w%d", i))
			if err := j.Create(background, name, nil); err != nil {
				t.Error(err)
				return
			}
			head := uint64(0)
			for range batches {
				ctx, cancel := context.WithCancel(background)
				var cancelled sync.WaitGroup
				cancelled.Go(cancel) // some time during the append
				err := j.Append(ctx, name, head, run(head+1, head+size))
				cancelled.Wait()
				if err != nil && !errors.Is(err, context.Canceled) {
					t.Error(err)
					return
				}
				entries, failed := j.Read(background, name, head, 100)
				if failed != nil {
					t.Error(failed)
					return
				}
				if len(entries) != size && (err == nil || len(entries) != 0) {
					t.Errorf("append returned %v, and %d of %d entries are there", err, len(entries), size)
					return
				}
				head += uint64(len(entries))
			}
		})
	}
	all.Wait()
}

// cancelledWhileReading: a context that ends during a read is an error of its
// own. It never looks like damage, or like the end of the journal.
func cancelledWhileReading(t *testing.T, open Open) {
	j := open(t)
	create(t, j, id("w"), 200)
	save(t, j, id("w"), 100, "a hundred")
	reads := []func(context.Context) error{
		func(ctx context.Context) error {
			head, err := j.Head(ctx, id("w"))
			if err == nil && head != 200 {
				err = fmt.Errorf("head %d", head)
			}
			return err
		},
		func(ctx context.Context) error {
			entries, err := j.Read(ctx, id("w"), 0, 1000)
			if err == nil && len(entries) != 200 {
				err = fmt.Errorf("%d entries", len(entries))
			}
			return err
		},
		func(ctx context.Context) error {
			_, found, err := j.Find(ctx, id("w"), "receipt 150")
			if err == nil && !found {
				err = errors.New("not found")
			}
			return err
		},
		func(ctx context.Context) error {
			seq, _, err := j.Snapshot(ctx, id("w"), math.MaxInt64)
			if err == nil && seq != 100 {
				err = fmt.Errorf("snapshot %d", seq)
			}
			return err
		},
	}
	for round := range 100 {
		for i, read := range reads {
			ctx, cancel := context.WithCancel(background)
			var cancelled sync.WaitGroup
			cancelled.Go(func() {
				for range round { // later and later
					runtime.Gosched()
				}
				cancel()
			})
			if err := read(ctx); err != nil && !errors.Is(err, context.Canceled) {
				t.Errorf("read %d: %v", i, err)
			}
			cancelled.Wait()
		}
	}
}

// closedJournal: Close waits for the calls that are under way, and later calls fail.
func closedJournal(t *testing.T, open Open) {
	j := open(t)
	var all sync.WaitGroup
	for i := range 8 {
		name := id(fmt.Sprintf("w%d", i))
		create(t, j, name, 1)
		all.Go(func() {
			for head := uint64(1); j.Append(background, name, head, run(head+1, head+1)) == nil; head++ {
			}
		})
	}
	for i := range 8 { // all are at work
		for head := uint64(0); head < 3; {
			var err error
			if head, err = j.Head(background, id(fmt.Sprintf("w%d", i))); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	all.Wait()
	if err := j.Create(background, id("late"), nil); err == nil {
		t.Error("a closed journal creates")
	}
	if _, err := j.Head(background, id("w0")); err == nil || errors.Is(err, journal.ErrNotFound) {
		t.Errorf("a closed journal reads: %v", err)
	}
	var damaged *journal.DamagedError
	if _, err := j.Read(background, id("w0"), 0, 1); err == nil || errors.As(err, &damaged) {
		t.Errorf("a closed journal reads: %v", err)
	}
	if err := j.Close(); err != nil {
		t.Error(err)
	}
}
