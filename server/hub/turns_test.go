package hub

import (
	"fmt"
	"slices"
	"testing"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// One member's queue does not delay the others: each has a turn. The messages of one
// member keep their order, also those that are no commands.
func TestTurns(t *testing.T) {
	var all turns
	session := func(member string) *session { return &session{identity: identityOf(member)} }
	anna, projector := session("anna"), session("")
	for n := range uint64(4) {
		all.add(&submission{from: anna, numbered: numbered{number: n}})
	}
	all.add(&leaveMessage{anna})
	all.add(&submission{from: session("jan"), numbered: numbered{number: 10}})
	all.add(&submission{Order: board.Order{By: board.Actor{Member: "anna"}}, numbered: numbered{number: 4}}) // posted
	all.add(&callMessage{})
	all.add(&joinMessage{session: projector})
	all.add(&submission{from: session("jan"), numbered: numbered{number: 11}})
	var got []string
	for m := all.next(); m != nil; m = all.next() {
		if s, ok := m.(*submission); ok {
			got = append(got, fmt.Sprint(s.number))
		} else {
			got = append(got, fmt.Sprintf("%T", m))
		}
	}
	want := []string{"0", "10", "*hub.callMessage", "*hub.joinMessage", "1", "11", "2", "3", "*hub.leaveMessage", "4"}
	if !slices.Equal(got, want) {
		t.Errorf("the order is %q, want %q", got, want)
	}
	if all.waits != 0 || len(all.queues) != 0 || len(all.order) != 0 {
		t.Errorf("left: %+v", all)
	}
}

// An innocent member's command goes into the first batch, however much another member
// has sent before.
func TestAFloodDelaysNobodyElse(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		anna, jan := enter(t, h, "anna", 3), enter(t, h, "jan", 3)
		together(h, func() {
			for n := uint64(1); n <= 200; n++ {
				anna.addNote(n, fmt.Sprint("n", n), "x")
			}
			jan.addNote(1, "of-jan", "lasy")
		})
		if f := jan.want2("ack", "bye"); f.Seq != 5 {
			t.Errorf("jan's command is %+v, want the second change of the room", f)
		}
	})
}
