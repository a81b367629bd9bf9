package access

import (
	"net/netip"
	"testing"
	"testing/synctest"
	"time"
)

// Whoever owns many addresses has no more guesses for it.
func TestGuessesOfManyAddresses(t *testing.T) {
	for name, c := range map[string]struct {
		address func(n int) netip.Addr
		heard   int // of 10,000 guesses, one of each address, within a second
	}{
		"of one /48": {func(n int) netip.Addr {
			return netip.AddrFrom16([16]byte{0x20, 1, 0xd, 0xb8, 0, 0, byte(n >> 8), byte(n)})
		}, networkGuessBudget.Burst},
		"of many /48": {func(n int) netip.Addr {
			return netip.AddrFrom16([16]byte{0x20, 1, byte(n >> 8), byte(n)})
		}, allGuessesBudget.Burst},
		"of IPv4": {address, allGuessesBudget.Burst},
	} {
		synctest.Test(t, func(t *testing.T) {
			guesses, heard := NewGuesses(), 0
			var wait time.Duration
			for n := range 10_000 {
				var err error
				wait, err = guesses.Guess(t.Context(), c.address(n), func() (bool, error) { heard++; return false, nil })
				if err != nil {
					t.Fatal(err)
				}
			}
			if heard != c.heard {
				t.Errorf("%s: %d guesses were heard, want %d", name, heard, c.heard)
			}
			if wait <= 0 {
				t.Errorf("%s: the last guess may be repeated at once", name)
			}
			<-time.After(wait)
			if wait, _ := guesses.Guess(t.Context(), c.address(20_000), func() (bool, error) { return true, nil }); wait > 0 {
				t.Errorf("%s: after the wait another %v", name, wait)
			}
		})
	}
}

// What the limit of one address refuses costs the others nothing.
func TestRefusedGuessesCostNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		guesses := NewGuesses()
		for range 10_000 {
			if _, err := guesses.Guess(t.Context(), address(1), func() (bool, error) { return false, nil }); err != nil {
				t.Fatal(err)
			}
		}
		for n := range 200 {
			if wait, _ := guesses.Guess(t.Context(), address(n+2), func() (bool, error) { return false, nil }); wait > 0 {
				t.Fatalf("the guess of address %d has to wait %v", n+2, wait)
			}
		}
	})
}
