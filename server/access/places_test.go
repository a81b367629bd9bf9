package access

import (
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestPlaces(t *testing.T) {
	places := NewPlaces(3)
	var given atomic.Int32
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			if places.Take(address(1)) {
				given.Add(1)
			}
		})
	}
	wg.Wait()
	if got := given.Load(); got != 3 {
		t.Errorf("%d places were given, want 3", got)
	}
	if !places.Take(address(2)) {
		t.Error("another address has no place")
	}
	places.Leave(address(1))
	if !places.Take(address(1)) || places.Take(address(1)) {
		t.Error("a place that was given back is not one place")
	}
	// A household of IPv6 is one address.
	for n := range 4 {
		addr := netip.AddrFrom16([16]byte{0x20, 0x01, 15: byte(n)})
		if got := places.Take(addr); got != (n < 3) {
			t.Errorf("neighbour %d: %v", n, got)
		}
	}
	for range 3 {
		places.Leave(address(1))
		places.Leave(netip.AddrFrom16([16]byte{0x20, 0x01, 15: 99}))
	}
	places.Leave(address(2))
	if len(places.taken) != 0 {
		t.Errorf("%v are remembered without a connection", places.taken)
	}
}

// Spending: the burst at once, then one at each turn, whatever comes of it.
func TestSpend(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		throttle := NewThrottle(Entries)
		spend := func(n int) (heard int) {
			for range n {
				if throttle.Spend(address(1)) == 0 {
					heard++
				}
			}
			return heard
		}
		if got := spend(1000); got != 300 {
			t.Errorf("%d at once, want 300", got)
		}
		if wait := throttle.Spend(address(1)); wait != time.Second {
			t.Errorf("wait %v, want a second", wait)
		}
		if wait := throttle.Spend(address(2)); wait != 0 {
			t.Errorf("another address waits %v", wait)
		}
		<-time.After(time.Minute)
		if got := spend(1000); got != 200 {
			t.Errorf("%d after a minute, want 200", got)
		}
	})
}
