package access

import (
	"context"
	"errors"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func address(n int) netip.Addr {
	return netip.AddrFrom4([4]byte{10, byte(n >> 16), byte(n >> 8), byte(n)})
}

// A thousand addresses make a million guesses within ten minutes.
func TestAMillionGuesses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const addresses, rounds = 1000, 100
		throttle := NewThrottle(GuessBudget)
		tried := make([]int, addresses)
		refused := 0
		for range rounds {
			for n := range addresses {
				for range 10 {
					wait, err := throttle.Guess(t.Context(), address(n), func() (bool, error) { tried[n]++; return false, nil })
					if err != nil {
						t.Fatal(err)
					}
					if wait > 0 {
						refused++
					}
				}
			}
			<-time.After(6 * time.Second)
		}
		// Ten at once and ten a minute: of a thousand guesses an address gets 110.
		for n, got := range tried {
			if want := 10 + rounds; got > want {
				t.Fatalf("address %d was heard %d times, want at most %d", n, got, want)
			}
		}
		if heard := addresses*rounds*10 - refused; heard > addresses*(10+rounds) {
			t.Errorf("%d of a million guesses were heard", heard)
		}
		// 110,000 guesses heard of 31^8 codes: the odds of any hit against a
		// thousand workshops at once are about one in 7,700.
	})
}

func TestTheBudgetComesBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		throttle := NewThrottle(GuessBudget)
		guess := func(hit bool) time.Duration {
			wait, err := throttle.Guess(t.Context(), address(1), func() (bool, error) { return hit, nil })
			if err != nil {
				t.Fatal(err)
			}
			return wait
		}
		for range 200 {
			if wait := guess(true); wait != 0 {
				t.Fatalf("right answers cost: wait %v", wait)
			}
		}
		for n := range 10 {
			if wait := guess(false); wait != 0 {
				t.Fatalf("wrong guess %d: wait %v", n, wait)
			}
		}
		wait := guess(true)
		if wait != 6*time.Second {
			t.Fatalf("a right answer without budget: wait %v", wait)
		}
		<-time.After(wait)
		if wait := guess(true); wait != 0 {
			t.Errorf("after the wait: wait %v", wait)
		}
		if wait, _ := throttle.Guess(t.Context(), address(2), func() (bool, error) { return false, nil }); wait != 0 {
			t.Errorf("another address: wait %v", wait)
		}
	})
}

// Guesses that arrive at the same moment do not share one token.
func TestSimultaneousGuesses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		throttle := NewThrottle(GuessBudget)
		var tried atomic.Int32
		var wg sync.WaitGroup
		for range 500 {
			wg.Go(func() {
				throttle.Guess(t.Context(), address(1), func() (bool, error) {
					tried.Add(1)
					<-time.After(time.Millisecond) // a lookup takes its time
					return false, nil
				})
			})
		}
		wg.Wait()
		if n := tried.Load(); n > 10 {
			t.Errorf("%d guesses were heard, want at most 10", n)
		}
	})
}

func TestAFaultIsNoGuess(t *testing.T) {
	throttle := NewThrottle(GuessBudget)
	fault := errors.New("disk on fire")
	for range 30 {
		if wait, err := throttle.Guess(t.Context(), address(1), func() (bool, error) { return false, fault }); wait != 0 || err != fault {
			t.Fatalf("wait %v, %v", wait, err)
		}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	hold, held := make(chan struct{}), make(chan struct{})
	go throttle.Guess(t.Context(), address(1), func() (bool, error) { close(held); <-hold; return true, nil })
	<-held
	if _, err := throttle.Guess(gone, address(1), func() (bool, error) { return true, nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("who has gone waits for the turn: %v", err)
	}
	close(hold)
}

func TestTheTableIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		throttle := NewThrottle(GuessBudget)
		miss := func() (bool, error) { return false, nil }
		heard := 0
		for n := range 2 * maxTakers {
			wait, err := throttle.Guess(t.Context(), address(n), miss)
			if err != nil {
				t.Fatal(err)
			}
			if wait == 0 {
				heard++
			}
		}
		if got := len(throttle.takers); got > maxTakers {
			t.Errorf("%d addresses are remembered", got)
		}
		if heard > maxTakers+GuessBudget.Burst {
			t.Errorf("%d guesses were heard: those without room must share one budget", heard)
		}
		<-time.After(time.Minute)
		if _, err := throttle.Guess(t.Context(), address(3*maxTakers), miss); err != nil {
			t.Fatal(err)
		}
		if got := len(throttle.takers); got != 1 {
			t.Errorf("%d addresses are remembered after a quiet minute", got)
		}
	})
}

func TestNetworkOf(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"192.0.2.1", "192.0.2.1", true},
		{"192.0.2.1", "192.0.2.2", false},
		{"2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true},
		{"2001:db8:1:2::1", "2001:db8:1:3::1", false},
	} {
		if got := NetworkOf(netip.MustParseAddr(c.a)) == NetworkOf(netip.MustParseAddr(c.b)); got != c.same {
			t.Errorf("%s and %s: one address %v, want %v", c.a, c.b, got, c.same)
		}
	}
	if NetworkOf(netip.Addr{}) != (netip.Prefix{}) {
		t.Error("no address is not the shared one")
	}
}
