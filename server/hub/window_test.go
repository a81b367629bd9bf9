package hub

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/server/journal/journaltest"
)

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
	if got := window(1, 0); got != minWindow {
		t.Errorf("a quiet room has a window of %v", got)
	}
	if got, want := window(10, 1<<20), minWindow; got <= want {
		t.Errorf("writes that take time give a window of %v", got)
	}
	if got := window(1, 1000); got >= maxWindow {
		t.Errorf("one slow client gives a window of %v", got)
	}
}
