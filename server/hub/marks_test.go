package hub

import (
	"context"
	"fmt"
	"testing"

	"warsztat/server/journal/journaltest"
	"warsztat/server/wire"
)

// Rule W16a: a client whose newest change is not the one that the journal has under
// its number starts anew, wherever the room finds that change: it is the newest one,
// in memory, read from the journal, or before the snapshot from which the room opened.
func TestMarks(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		marks := map[uint64]string{}
		for i := range uint64(4) {
			anna.addNote(i+1, fmt.Sprint("n", i), "lasy")
			f := anna.want("change")
			marks[f.Seq] = f.Mark
		}
		entries, err := m.Read(t.Context(), workshop, 0, 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if told, ok := marks[e.Seq]; ok && (told != wire.Mark(e.Mark) || len(told) != 16) {
				t.Errorf("change %d came with the mark %q", e.Seq, told)
			}
			marks[e.Seq] = wire.Mark(e.Mark)
		}
		anna.hangUp()
		if err := h.Close(context.Background()); err != nil { // saves a snapshot at 7
			t.Fatal(err)
		}
		reopened := newTestHub(t, m)
		defer reopened.Close(context.Background())
		n := 0
		hello := func(since uint64, mark string) frame {
			n++
			c := connect(t, reopened, "jan", fmt.Sprint("client-of-jan-00000", n))
			c.say(fmt.Sprintf(`{"type":"hello","protocol":2,"client":%q,"epoch":%q,"since":%d,"mark":%q}`, c.name, m.Epoch(), since, mark))
			return c.next()
		}
		check := func() {
			t.Helper()
			for since, mark := range marks {
				if f := hello(since, mark); f.Type != "welcome" {
					t.Errorf("since %d with its mark: %+v", since, f)
				}
				if f := hello(since, "0123456789abcdef"); f.Type != "reset" || f.Code != "other_epoch" {
					t.Errorf("since %d with another mark: %+v", since, f)
				}
			}
			if f := hello(0, ""); f.Type != "welcome" {
				t.Errorf("without a mark: %+v", f)
			}
		}
		check()
		again := enter(t, reopened, "anna", 7)
		again.addNote(9, "n9", "łąki")
		f := again.want("change")
		marks[f.Seq] = f.Mark
		check()
	})
}
