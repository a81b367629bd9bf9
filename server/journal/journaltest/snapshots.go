package journaltest

import (
	"bytes"
	"fmt"
	"math"
	"testing"

	"warsztat/server/journal"
)

func save(t *testing.T, j journal.Journal, workshop string, seq uint64, body string) {
	t.Helper()
	if err := j.SaveSnapshot(background, workshop, seq, []byte(body), nil); err != nil {
		t.Fatal(err)
	}
}

func wantSnapshot(t *testing.T, j journal.Journal, workshop string, seq uint64, body string) {
	t.Helper()
	gotSeq, got, err := j.Snapshot(background, workshop, math.MaxInt64)
	if err != nil {
		t.Fatal(err)
	}
	if gotSeq != seq || string(got) != body {
		t.Fatalf("snapshot %d %.40q, want %d %.40q", gotSeq, got, seq, body)
	}
}

// newestSnapshot: the newest snapshot is returned, in whatever order they were saved.
func newestSnapshot(t *testing.T, open Open) {
	j := open(t)
	create(t, j, id("w"), 20)
	create(t, j, id("v"), 20)
	wantSnapshot(t, j, id("w"), 0, "")
	save(t, j, id("w"), 5, "five")
	wantSnapshot(t, j, id("w"), 5, "five")
	save(t, j, id("w"), 10, "ten")
	save(t, j, id("w"), 10, "ten again")
	wantSnapshot(t, j, id("w"), 10, "ten again")
	save(t, j, id("w"), 20, "twenty")
	save(t, j, id("w"), 7, "seven, late")
	wantSnapshot(t, j, id("w"), 20, "twenty")
	wantSnapshot(t, j, id("v"), 0, "")
	if err := j.SaveSnapshot(background, id("w"), 21, []byte("the future"), nil); err == nil {
		t.Error("a snapshot after the head is accepted")
	}
	wantSnapshot(t, j, id("w"), 20, "twenty")
}

// keptSnapshots: those with a number that is to be kept stay as long as it is named.
func keptSnapshots(t *testing.T, open Open) {
	j := open(t)
	create(t, j, id("w"), 30)
	for seq := uint64(3); seq <= 30; seq += 3 {
		if err := j.SaveSnapshot(background, id("w"), seq, fmt.Append(nil, seq), []uint64{3, 12, 15}); err != nil {
			t.Fatal(err)
		}
	}
	wantUpTo := func(at, seq uint64) {
		t.Helper()
		got, body, err := j.Snapshot(background, id("w"), at)
		if err != nil || got != seq || seq > 0 && string(body) != fmt.Sprint(seq) {
			t.Errorf("up to %d: %d %q, %v; want %d", at, got, body, err, seq)
		}
	}
	for at, seq := range map[uint64]uint64{0: 0, 2: 0, 3: 3, 11: 3, 12: 12, 14: 12, 26: 15, 27: 27, 29: 27, 30: 30, math.MaxInt64: 30} {
		wantUpTo(at, seq)
	}
	if err := j.SaveSnapshot(background, id("w"), 30, []byte("30"), []uint64{12}); err != nil {
		t.Fatal(err)
	}
	wantUpTo(11, 0)
	wantUpTo(26, 12)
}

// snapshotSizes: a body of any size comes back as it was.
func snapshotSizes(t *testing.T, open Open) {
	j := open(t)
	create(t, j, id("w"), 3)
	for _, size := range []int{0, 1, 4096, 3 << 20} {
		body := bytes.Repeat([]byte{0xff, 0, 'a'}, size/3+1)[:size]
		if err := j.SaveSnapshot(background, id("w"), 3, body, nil); err != nil {
			t.Fatal(err)
		}
		wantSnapshot(t, j, id("w"), 3, string(body))
	}
	if err := j.SaveSnapshot(background, id("w"), 3, nil, nil); err != nil {
		t.Fatal(err)
	}
	wantSnapshot(t, j, id("w"), 3, "")
}

// damagedSnapshot: the older snapshot replaces a damaged one. When both are
// damaged there is none, and the journal is still there.
func damagedSnapshot(t *testing.T, open Open, corrupt Corrupt) {
	j := open(t)
	create(t, j, id("w"), 30)
	save(t, j, id("w"), 10, "ten")
	save(t, j, id("w"), 20, "twenty")
	corrupt.Snapshot(t, j, id("w"), 20)
	wantSnapshot(t, j, id("w"), 10, "ten")
	save(t, j, id("w"), 30, "thirty") // beside 20, which is damaged
	wantSnapshot(t, j, id("w"), 30, "thirty")
	corrupt.Snapshot(t, j, id("w"), 30)
	wantSnapshot(t, j, id("w"), 0, "")
	wantEntries(t, j, id("w"), run(1, 30))
	save(t, j, id("w"), 30, "thirty")
	wantSnapshot(t, j, id("w"), 30, "thirty")
}
