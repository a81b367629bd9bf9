package journaltest

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"warsztat/server/journal"
)

// outlivesRestart: an orderly stop keeps the epoch and everything that is stored.
func outlivesRestart(t *testing.T, open Open, reopen Reopen) {
	j := open(t)
	epoch := j.Epoch()
	create(t, j, id("w"), 40)
	create(t, j, id("gone"), 5)
	save(t, j, id("w"), 30, "thirty")
	if err := j.Delete(background, id("gone")); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		j = reopen(t, j)
		if j.Epoch() != epoch {
			t.Fatalf("epoch %s, want %s", j.Epoch(), epoch)
		}
		wantEntries(t, j, id("w"), run(1, 40))
		wantSnapshot(t, j, id("w"), 30, "thirty")
		wantFound(t, j, id("w"), "receipt 40", 40)
		_, err := j.Head(background, id("gone"))
		wantError(t, err, journal.ErrNotFound)
	}
	extend(t, j, id("w"), 40, run(41, 41))
	wantEntries(t, j, id("w"), run(1, 41))
}

// damagedEntry: an entry that was changed on the disk is never returned. The
// entries before it and other workshops are.
func damagedEntry(t *testing.T, open Open, corrupt Corrupt) {
	j := open(t)
	create(t, j, id("w"), 20)
	create(t, j, id("v"), 20)
	corrupt.Entry(t, j, id("w"), 13)
	for _, after := range []uint64{0, 5, 12} {
		got, err := j.Read(background, id("w"), after, 100)
		wantDamage(t, err, id("w"), 13)
		same(t, got, run(after+1, 12))
	}
	got, err := j.Read(background, id("w"), 0, 12)
	if err != nil {
		t.Fatal(err)
	}
	same(t, got, run(1, 12))
	if got, err = j.Read(background, id("w"), 13, 100); err != nil {
		t.Fatal(err)
	}
	same(t, got, run(14, 20))
	e, found, err := j.Find(background, id("w"), "receipt 13")
	if wantDamage(t, err, id("w"), 13); !found || e.Seq != 13 {
		t.Errorf("the damaged entry: %+v, %v", e, found)
	}
	wantFound(t, j, id("w"), "receipt 12", 12)
	wantNotFound(t, j, id("w"), "of nobody")

	wantEntries(t, j, id("v"), run(1, 20))
	extend(t, j, id("v"), 20, run(21, 21))
	if err := j.Delete(background, id("w")); err != nil {
		t.Fatal(err)
	}
	wantEntries(t, j, id("v"), run(1, 21))
}

// lostEntry: a number that is missing, also at the end, is damage.
func lostEntry(t *testing.T, open Open, corrupt Corrupt) {
	j := open(t)
	create(t, j, id("w"), 20)
	corrupt.Loss(t, j, id("w"), 20)
	got, err := j.Read(background, id("w"), 0, 100)
	wantDamage(t, err, id("w"), 20)
	same(t, got, run(1, 19))
	got, err = j.Read(background, id("w"), 19, 1)
	wantDamage(t, err, id("w"), 20)
	same(t, got, nil)

	corrupt.Loss(t, j, id("w"), 1)
	got, err = j.Read(background, id("w"), 0, 5)
	wantDamage(t, err, id("w"), 1)
	same(t, got, nil)
	if got, err = j.Read(background, id("w"), 1, 5); err != nil {
		t.Fatal(err)
	}
	same(t, got, run(2, 6))
}

// deleteWorkshop: nothing of the workshop is left, and other workshops are as they were.
func deleteWorkshop(t *testing.T, open Open) {
	j := open(t)
	for _, name := range []string{id("w"), id("w1"), id("v")} {
		create(t, j, name, 10)
		save(t, j, name, 5, "five")
		save(t, j, name, 10, "ten")
	}
	wantWorkshops(t, j, id("w"), id("w1"), id("v"))
	if err := j.Delete(background, id("w")); err != nil {
		t.Fatal(err)
	}
	wantWorkshops(t, j, id("w1"), id("v"))
	_, err := j.Head(background, id("w"))
	wantError(t, err, journal.ErrNotFound)
	_, err = j.Read(background, id("w"), 0, 1)
	wantError(t, err, journal.ErrNotFound)
	wantError(t, j.Append(background, id("w"), 10, run(11, 11)), journal.ErrNotFound)
	wantError(t, j.SaveSnapshot(background, id("w"), 10, nil, nil), journal.ErrNotFound)
	wantError(t, j.Delete(background, id("w")), journal.ErrNotFound)
	wantNotFound(t, j, id("w"), "receipt 1")
	wantSnapshot(t, j, id("w"), 0, "")
	for _, name := range []string{id("w1"), id("v")} {
		wantEntries(t, j, name, run(1, 10))
		wantSnapshot(t, j, name, 10, "ten")
		wantFound(t, j, name, "receipt 10", 10)
	}
	create(t, j, id("w"), 2) // the same commands again
	wantEntries(t, j, id("w"), run(1, 2))
	wantSnapshot(t, j, id("w"), 0, "")
}

// deleteLongJournal: a long journal is deleted whole, while others are written.
func deleteLongJournal(t *testing.T, open Open) {
	j := open(t)
	create(t, j, id("w"), 1)
	create(t, j, id("v"), 1)
	extend(t, j, id("w"), 1, run(2, 1200))
	var all sync.WaitGroup
	all.Go(func() {
		for head := uint64(1); head < 50; head++ {
			if err := j.Append(background, id("v"), head, run(head+1, head+1)); err != nil {
				t.Error(err)
				return
			}
		}
	})
	if err := j.Delete(background, id("w")); err != nil {
		t.Error(err)
	}
	all.Wait()
	create(t, j, id("w"), 3)
	wantEntries(t, j, id("w"), run(1, 3))
	wantEntries(t, j, id("v"), run(1, 50))
}

// deleteBesideReaders: a workshop that is being deleted is read whole or not
// found; it never looks damaged.
func deleteBesideReaders(t *testing.T, open Open) {
	j := open(t)
	const workshops, length = 3, 700
	for i := range workshops {
		create(t, j, id(fmt.Sprintf("w%d", i)), 1)
		extend(t, j, id(fmt.Sprintf("w%d", i)), 1, run(2, length))
	}
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			for i := range workshops {
				for {
					name := id(fmt.Sprintf("w%d", i))
					entries, err := j.Read(background, name, 0, 2*length)
					if errors.Is(err, journal.ErrNotFound) {
						if _, found, err := j.Find(background, name, fmt.Sprint("receipt ", length)); found || err != nil {
							t.Errorf("an entry of a deleted workshop is found: %v, %v", found, err)
						}
						break
					}
					if err != nil || len(entries) != length {
						t.Errorf("%d entries, %v", len(entries), err)
						return
					}
				}
			}
		})
	}
	for i := range workshops {
		if err := j.Delete(background, id(fmt.Sprintf("w%d", i))); err != nil {
			t.Error(err)
		}
	}
	all.Wait()
}
