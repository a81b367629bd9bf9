package hub

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// write gives anna's room notes of about ten kilobytes each.
func write(anna *client, notes int) {
	text := strings.Repeat("długi tekst ", 800)
	for i := range uint64(notes) {
		anna.addNote(i+1, fmt.Sprint("n", i), text)
		anna.want("ack")
	}
}

// Rule W16: who missed much is sent to the snapshot, whether the changes are
// still in memory or have to be read. What a join costs is bounded.
func TestCatchUpIsBounded(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		write(anna, 250)
		anna.hangUp()
		reopened := newTestHub(t, m)
		defer reopened.Close(context.Background())
		for name, h := range map[string]*Hub{"in memory": h, "read": reopened} {
			late := connect(t, h, "jan", "client-of-jan-1234567")
			late.hello(m.Epoch(), 3)
			if f := late.next(); f.Type != "reset" || f.Code != string(board.TooFarBehind) {
				t.Errorf("%s: received %s", name, f.Type)
			}
			<-late.over
		}
	})
}

// A room that is opened by replaying its journal keeps none of it to send.
func TestOpeningKeepsNothingToSend(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		write(anna, 20)
		anna.hangUp()
		other := newTestHub(t, m)
		defer other.Close(context.Background())
		waiting := 0
		if err := other.call(context.Background(), workshop, func(r *room) { waiting = len(r.fanout.waiting) }); err != nil || waiting > 0 {
			t.Errorf("%d changes wait, %v", waiting, err)
		}
	})
}

// A slow link gets in too: what is long has more time to arrive.
func TestSlowLinkCatchesUp(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		write(anna, 150)
		slow := connect(t, h, "jan", "client-of-jan-1234567")
		slow.speed = 64 << 10
		slow.hello(m.Epoch(), 3)
		if f := slow.next(); f.Type != "welcome" {
			t.Errorf("received %+v", f)
		}
	})
}
