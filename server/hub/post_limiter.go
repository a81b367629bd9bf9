package hub

import (
	"hash/maphash"
	"sync"
	"time"
)

const (
	// Members share rows, and the clients of a member places in its row.
	limiterRows    = 256
	limiterColumns = 16
	// longestWait bounds what a client can run up, for itself and for the one
	// that it may meet in a counter.
	longestWait = 30 * time.Second
)

// postLimiter bounds how fast a client may post commands. A connection would make it
// wait at its socket; posts come from anywhere, so they are refused instead. The
// counters are fixed in number and found by a seeded hash: however many clients
// a member invents, memory stays the same, they fill one row, and nobody can
// choose whose row that is.
type postLimiter struct {
	perSecond float64 // a second
	burst     float64
	seed      maphash.Seed
	buckets   [limiterRows][limiterColumns]bucket
}

// bucket counts what was taken in lately; it runs empty at the rate.
type bucket struct {
	mu    sync.Mutex
	level float64
	at    time.Time // when level was true
}

func newPostLimiter(rate float64, burst int) *postLimiter {
	return &postLimiter{perSecond: rate, burst: float64(burst), seed: maphash.MakeSeed()}
}

// take counts frames of a client, or returns how long it has to wait before any
// are taken. A message is taken whole, even when that is more than the burst:
// then the next one waits the longer. A message without frames counts as one.
func (l *postLimiter) take(identity Identity, client string, frames int) (wait time.Duration) {
	b := l.bucketOf(identity, client)
	b.mu.Lock()
	defer b.mu.Unlock()
	now := time.Now()
	b.level = max(0, b.level-now.Sub(b.at).Seconds()*l.perSecond)
	b.at = now
	if over := b.level + 1 - l.burst; over > 0 {
		return time.Duration(over / l.perSecond * float64(time.Second))
	}
	b.level = min(b.level+float64(max(1, frames)), l.burst+longestWait.Seconds()*l.perSecond)
	return 0
}

func (l *postLimiter) bucketOf(identity Identity, client string) *bucket {
	row := maphash.Comparable(l.seed, [2]string{identity.Workshop, identity.Member})
	place := maphash.String(l.seed, client)
	return &l.buckets[row%limiterRows][place%limiterColumns]
}

// TooFastError refuses what was posted too fast, with the code rate_limited.
type TooFastError struct {
	Wait time.Duration // before it is worth trying again
}

func (e *TooFastError) Error() string { return "posted too fast" }
