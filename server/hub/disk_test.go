package hub

import (
	"testing"
	"testing/synctest"
	"time"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// smallDisk is a journal that knows its disk.
type smallDisk struct {
	*journaltest.Memory
	free uint64
}

func (d *smallDisk) FreeBytes() (uint64, error) { return d.free, nil }

// The last of the disk is for workshops that have written little.
func TestTheDiskHasAReserve(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := &smallDisk{journaltest.NewMemory(), diskReserve}
		h := newTestHub(t, j)
		found(t, h, "anna")
		hand := func(up bool) board.Code { return refusalOf(t, h, "anna", "SetHand", &board.SetHand{Up: up}) }
		wrote := func(bytes int) {
			if err := h.View(t.Context(), workshop, func(s *board.State) { s.Journaled("anna", "anna", bytes) }); err != nil {
				t.Fatal(err)
			}
		}
		j.free = diskReserve - 1
		if code := hand(true); code != "" {
			t.Errorf("a workshop that has written little: %q", code)
		}
		wrote(littleBytes)
		if code := hand(false); code != board.StorageFull {
			t.Errorf("one that has written much: %q", code)
		}
		j.free = diskReserve
		<-time.After(diskPause)
		if code := hand(false); code != "" {
			t.Errorf("after there is space again: %q", code)
		}
		if err := h.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
}
