package hub

import (
	"sync"
	"time"

	"warsztat/board"
)

const (
	// diskReserve is what is left of the disk for workshops that have written little.
	// One that has written much may not use it.
	diskReserve = 256 << 20
	littleBytes = 10 << 20
	diskPause   = 10 * time.Second // between two looks at the disk
)

// disk remembers for a while whether the disk is nearly full.
type disk struct {
	mu   sync.Mutex
	at   time.Time
	full bool
}

// checkDisk refuses a command that would use up the reserve of the disk. Where the
// journal does not know its disk there is none.
func (h *Hub) checkDisk(journalBytes int64) *board.Refusal {
	store, knows := h.Journal.(interface{ FreeBytes() (uint64, error) })
	if !knows || journalBytes < littleBytes {
		return nil
	}
	h.disk.mu.Lock()
	defer h.disk.mu.Unlock()
	if now := time.Now(); now.Sub(h.disk.at) >= diskPause {
		free, err := store.FreeBytes()
		h.disk.at, h.disk.full = now, err == nil && free < diskReserve
	}
	if h.disk.full {
		return board.Refuse(board.StorageFull)
	}
	return nil
}
