package hub

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// write adds notes of about ten kilobytes each.
func write(anna *client, notes int) {
	text := strings.Repeat("długi tekst ", 800)
	for i := range uint64(notes) {
		anna.addNote(i+1, fmt.Sprint("n", i), text)
		anna.want("ack")
	}
}

// Rule W16: a client that missed much has to fetch a snapshot, whether the
// changes are in memory or have to be read. The cost of a join is bounded.
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

// A room that replays its journal keeps none of these changes to send.
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

// A client on a slow connection gets in too: a long message has more time to
// arrive.
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

// Rule W16: more changes than maxCatchUpChanges are not sent.
func TestTooManyChangesToCatchUp(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		for i := range uint64(maxCatchUpChanges + 1) {
			anna.command(i+1, 3, "RenameMember", fmt.Sprintf(`{"name":"Anna %d"}`, i%2))
		}
		for anna.want("ack").Number <= maxCatchUpChanges {
		}
		late := connect(t, h, "jan", "client-of-jan-1234567")
		late.hello(m.Epoch(), 3)
		if f := late.next(); f.Type != "reset" || f.Code != "too_far_behind" {
			t.Errorf("received %s", f.Type)
		}
		<-late.over
	})
}

// Rule W21: there is no gap, even when the room has only the end of the missed
// changes in memory.
func TestCatchUpFromBeforeWhatIsRemembered(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		anna.addNote(1, "n1", "lasy")
		anna.addNote(2, "n2", "jeziora")
		for anna.want("ack").Number < 2 {
		}
		anna.hangUp()
		h.Close(context.Background()) // saves a snapshot at 5
		other := newTestHub(t, m)
		defer other.Close(context.Background())
		anna = enter(t, other, "anna", 5)
		anna.addNote(3, "n3", "rzeki")
		anna.want("ack")
		jan := enter(t, other, "jan", 4)
		for seq := uint64(5); seq <= 6; seq++ {
			if f := jan.want("change"); f.Seq != seq {
				t.Errorf("received change %d, want %d", f.Seq, seq)
			}
		}
	})
}

// The changes that a room keeps for clients that come back are bounded.
func TestRecentIsBounded(t *testing.T) {
	var f fanout
	change := board.EncodedChange{{Audience: board.Everyone, Patches: make([]byte, 100_000)}}
	for seq := range uint64(100) {
		f.add(published{seq: seq + 1, change: change})
	}
	if f.recentBytes > maxRecentBytes || len(f.recent) > maxRecentBytes/100_000 {
		t.Errorf("%d changes, %d bytes", len(f.recent), f.recentBytes)
	}
}
