package hub

import (
	"hash/maphash"
	"sync"
	"time"
)

const (
	// Members share rows, and the clients of a member share the buckets of its row.
	limiterRows    = 256
	limiterColumns = 16
	// longestWait bounds how long a client can make itself wait, and another client
	// that shares its bucket.
	longestWait = 30 * time.Second
)

// postLimiter limits how fast a client may post frames. A live connection makes its
// client wait at the socket; a post has no such place, so it is refused. The number
// of leaky buckets is fixed, and a seeded hash finds the bucket of a client. However
// many clients a member invents, they use no more memory and fill one row, and the
// member cannot choose who else is in that row.
type postLimiter struct {
	perSecond float64
	burst     float64
	seed      maphash.Seed
	buckets   [limiterRows][limiterColumns]bucket
}

// bucket is a leaky bucket: it counts recent frames and drains at the rate.
type bucket struct {
	mu    sync.Mutex
	level float64
	at    time.Time // when level was true
}

func newPostLimiter(rate float64, burst int) *postLimiter {
	return &postLimiter{perSecond: rate, burst: float64(burst), seed: maphash.MakeSeed()}
}

// take counts the frames of a message, or returns how long the client has to wait
// before the message may come. A message is taken whole, even above the burst; then
// the next one waits longer. A message without frames counts as one frame.
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
	column := maphash.String(l.seed, client)
	return &l.buckets[row%limiterRows][column%limiterColumns]
}

// TooFastError refuses what was posted too fast, with the code rate_limited.
type TooFastError struct {
	Wait time.Duration // before it is worth trying again
}

func (e *TooFastError) Error() string { return "posted too fast" }
