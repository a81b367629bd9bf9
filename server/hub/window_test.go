package hub

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/server/journal/journaltest"
)

// Commands that come within the window are appended at its end, all at once. On a quiet
// board a command waits for nothing.
func TestCommandsGatherInTheWindow(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		people := []*client{enter(t, h, "anna", 3), enter(t, h, "jan", 3)}
		<-time.After(time.Second)
		begin := time.Now()
		people[0].addNote(1, "quiet", "lasy")
		people[0].want("ack")
		if took := time.Since(begin); took > 0 {
			t.Errorf("on a quiet board a command waited for %v", took)
		}
		const window = 20 * time.Millisecond
		err := h.call(t.Context(), workshop, func(r *room) { r.fanout.window, r.fanout.last = window, time.Now() })
		if err != nil {
			t.Fatal(err)
		}
		begin = time.Now()
		before := h.Stats.AppendedBatches.Load()
		for i := range uint64(4) {
			for _, c := range people {
				c.addNote(2+i, fmt.Sprint(c.name[:14], i), "lasy")
				c.say(`{"type":"presence","state":"online","board":"board-1","section":"strength","typing":true}`)
			}
			<-time.After(window / 10)
		}
		for _, c := range people {
			for c.want("ack").Number < 5 {
			}
		}
		if took, batches := time.Since(begin), h.Stats.AppendedBatches.Load()-before; took != window || batches != 1 {
			t.Errorf("8 commands took %v and %d appends", took, batches)
		}
	})
}

// The window between two flushes grows with the time that the writes take. A client
// that only reads slowly does not make it grow to the longest one.
func TestWindowCountsWrites(t *testing.T) {
	window := func(clients, bytesPerSecond int) (window time.Duration) {
		live(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
			anna := enter(t, h, "anna", 3)
			for i := range clients {
				c := connect(t, h, "jan", fmt.Sprint("client-of-jan-0000", i))
				c.hello(h.Journal.Epoch(), 3)
				c.want("welcome")
				c.speed = bytesPerSecond
			}
			for i := range uint64(2) {
				anna.addNote(i+1, fmt.Sprint("n", i), "lasy")
				anna.want("ack")
				<-time.After(time.Second)
				synctest.Wait()
			}
			if err := h.call(t.Context(), workshop, func(r *room) { window = r.fanout.window }); err != nil {
				t.Fatal(err)
			}
		})
		return window
	}
	if got := window(1, 0); got != 0 {
		t.Errorf("a quiet room has a window of %v", got)
	}
	if got := window(10, 1<<20); got <= 0 {
		t.Errorf("writes that take time give a window of %v", got)
	}
	if got := window(1, 1000); got >= maxWindow {
		t.Errorf("one slow client gives a window of %v", got)
	}
}
