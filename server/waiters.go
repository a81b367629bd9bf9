package server

import (
	"net/netip"
	"sync"
)

// waiters remembers from which networks the people in the waiting rooms came, so that
// nobody fills a waiting room for all: from one network at most as many may wait as
// there are places left, and always a tenth of all. The zero value is ready.
type waiters struct {
	mu   sync.Mutex
	from map[string]map[string]netip.Prefix // by workshop and member
}

// fits reports whether one more person from a network may wait, where these members wait.
func (w *waiters) fits(workshop string, waiting []string, places int, network netip.Prefix) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	held := 0
	still := map[string]netip.Prefix{}
	for _, member := range waiting {
		if from, known := w.from[workshop][member]; known {
			still[member] = from
			if from == network {
				held++
			}
		}
	}
	if len(still) == 0 {
		delete(w.from, workshop)
	} else {
		w.from[workshop] = still
	}
	return held < max(places/10, places-len(waiting))
}

// add remembers a member who waits.
func (w *waiters) add(workshop, member string, network netip.Prefix) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.from == nil {
		w.from = map[string]map[string]netip.Prefix{}
	}
	if w.from[workshop] == nil {
		w.from[workshop] = map[string]netip.Prefix{}
	}
	w.from[workshop][member] = network
}
