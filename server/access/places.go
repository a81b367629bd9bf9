package access

import (
	"net/netip"
	"sync"
)

// Places bounds how many live connections an address holds at once. It is safe
// for concurrent use and remembers only the addresses that hold some.
type Places struct {
	most int

	mu    sync.Mutex
	taken map[netip.Prefix]int
}

// NewPlaces gives each address so many places.
func NewPlaces(most int) *Places {
	return &Places{most: most, taken: map[netip.Prefix]int{}}
}

// Take takes a place for the address, and reports false when it has none left.
// Who was given one gives it back by Leave.
func (p *Places) Take(addr netip.Addr) bool {
	key := neighbourhood(addr)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.taken[key] >= p.most {
		return false
	}
	p.taken[key]++
	return true
}

// Leave gives a place back.
func (p *Places) Leave(addr netip.Addr) {
	key := neighbourhood(addr)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.taken[key]--; p.taken[key] <= 0 {
		delete(p.taken, key)
	}
}
