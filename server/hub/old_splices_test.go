package hub

import (
	"context"
	"fmt"
	"testing"

	"warsztat/board"
	"warsztat/server/journal"
	"warsztat/server/journal/journaltest"
)

// Old splices are read once, and not for members who may not edit: reading
// thousands of changes blocks the whole room.
func TestOldSplicesAreReadOnce(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		anna.addNote(1, "n1", "lasy")
		anna.want("ack")
		anna.hangUp()
		h.Close(context.Background())
		var entries []journal.Entry
		for seq := uint64(5); seq <= 12_004; seq++ {
			step := board.Splice{{Insert: "x"}}
			if seq%2 == 0 {
				step = board.Splice{{Count: -1}}
			}
			change := board.Change{{Audience: board.Everyone, Patches: []board.Patch{{Splice: "n1", Field: "text", Ops: step}}}}
			entries = append(entries, journal.Entry{Seq: seq, Member: "anna", Client: "client-of-anna-12345678", Number: seq, Body: change.Encode().AppendJSON(nil)})
		}
		if err := m.Append(context.Background(), workshop, 4, entries); err != nil {
			t.Fatal(err)
		}
		other := newTestHub(t, m)
		defer other.Close(context.Background())
		client := 0
		edit := func(member string, seen uint64) (reads int, err error) {
			client++
			identity, before := identityOf(member), m.Reads
			_, err = other.Submit(context.Background(), workshop, board.Order{By: identity.Actor(), Client: fmt.Sprint("client-of-many-", client), Number: 1, Seen: seen,
				Do: "EditText", Command: &board.EditText{Record: "n1", Field: "text", Ops: board.Splice{{Insert: "y"}}}})
			return m.Reads - before, err
		}
		if err := other.View(context.Background(), workshop, func(*board.State) {}); err != nil {
			t.Fatal(err)
		}
		if reads, err := edit("", 100); err == nil || reads > 0 {
			t.Errorf("an observer: %v, %d reads", err, reads)
		}
		if reads, err := edit("jan", 100); err != nil || reads == 0 {
			t.Errorf("the first from long ago: %v, %d reads", err, reads)
		}
		for range 3 {
			if reads, err := edit("jan", 12_004); err != nil || reads > 0 {
				t.Errorf("an edit of now: %v, %d reads", err, reads)
			}
			if reads, err := edit("jan", 100); err != nil || reads > 0 {
				t.Errorf("another one from long ago: %v, %d reads", err, reads)
			}
		}
	})
}
