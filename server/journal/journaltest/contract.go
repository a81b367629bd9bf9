// Package journaltest holds the tests that every implementation of
// [journal.Journal] must pass. A test of an implementation calls [All], or
// single ones of them, with a function that opens an empty journal.
package journaltest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"warsztat/server/journal"
)

// Open opens an empty journal for the test, and closes it when the test ends
// (closing it twice must do no harm).
type Open func(t *testing.T) journal.Journal

// Reopen closes the journal as an orderly stop does, and opens the same again.
type Reopen func(t *testing.T, j journal.Journal) journal.Journal

// Harm changes what is stored beneath an open journal, as a failing disk
// would: the journal must not be able to tell that it was done on purpose.
type Harm struct {
	Entry    func(t *testing.T, j journal.Journal, workshop string, seq uint64) // changes its body
	Loss     func(t *testing.T, j journal.Journal, workshop string, seq uint64) // removes it
	Snapshot func(t *testing.T, j journal.Journal, workshop string, seq uint64) // changes its body
}

// All runs every test.
func All(t *testing.T, open Open, reopen Reopen, harm Harm) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, Open)
	}{
		{"Numbers", Numbers}, {"RoundTrip", RoundTrip}, {"Windows", Windows}, {"Mistakes", Mistakes},
		{"Existence", Existence}, {"Stale", Stale}, {"AllOrNothing", AllOrNothing}, {"Find", Find}, {"Ownership", Ownership},
		{"Race", Race}, {"ManyWorkshops", ManyWorkshops}, {"ReadersBesideWriters", ReadersBesideWriters},
		{"Cancelled", Cancelled}, {"CancelledWhileWaiting", CancelledWhileWaiting},
		{"CancelledWhileReading", CancelledWhileReading}, {"Closed", Closed},
		{"Snapshots", Snapshots}, {"SnapshotBodies", SnapshotBodies},
		{"Delete", Delete}, {"DeleteLong", DeleteLong}, {"DeleteBesideReaders", DeleteBesideReaders},
		{"Model", Model},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open) })
	}
	t.Run("Durable", func(t *testing.T) { Durable(t, open, reopen) })
	t.Run("DamagedEntry", func(t *testing.T) { DamagedEntry(t, open, harm) })
	t.Run("LostEntry", func(t *testing.T) { LostEntry(t, open, harm) })
	t.Run("DamagedSnapshot", func(t *testing.T) { DamagedSnapshot(t, open, harm) })
}

var background = context.Background()

// entry makes a change that can be recognised by its body.
func entry(seq uint64, body string) journal.Entry {
	return journal.Entry{
		Seq: seq, At: time.UnixMilli(1_700_000_000_000 + int64(seq)).UTC(),
		Member: "member", Client: "client", Number: seq, Body: []byte(body),
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
	return a.Seq == b.Seq && a.At.Equal(b.At) && a.Member == b.Member && a.Client == b.Client &&
		a.Number == b.Number && string(a.Body) == string(b.Body)
}

func wantError(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("error %v, want %v", err, want)
	}
}

func wantFound(t *testing.T, j journal.Journal, workshop, client string, number, want uint64) {
	t.Helper()
	seq, found, err := j.Find(background, workshop, client, number)
	if err != nil {
		t.Fatal(err)
	}
	if !found || seq != want {
		t.Fatalf("command %d of %s: seq %d, found %v; want %d", number, client, seq, found, want)
	}
}

func wantNotFound(t *testing.T, j journal.Journal, workshop, client string, number uint64) {
	t.Helper()
	seq, found, err := j.Find(background, workshop, client, number)
	if err != nil {
		t.Fatal(err)
	}
	if found || seq != 0 {
		t.Fatalf("command %d of %s is found as entry %d", number, client, seq)
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
