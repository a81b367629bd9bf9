package hub

import (
	"hash/maphash"
	"sync"
	"time"
)

const (
	// Members share rows, and the clients of a member places in its row.
	paceRows   = 256
	pacePlaces = 16
	// longestPace bounds what a client can run up, for itself and for the one
	// that it may meet in a counter.
	longestPace = 30 * time.Second
)

// pace bounds how fast a client may post commands. A connection would make it
// wait at its socket; posts come from anywhere, so they are refused instead. The
// counters are fixed in number and found by a seeded hash: however many clients
// a member invents, memory stays the same, they fill one row, and nobody can
// choose whose row that is.
type pace struct {
	rate    float64 // a second
	burst   float64
	seed    maphash.Seed
	buckets [paceRows][pacePlaces]bucket
}

// bucket counts what was taken in lately; it runs empty at the rate.
type bucket struct {
	mu    sync.Mutex
	level float64
	at    time.Time // when level was true
}

func newPace(rate float64, burst int) *pace {
	return &pace{rate: rate, burst: float64(burst), seed: maphash.MakeSeed()}
}

// take counts frames of a client, or returns how long it has to wait before any
// are taken. A message is taken whole, even when that is more than the burst:
// then the next one waits the longer. A message without frames counts as one.
func (p *pace) take(seat Seat, client string, frames int) (wait time.Duration) {
	b := p.of(seat, client)
	b.mu.Lock()
	defer b.mu.Unlock()
	now := time.Now()
	b.level = max(0, b.level-now.Sub(b.at).Seconds()*p.rate)
	b.at = now
	if over := b.level + 1 - p.burst; over > 0 {
		return time.Duration(over / p.rate * float64(time.Second))
	}
	b.level = min(b.level+float64(max(1, frames)), p.burst+longestPace.Seconds()*p.rate)
	return 0
}

func (p *pace) of(seat Seat, client string) *bucket {
	row := maphash.Comparable(p.seed, [2]string{seat.Workshop, seat.Member})
	place := maphash.String(p.seed, client)
	return &p.buckets[row%paceRows][place%pacePlaces]
}

// TooFastError refuses what was posted too fast, with the code rate_limited.
type TooFastError struct {
	Wait time.Duration // before it is worth trying again
}

func (e *TooFastError) Error() string { return "posted too fast" }
