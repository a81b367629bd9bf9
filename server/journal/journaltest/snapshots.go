package journaltest

import (
	"bytes"
	"testing"

	"warsztat/server/journal"
)

func save(t *testing.T, j journal.Journal, workshop string, seq uint64, body string) {
	t.Helper()
	if err := j.SaveSnapshot(background, workshop, seq, []byte(body)); err != nil {
		t.Fatal(err)
	}
}

func wantSnapshot(t *testing.T, j journal.Journal, workshop string, seq uint64, body string) {
	t.Helper()
	gotSeq, got, err := j.Snapshot(background, workshop)
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
	if err := j.SaveSnapshot(background, id("w"), 21, []byte("the future")); err == nil {
		t.Error("a snapshot after the head is accepted")
	}
	wantSnapshot(t, j, id("w"), 20, "twenty")
}

// snapshotSizes: a body of any size comes back as it was.
func snapshotSizes(t *testing.T, open Open) {
	j := open(t)
	create(t, j, id("w"), 3)
	for _, size := range []int{0, 1, 4096, 3 << 20} {
		body := bytes.Repeat([]byte{0xff, 0, 'a'}, size/3+1)[:size]
		if err := j.SaveSnapshot(background, id("w"), 3, body); err != nil {
			t.Fatal(err)
		}
		wantSnapshot(t, j, id("w"), 3, string(body))
	}
	if err := j.SaveSnapshot(background, id("w"), 3, nil); err != nil {
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
