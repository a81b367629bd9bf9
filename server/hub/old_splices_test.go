package hub

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"warsztat/board"
	"warsztat/server/journal"
	"warsztat/server/journal/journaltest"
)

// A room that is opened knows the splices of the last changes, so that what was typed
// before it was closed is accepted. For edits from longer ago nothing is read: it would
// stop the whole room.
func TestOldSplicesAreReadOnce(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		anna.addNote(1, "n1", "lasy")
		anna.want("ack")
		anna.hangUp()
		h.Close(context.Background())
		state := board.NewState(board.DefaultLimits())
		apply := func(e journal.Entry) {
			fact, err := factOf(e)
			if err == nil {
				_, err = state.Apply(fact)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		first, err := m.Read(context.Background(), workshop, 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range first {
			apply(e)
		}
		var entries []journal.Entry
		for seq := uint64(5); seq <= 12_004; seq++ {
			step := board.Splice{{Insert: "x"}}
			if seq%2 == 0 {
				step = board.Splice{{Count: -1}}
			}
			change := board.Change{{Audience: board.Everyone, Patches: []board.Patch{{Splice: "n1", Field: "text", Ops: step}}}}
			entries = append(entries, journal.Entry{Seq: seq, Member: "anna", Receipt: journal.ReceiptOf("client-of-anna-12345678", seq), Body: change.Encode().AppendJSON(nil)})
			apply(entries[len(entries)-1])
		}
		if err := m.Append(context.Background(), workshop, 4, entries); err != nil {
			t.Fatal(err)
		}
		if err := m.SaveSnapshot(context.Background(), workshop, 12_004, state.Save(), nil); err != nil {
			t.Fatal(err)
		}
		other := newTestHub(t, m)
		defer other.Close(context.Background())
		client := 0
		edit := func(member string, seen uint64) (reads int, code board.Code) {
			client++
			identity, before := identityOf(member), m.Reads
			_, err := other.submit(context.Background(), workshop, numberedCommand(identity, fmt.Sprint("client-of-many-", client), 1, nil,
				board.Order{Seen: seen, Do: "EditText", Command: &board.EditText{Record: "n1", Field: "text", Ops: board.Splice{{Insert: "y"}}}}))
			if err != nil {
				var refusal *board.Refusal
				if !errors.As(err, &refusal) {
					t.Fatal(err)
				}
				code = refusal.Code
			}
			return m.Reads - before, code
		}
		before := m.Reads
		if err := other.View(context.Background(), workshop, func(*board.State) {}); err != nil {
			t.Fatal(err)
		}
		if reads := m.Reads - before; reads != 6 {
			t.Errorf("%d reads to open the room", reads)
		}
		for name, c := range map[string]struct {
			member string
			seen   uint64
			want   board.Code
		}{
			"an observer":            {"", 100, board.Forbidden},
			"an edit of now":         {"jan", 12_004, ""},
			"one from before":        {"jan", 12_004 - 5_000, ""},
			"one from longer ago":    {"jan", 12_004 - 5_001, board.TooFarBehind},
			"one from the beginning": {"jan", 100, board.TooFarBehind},
		} {
			for range 3 {
				if reads, code := edit(c.member, c.seen); code != c.want || reads > 0 {
					t.Errorf("%s: %q, %d reads", name, code, reads)
				}
			}
		}
	})
}
