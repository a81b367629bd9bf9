package access

import (
	"context"
	"net/netip"
	"time"
)

var (
	// networkGuessBudget is for the wrong guesses of a /48 of IPv6, which one customer
	// may own with all its 65,536 networks: fifty a minute.
	networkGuessBudget = Budget{50, 1200 * time.Millisecond}
	// allGuessesBudget is for the wrong guesses of all addresses together: 1,200 a minute.
	allGuessesBudget = Budget{3000, 50 * time.Millisecond}
)

// Guesses limits wrong guesses of codes and keys: of an address, of a wide network,
// and of all together. It is safe for concurrent use.
type Guesses struct{ address, network, all *Throttle }

// NewGuesses returns limits that nobody has used yet.
func NewGuesses() *Guesses {
	return &Guesses{NewThrottle(GuessBudget), NewThrottle(networkGuessBudget), NewThrottle(allGuessesBudget)}
}

// Guess runs try unless one of the limits is used up; see Throttle.Guess.
func (g *Guesses) Guess(ctx context.Context, addr netip.Addr, try func() (hit bool, err error)) (wait time.Duration, err error) {
	within := func(t *Throttle, at netip.Addr, try func() (bool, error)) func() (bool, error) {
		return func() (hit bool, err error) {
			outer, err := t.Guess(ctx, at, func() (bool, error) {
				hit, err = try()
				return hit, err
			})
			if outer > 0 {
				wait = outer
			}
			return hit || wait > 0, err // what was not tried costs the wider limits nothing
		}
	}
	try = within(g.address, addr, try)
	if wide, err := addr.Prefix(48); err == nil && addr.Is6() {
		try = within(g.network, wide.Addr(), try)
	}
	_, err = within(g.all, netip.Addr{}, try)()
	return wait, err
}
