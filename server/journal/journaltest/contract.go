// Package journaltest holds the contract that every journal.Journal keeps.
package journaltest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"warsztat/server/journal"
)

// Open opens an empty journal for the test, and closes it when the test ends
// (closing it twice must do no harm).
type Open func(t *testing.T) journal.Journal

// Reopen closes the journal as an orderly stop does, and opens the same again.
type Reopen func(t *testing.T, j journal.Journal) journal.Journal

// Corrupt changes what an open journal has stored, as a failing disk would: the
// journal must not be able to tell that it was done on purpose.
type Corrupt struct {
	Entry    func(t *testing.T, j journal.Journal, workshop string, seq uint64) // changes its body
	Loss     func(t *testing.T, j journal.Journal, workshop string, seq uint64) // removes the entry
	Snapshot func(t *testing.T, j journal.Journal, workshop string, seq uint64) // changes its body
}

// Contract tests a journal.
func Contract(t *testing.T, open Open, reopen Reopen, corrupt Corrupt) {
	for _, c := range []struct {
		name string
		test func(*testing.T, Open)
	}{
		{"entries are numbered without a gap", entriesNumbered},
		{"what is read is what was written", roundTrip},
		{"a read keeps to its bounds", readBounds},
		{"entries that do not follow the head are refused", wrongNumbers},
		{"an unknown workshop is told apart", unknownWorkshop},
		{"a stale append leaves nothing behind", staleAppend},
		{"a batch is stored whole or not at all", allOrNothing},
		{"an entry is found by its receipt", findReceipt},
		{"no memory is shared with callers", noSharedMemory},
		{"several instances append to one workshop", concurrentAppends},
		{"appends to many workshops do not mix", manyWorkshops},
		{"readers see whole batches", readersBesideWriters},
		{"an ended context lets nothing happen", alreadyCancelled},
		{"a context ends while an append waits", cancelledWhileWaiting},
		{"a context ends during a read", cancelledWhileReading},
		{"a closed journal fails", closedJournal},
		{"the newest snapshot is returned", newestSnapshot},
		{"snapshots are kept by their numbers", keptSnapshots},
		{"a snapshot has any size", snapshotSizes},
		{"a deletion leaves nothing behind", deleteWorkshop},
		{"a long journal is deleted whole", deleteLongJournal},
		{"a workshop that is being deleted looks whole or gone", deleteBesideReaders},
		{"any calls answer as a list in memory would", matchesModel},
		{"everything outlives a restart", func(t *testing.T, open Open) { outlivesRestart(t, open, reopen) }},
		{"a damaged entry is not returned", func(t *testing.T, open Open) { damagedEntry(t, open, corrupt) }},
		{"a lost entry is noticed", func(t *testing.T, open Open) { lostEntry(t, open, corrupt) }},
		{"a damaged snapshot counts as none", func(t *testing.T, open Open) { damagedSnapshot(t, open, corrupt) }},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open) })
	}
}

var background = context.Background()

// id is the id of the workshop that a test calls by this name.
func id(name string) string { return uuid.NewSHA1(uuid.Nil, []byte(name)).String() }

// entry makes an entry that can be recognised by its body.
func entry(seq uint64, body string) journal.Entry {
	return journal.Entry{
		Seq: seq, At: time.UnixMilli(1_700_000_000_000 + int64(seq)).UTC(),
		Member: "member", Receipt: fmt.Sprint("receipt ", seq), Digest: seq << 61, Mark: seq << 60, Body: []byte(body),
	}
}

// run makes the entries first … last.
func run(first, last uint64) []journal.Entry {
	var entries []journal.Entry
	for seq := first; seq <= last; seq++ {
		entries = append(entries, entry(seq, fmt.Sprintf("change %d", seq)))
	}
	return entries
}

func create(t *testing.T, j journal.Journal, workshop string, last uint64) {
	t.Helper()
	if err := j.Create(background, workshop, run(1, last)); err != nil {
		t.Fatal(err)
	}
}

func extend(t *testing.T, j journal.Journal, workshop string, head uint64, entries []journal.Entry) {
	t.Helper()
	if err := j.Append(background, workshop, head, entries); err != nil {
		t.Fatal(err)
	}
}

func wantHead(t *testing.T, j journal.Journal, workshop string, want uint64) {
	t.Helper()
	head, err := j.Head(background, workshop)
	if err != nil {
		t.Fatal(err)
	}
	if head != want {
		t.Fatalf("workshop %s: head %d, want %d", workshop, head, want)
	}
}

// wantEntries compares the whole journal of the workshop.
func wantEntries(t *testing.T, j journal.Journal, workshop string, want []journal.Entry) {
	t.Helper()
	got, err := j.Read(background, workshop, 0, len(want)+10)
	if err != nil {
		t.Fatal(err)
	}
	same(t, got, want)
	wantHead(t, j, workshop, uint64(len(want)))
}

func same(t *testing.T, got, want []journal.Entry) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d entries, want %d", len(got), len(want))
	}
	for i := range want {
		if !equal(got[i], want[i]) {
			t.Fatalf("entry %d is\n%+v, want\n%+v", i, got[i], want[i])
		}
	}
}

func equal(a, b journal.Entry) bool {
	return a.Seq == b.Seq && a.At.Equal(b.At) && a.Member == b.Member && a.Command == b.Command && a.Receipt == b.Receipt &&
		a.Digest == b.Digest && a.Mark == b.Mark && string(a.Body) == string(b.Body)
}

func wantError(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("error %v, want %v", err, want)
	}
}

// wantWorkshops compares the list of all workshops.
func wantWorkshops(t *testing.T, j journal.Journal, want ...string) {
	t.Helper()
	got, err := j.Workshops(background)
	slices.Sort(want)
	if err != nil || !slices.Equal(got, want) {
		t.Fatalf("the workshops are %v, %v; want %v", got, err, want)
	}
}

func wantFound(t *testing.T, j journal.Journal, workshop, receipt string, want uint64) {
	t.Helper()
	e, found, err := j.Find(background, workshop, receipt)
	if err != nil {
		t.Fatal(err)
	}
	if !found || e.Seq != want || e.Receipt != receipt {
		t.Fatalf("receipt %q: %+v, found %v; want entry %d", receipt, e, found, want)
	}
}

func wantNotFound(t *testing.T, j journal.Journal, workshop, receipt string) {
	t.Helper()
	e, found, err := j.Find(background, workshop, receipt)
	if err != nil {
		t.Fatal(err)
	}
	if found || e.Seq != 0 {
		t.Fatalf("receipt %q is found as entry %d", receipt, e.Seq)
	}
}

func wantDamage(t *testing.T, err error, workshop string, seq uint64) {
	t.Helper()
	var damaged *journal.DamagedError
	if !errors.As(err, &damaged) {
		t.Fatalf("error %v, want a DamagedError", err)
	}
	if damaged.Workshop != workshop || damaged.Seq != seq {
		t.Fatalf("%v; want workshop %s, entry %d", damaged, workshop, seq)
	}
}
