package access

import (
	"net/netip"
	"sync"
)

// ConnectionLimit limits how many live connections an address holds at once. It
// is safe for concurrent use and remembers only the addresses that hold some.
type ConnectionLimit struct {
	perAddress int

	mu   sync.Mutex
	held map[netip.Prefix]int
}

// NewConnectionLimit returns a limit of so many connections for each address.
func NewConnectionLimit(perAddress int) *ConnectionLimit {
	return &ConnectionLimit{perAddress: perAddress, held: map[netip.Prefix]int{}}
}

// Acquire counts one more connection of the address. It reports false, and counts
// nothing, when the address holds as many as it may. The caller releases every
// connection that was acquired.
func (l *ConnectionLimit) Acquire(addr netip.Addr) bool {
	key := NetworkOf(addr)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.held[key] >= l.perAddress {
		return false
	}
	l.held[key]++
	return true
}

// Release takes back one Acquire.
func (l *ConnectionLimit) Release(addr netip.Addr) {
	key := NetworkOf(addr)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.held[key]--; l.held[key] <= 0 {
		delete(l.held, key)
	}
}
