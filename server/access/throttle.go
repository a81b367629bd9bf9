package access

import (
	"context"
	"math"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Budget is the token bucket of one address: Burst tokens at once, and then one
// more each time that Every has passed.
type Budget struct {
	Burst int
	Every time.Duration
}

var (
	// GuessBudget is for wrong codes and keys: ten a minute.
	GuessBudget = Budget{10, 6 * time.Second}
	// EntryBudget is for entries, previews of entries and passes: 200 a minute. A
	// hundred people behind one office address can enter at the same moment.
	EntryBudget = Budget{300, 300 * time.Millisecond}
)

const (
	maxTakers  = 10_000      // addresses remembered; about 2 MB
	sweepPause = time.Second // between two attempts to make room
)

// Throttle limits the rate of requests by address. Guess takes a token for each
// wrong guess, Take for each request.
//
// A Throttle is safe for concurrent use and its memory is bounded: it forgets
// addresses whose bucket is full, and when there is no room all further
// addresses share the overflow bucket.
type Throttle struct {
	each     Budget
	mu       sync.Mutex
	takers   map[netip.Prefix]*taker
	overflow *taker // shared by the addresses that found no room
	swept    time.Time
}

// taker is one address with its bucket. Its guesses run one after another, so
// that guesses sent at the same moment cannot all find the same last token.
type taker struct {
	guessing chan struct{} // holds an element while a guess runs
	tokens   *rate.Limiter
	users    int // calls in progress; guarded by Throttle.mu
}

func (b Budget) newTaker() *taker {
	return &taker{guessing: make(chan struct{}, 1), tokens: rate.NewLimiter(rate.Every(b.Every), b.Burst)}
}

// NewThrottle returns a throttle that gives each address this budget.
func NewThrottle(each Budget) *Throttle {
	return &Throttle{each: each, takers: map[netip.Prefix]*taker{}, overflow: each.newTaker()}
}

// Take takes a token of the address. When none is left it takes nothing and
// returns how long the caller has to wait.
func (t *Throttle) Take(addr netip.Addr) (wait time.Duration) {
	s := t.acquire(addr)
	defer t.release(s)
	if s.tokens.Allow() {
		return 0
	}
	return t.wait(s.tokens.Tokens())
}

// wait is how long it takes, in whole seconds, until there is a token.
func (t *Throttle) wait(tokens float64) time.Duration {
	seconds := math.Ceil((1 - tokens) * t.each.Every.Seconds())
	return time.Duration(max(seconds, 1)) * time.Second
}

// Guess runs try for the address, unless no token is left: then Guess returns
// how long the caller has to wait, and try did not run. A try that reports a
// miss costs a token. A hit and a fault cost nothing, so that forty people behind
// one address can enter at the same moment; but while no token is left, right
// answers are refused too. The error is that of try, or that of the context when
// it ended before try could run.
func (t *Throttle) Guess(ctx context.Context, addr netip.Addr, try func() (hit bool, err error)) (wait time.Duration, err error) {
	s := t.acquire(addr)
	defer t.release(s)
	select {
	case s.guessing <- struct{}{}:
		defer func() { <-s.guessing }()
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	if tokens := s.tokens.Tokens(); tokens < 1 {
		return t.wait(tokens), nil
	}
	hit, err := try()
	if err == nil && !hit {
		s.tokens.Allow()
	}
	return 0, err
}

func (t *Throttle) acquire(addr netip.Addr) *taker {
	key := NetworkOf(addr)
	t.mu.Lock()
	defer t.mu.Unlock()
	s, known := t.takers[key]
	if !known {
		if len(t.takers) >= maxTakers {
			t.sweep()
		}
		if len(t.takers) >= maxTakers {
			s = t.overflow
		} else {
			s = t.each.newTaker()
			t.takers[key] = s
		}
	}
	s.users++
	return s
}

func (t *Throttle) release(s *taker) {
	t.mu.Lock()
	defer t.mu.Unlock()
	s.users--
}

// sweep forgets the addresses whose bucket is full again: a new bucket would be
// full as well. The pause keeps a flood of addresses from making each of them
// walk the whole table.
func (t *Throttle) sweep() {
	if time.Since(t.swept) < sweepPause {
		return
	}
	t.swept = time.Now()
	for key, s := range t.takers {
		if s.users == 0 && s.tokens.Tokens() >= float64(t.each.Burst) {
			delete(t.takers, key)
		}
	}
}

// NetworkOf returns the network that counts as one address: a household or an
// office owns a whole /64 of IPv6 addresses.
func NetworkOf(addr netip.Addr) netip.Prefix {
	bits := addr.BitLen()
	if addr.Is6() {
		bits = 64
	}
	prefix, err := addr.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return prefix // clients without an address have the zero prefix and share one bucket
}
