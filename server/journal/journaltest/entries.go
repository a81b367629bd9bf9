package journaltest

import (
	"bytes"
	"maps"
	"math"
	"strings"
	"testing"
	"time"

	"warsztat/server/journal"
)

// entriesNumbered: entries are numbered 1, 2, 3 … whatever the sizes of the batches.
func entriesNumbered(t *testing.T, open Open) {
	j := open(t)
	if j.Epoch() == "" || j.Epoch() == open(t).Epoch() {
		t.Fatal("the epoch does not name this database alone")
	}
	create(t, j, id("w"), 3)
	head := uint64(3)
	for _, n := range []uint64{1, 7, 1, 2, 300} {
		extend(t, j, id("w"), head, run(head+1, head+n))
		head += n
		wantHead(t, j, id("w"), head)
	}
	wantEntries(t, j, id("w"), run(1, head))

	if err := j.Create(background, id("empty"), nil); err != nil {
		t.Fatal(err)
	}
	wantEntries(t, j, id("empty"), nil)
	extend(t, j, id("empty"), 0, run(1, 1))
	extend(t, j, id("empty"), 1, nil)
	wantEntries(t, j, id("empty"), run(1, 1))
}

// roundTrip: what is read is what was written.
func roundTrip(t *testing.T, open Open) {
	j := open(t)
	warsaw := time.FixedZone("", 3600)
	entries := []journal.Entry{
		{At: time.Date(2026, 2, 28, 23, 59, 59, 999_999_999, warsaw), Member: "m", Command: "RemoveMember", Receipt: "c1", Digest: 1, Mark: math.MaxUint64, Body: []byte("{}")},
		{At: time.UnixMilli(0), Body: nil},
		{At: time.UnixMilli(-1), Receipt: "c0", Body: []byte{}},
		{Member: "zażółć 𝄞 'quoted'", Receipt: `"; DROP TABLE entries`, Digest: math.MaxUint64, Body: []byte{0, 255, 254, 0}},
		{At: time.UnixMilli(1), Receipt: strings.Repeat("c", 64), Digest: 1 << 53, Body: bytes.Repeat([]byte("long"), 100_000)},
	}
	for i := range entries {
		entries[i].Seq = uint64(i + 1)
	}
	if err := j.Create(background, id("w"), entries); err != nil {
		t.Fatal(err)
	}
	entries[0].At = time.Date(2026, 2, 28, 22, 59, 59, 999_000_000, time.UTC)
	wantEntries(t, j, id("w"), entries)
	for _, e := range entries {
		if e.Receipt != "" {
			wantFound(t, j, id("w"), e.Receipt, e.Seq)
		}
	}
	got, err := j.Read(background, id("w"), 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	if got[0].At.Location() != time.UTC || !got[3].At.IsZero() {
		t.Fatalf("times %v and %v", got[0].At, got[3].At)
	}
}

// readBounds: Read keeps to its bounds.
func readBounds(t *testing.T, open Open) {
	j := open(t)
	create(t, j, id("w"), 20)
	create(t, j, id("v"), 5) // a neighbour, which must not show
	for _, test := range []struct {
		after       uint64
		limit       int
		first, last uint64
	}{
		{0, 1, 1, 1}, {0, 20, 1, 20}, {0, 21, 1, 20}, {0, math.MaxInt32, 1, 20}, {5, 3, 6, 8}, {19, 1, 20, 20}, {19, 9, 20, 20},
		{20, 1, 1, 0}, {21, 5, 1, 0}, {math.MaxInt64, 5, 1, 0}, {math.MaxUint64, 5, 1, 0},
	} {
		got, err := j.Read(background, id("w"), test.after, test.limit)
		if err != nil {
			t.Fatalf("after %d, limit %d: %v", test.after, test.limit, err)
		}
		same(t, got, run(test.first, test.last))
	}
	for _, limit := range []int{0, -1} {
		if _, err := j.Read(background, id("w"), 0, limit); err == nil {
			t.Fatalf("limit %d is accepted", limit)
		}
	}
}

// wrongNumbers: entries that would make a gap or a repetition are refused.
func wrongNumbers(t *testing.T, open Open) {
	j := open(t)
	create(t, j, id("w"), 3)
	for name, entries := range map[string][]journal.Entry{
		"a gap before":   run(5, 5),
		"a gap within":   {entry(4, ""), entry(6, "")},
		"a repetition":   {entry(4, ""), entry(4, "")},
		"backwards":      {entry(5, ""), entry(4, "")},
		"the head again": run(3, 4),
		"zero":           {entry(0, "")},
	} {
		if err := j.Append(background, id("w"), 3, entries); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
	if err := j.Append(background, id("w"), math.MaxUint64, run(0, 0)); err == nil {
		t.Error("a head out of range is accepted")
	}
	if err := j.Create(background, id("v"), run(2, 2)); err == nil {
		t.Error("a beginning with 2 is accepted")
	}
	wantEntries(t, j, id("w"), run(1, 3))
	_, err := j.Head(background, id("v"))
	wantError(t, err, journal.ErrNotFound)
}

// unknownWorkshop: an unknown workshop has its own error, and a known one is not created again.
func unknownWorkshop(t *testing.T, open Open) {
	j := open(t)
	_, err := j.Head(background, id("w"))
	wantError(t, err, journal.ErrNotFound)
	_, err = j.Read(background, id("w"), 0, 1)
	wantError(t, err, journal.ErrNotFound)
	wantError(t, j.Append(background, id("w"), 0, run(1, 1)), journal.ErrNotFound)
	wantError(t, j.Append(background, id("w"), 7, run(8, 8)), journal.ErrNotFound)
	wantError(t, j.SaveSnapshot(background, id("w"), 0, nil, nil), journal.ErrNotFound)
	wantError(t, j.Delete(background, id("w")), journal.ErrNotFound)
	wantNotFound(t, j, id("w"), "receipt 1")
	if seq, body, err := j.Snapshot(background, id("w"), math.MaxInt64); seq != 0 || body != nil || err != nil {
		t.Fatalf("a snapshot of nothing: %d, %q, %v", seq, body, err)
	}

	create(t, j, id("w"), 2)
	wantError(t, j.Create(background, id("w"), run(1, 5)), journal.ErrExists)
	wantError(t, j.Create(background, id("w"), nil), journal.ErrExists)
	wantEntries(t, j, id("w"), run(1, 2))
	_, err = j.Head(background, id("W"))
	wantError(t, err, journal.ErrNotFound)

	create(t, j, id("v"), 5)
	heads, err := j.Heads(background, []string{id("v"), id("w"), id("W")})
	if err != nil || !maps.Equal(heads, map[string]uint64{id("v"): 5, id("w"): 2}) {
		t.Fatalf("heads: %v, %v", heads, err)
	}
}

// staleAppend: an append that was decided on another head leaves nothing behind.
func staleAppend(t *testing.T, open Open) {
	j := open(t)
	create(t, j, id("w"), 5)
	for _, head := range []uint64{0, 1, 4, 6, 100} {
		stale := []journal.Entry{{Seq: head + 1, Receipt: "stale", Body: []byte("stale")}}
		wantError(t, j.Append(background, id("w"), head, stale), journal.ErrStale)
		wantNotFound(t, j, id("w"), "stale")
		wantError(t, j.Append(background, id("w"), head, nil), journal.ErrStale)
	}
	wantEntries(t, j, id("w"), run(1, 5))
	extend(t, j, id("w"), 5, run(6, 6))
	wantEntries(t, j, id("w"), run(1, 6))
}

// allOrNothing: a batch of which one entry cannot be stored is not stored.
func allOrNothing(t *testing.T, open Open) {
	j := open(t)
	create(t, j, id("w"), 3)
	batch := []journal.Entry{
		{Seq: 4, Receipt: "other 1"},
		{Seq: 5, Receipt: "receipt 2"}, // was entry 2
		{Seq: 6, Receipt: "other 2"},
	}
	wantError(t, j.Append(background, id("w"), 3, batch), journal.ErrExists)
	wantNotFound(t, j, id("w"), "other 1")
	wantEntries(t, j, id("w"), run(1, 3))

	twice := []journal.Entry{{Seq: 1, Receipt: "c"}, {Seq: 2, Receipt: "c"}}
	wantError(t, j.Create(background, id("v"), twice), journal.ErrExists)
	_, err := j.Head(background, id("v"))
	wantError(t, err, journal.ErrNotFound)
	wantNotFound(t, j, id("v"), "c")

	batch[1].Receipt = "receipt 9"
	extend(t, j, id("w"), 3, batch)
	wantEntries(t, j, id("w"), append(run(1, 3), batch...))
}

// findReceipt: an entry is found by its workshop and its receipt.
func findReceipt(t *testing.T, open Open) {
	j := open(t)
	entries := []journal.Entry{
		{Seq: 1, Member: "m", Receipt: "a1", Digest: 7, Body: []byte("x")}, {Seq: 2, Receipt: "b1", Digest: 7}, {Seq: 3, Receipt: "a5"},
		{Seq: 4, Digest: 7}, {Seq: 5, Digest: 7}, // entries without a receipt
	}
	if err := j.Create(background, id("w"), entries); err != nil {
		t.Fatal(err)
	}
	create(t, j, id("v"), 1)
	wantFound(t, j, id("w"), "a1", 1)
	wantFound(t, j, id("w"), "b1", 2)
	wantFound(t, j, id("w"), "a5", 3)
	wantFound(t, j, id("v"), "receipt 1", 1)
	wantNotFound(t, j, id("w"), "a2")
	wantNotFound(t, j, id("w"), "")
	wantNotFound(t, j, id("w"), "receipt 1")
	wantNotFound(t, j, id("v"), "a1")
	extend(t, j, id("w"), 5, []journal.Entry{{Seq: 6, Receipt: "a2"}})
	wantFound(t, j, id("w"), "a2", 6)
	if e, _, _ := j.Find(background, id("w"), "a1"); !equal(e, journal.Entry{Seq: 1, At: e.At, Member: "m", Receipt: "a1", Digest: 7, Body: []byte("x")}) {
		t.Fatalf("found %+v", e)
	}
}

// noSharedMemory: the journal keeps no memory of its callers, and gives them none of its own.
func noSharedMemory(t *testing.T, open Open) {
	j := open(t)
	entries := run(1, 2)
	if err := j.Create(background, id("w"), entries); err != nil {
		t.Fatal(err)
	}
	body := []byte("snapshot")
	if err := j.SaveSnapshot(background, id("w"), 1, body, nil); err != nil {
		t.Fatal(err)
	}
	clear(entries[0].Body)
	clear(body)
	got, err := j.Read(background, id("w"), 0, 2)
	if err != nil {
		t.Fatal(err)
	}
	clear(got[1].Body)
	_, kept, err := j.Snapshot(background, id("w"), math.MaxInt64)
	if err != nil || string(kept) != "snapshot" {
		t.Fatalf("snapshot %q, %v", kept, err)
	}
	clear(kept)
	wantEntries(t, j, id("w"), run(1, 2))
	if _, kept, err = j.Snapshot(background, id("w"), math.MaxInt64); err != nil || string(kept) != "snapshot" {
		t.Fatalf("snapshot %q, %v", kept, err)
	}
}
