package access

import (
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestConnectionLimit(t *testing.T) {
	limit := NewConnectionLimit(3)
	var given atomic.Int32
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			if limit.Acquire(address(1)) {
				given.Add(1)
			}
		})
	}
	wg.Wait()
	if got := given.Load(); got != 3 {
		t.Errorf("%d connections were allowed, want 3", got)
	}
	if !limit.Acquire(address(2)) {
		t.Error("another address may hold none")
	}
	limit.Release(address(1))
	if !limit.Acquire(address(1)) || limit.Acquire(address(1)) {
		t.Error("a connection that was released does not make room for exactly one")
	}
	// A household of IPv6 is one address.
	for n := range 4 {
		addr := netip.AddrFrom16([16]byte{0x20, 0x01, 15: byte(n)})
		if got := limit.Acquire(addr); got != (n < 3) {
			t.Errorf("neighbour %d: %v", n, got)
		}
	}
	for range 3 {
		limit.Release(address(1))
		limit.Release(netip.AddrFrom16([16]byte{0x20, 0x01, 15: 99}))
	}
	limit.Release(address(2))
	if len(limit.held) != 0 {
		t.Errorf("%v are remembered without a connection", limit.held)
	}
}

// Take: the burst at once, then one token at a time, whatever the request does.
func TestTake(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		throttle := NewThrottle(EntryBudget)
		take := func(n int) (heard int) {
			for range n {
				if throttle.Take(address(1)) == 0 {
					heard++
				}
			}
			return heard
		}
		if got := take(1000); got != 300 {
			t.Errorf("%d at once, want 300", got)
		}
		if wait := throttle.Take(address(1)); wait != time.Second {
			t.Errorf("wait %v, want a second", wait)
		}
		if wait := throttle.Take(address(2)); wait != 0 {
			t.Errorf("another address waits %v", wait)
		}
		<-time.After(time.Minute)
		if got := take(1000); got != 200 {
			t.Errorf("%d after a minute, want 200", got)
		}
	})
}
