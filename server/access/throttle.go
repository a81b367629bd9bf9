package access

import (
	"context"
	"math"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Budget is what one address may spend: so much at once, and then one in each
// Every.
type Budget struct {
	Burst int
	Every time.Duration
}

var (
	// Guesses are the wrong codes and keys: ten a minute.
	Guesses = Budget{10, 6 * time.Second}
	// Entries are looks through the door, entries and passes: 200 a minute. Of
	// a hundred people behind one office address each is let in at once.
	Entries = Budget{300, 300 * time.Millisecond}
)

const (
	maxSpenders = 10_000      // addresses remembered; about 2 MB
	sweepPause  = time.Second // between two attempts to make room
)

// Throttle bounds how much an address may spend: by wrong guesses, see Guess, or
// by everything it asks for, see Spend.
//
// It is safe for concurrent use and its memory is bounded: addresses with a
// full budget are forgotten, and when there is no room all further addresses
// share one budget.
type Throttle struct {
	each     Budget
	mu       sync.Mutex
	spenders map[netip.Prefix]*spender
	crowd    *spender // shared by the addresses that found no room
	swept    time.Time
}

// spender is one address. Its guesses go one after another, so that guesses
// sent at the same moment cannot all find the same last token.
type spender struct {
	turn    chan struct{} // holds one token: whose turn it is
	budget  *rate.Limiter
	waiting int // guarded by Throttle.mu
}

func (b Budget) newSpender() *spender {
	return &spender{turn: make(chan struct{}, 1), budget: rate.NewLimiter(rate.Every(b.Every), b.Burst)}
}

// NewThrottle returns a throttle that remembers nobody and gives each address
// this budget.
func NewThrottle(each Budget) *Throttle {
	return &Throttle{each: each, spenders: map[netip.Prefix]*spender{}, crowd: each.newSpender()}
}

// Spend takes one from the budget of the address. When nothing is left it takes
// nothing and returns how long to wait.
func (t *Throttle) Spend(addr netip.Addr) (wait time.Duration) {
	s := t.join(addr)
	defer t.leave(s)
	if s.budget.Allow() {
		return 0
	}
	return t.wait(s.budget.Tokens())
}

// wait is how long it takes, in whole seconds, until there is a token.
func (t *Throttle) wait(tokens float64) time.Duration {
	seconds := math.Ceil((1 - tokens) * t.each.Every.Seconds())
	return time.Duration(max(seconds, 1)) * time.Second
}

// Guess runs try for the address, unless its budget is gone: then it returns
// how long to wait, and try did not run. A try that reports a miss costs one
// from the budget; a hit and a fault cost nothing, so forty people behind one
// address are let in at once; but when the budget is gone, right answers are
// not heard either. The error is that of try, or the context's when it ended
// before the turn came.
func (t *Throttle) Guess(ctx context.Context, addr netip.Addr, try func() (hit bool, err error)) (wait time.Duration, err error) {
	s := t.join(addr)
	defer t.leave(s)
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	if tokens := s.budget.Tokens(); tokens < 1 {
		return t.wait(tokens), nil
	}
	hit, err := try()
	if err == nil && !hit {
		s.budget.Allow()
	}
	return 0, err
}

func (t *Throttle) join(addr netip.Addr) *spender {
	key := neighbourhood(addr)
	t.mu.Lock()
	defer t.mu.Unlock()
	s, known := t.spenders[key]
	if !known {
		if len(t.spenders) >= maxSpenders {
			t.sweep()
		}
		if len(t.spenders) >= maxSpenders {
			s = t.crowd
		} else {
			s = t.each.newSpender()
			t.spenders[key] = s
		}
	}
	s.waiting++
	return s
}

func (t *Throttle) leave(s *spender) {
	t.mu.Lock()
	defer t.mu.Unlock()
	s.waiting--
}

// sweep forgets the addresses whose budget is full again: forgetting them
// changes nothing. The pause keeps a flood of addresses from making each of
// them walk the whole table.
func (t *Throttle) sweep() {
	if time.Since(t.swept) < sweepPause {
		return
	}
	t.swept = time.Now()
	for key, s := range t.spenders {
		if s.waiting == 0 && s.budget.Tokens() >= float64(t.each.Burst) {
			delete(t.spenders, key)
		}
	}
}

// neighbourhood is what counts as one address: a household or an office owns a
// whole /64 of IPv6 addresses.
func neighbourhood(addr netip.Addr) netip.Prefix {
	bits := addr.BitLen()
	if addr.Is6() {
		bits = 64
	}
	prefix, err := addr.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return prefix // of no address the zero prefix: all such share one budget
}
