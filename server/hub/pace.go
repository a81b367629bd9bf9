package hub

import (
	"math"
	"sync"
	"time"

	"warsztat/board"
	"warsztat/server/wire"
)

// pace limits how much work the people of a room may bring to it: each member over all
// their connections and posts, and all of them together. A live connection makes its
// client wait at the socket; a post has no such place, so it is refused. Many goroutines
// use it at the same time.
type pace struct {
	config *Config

	mu         sync.Mutex
	room       bucket
	members    map[string]*bucket // also of observers, by session
	most       int                // members after which those who rest are forgotten
	moderators map[string]bool
}

// bucket is a leaky bucket: it adds up the weight of recent work and drains at the rate.
type bucket struct {
	level float64
	at    time.Time // when level was true
}

const (
	// membersAtOnce is how many members at their full rate a room has time for.
	membersAtOnce = 40
	// longestWait bounds how long a member can make themselves wait.
	longestWait = 30 * time.Second
	// joinWeight is the weight of a hello and of a snapshot, for which the room does more
	// than for a command.
	joinWeight = 10
)

// The parts of the room's burst that people may fill. The reserve above them is the
// moderators'.
const (
	memberShare   = 0.95
	observerShare = 0.25
	// activeShare is what a member may fill who has used up their own burst: whoever
	// has done little lately goes first.
	activeShare = 0.45
)

func newPace(config *Config) *pace {
	return &pace{config: config, members: map[string]*bucket{}}
}

// weigh returns the weight of a frame: one, or more when it is long or holds a command
// of many items. frame is nil when the line could not be read.
func weigh(frame wire.Frame, line []byte) int {
	if c, ok := frame.(*wire.Command); ok {
		return board.Weight(c.Command)
	}
	return 1 + len(line)/1000
}

// take counts work of a weight, or returns how long to wait before trying again. Work is
// taken whole, even above the burst; then what comes next waits longer.
func (p *pace) take(who Identity, weight int) (wait time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	rate, burst := p.config.CommandsPerSecond, float64(p.config.CommandBurst)
	roomRate, roomBurst := rate*membersAtOnce, burst*membersAtOnce
	member := p.bucketOf(who)
	member.drain(now, rate)
	p.room.drain(now, roomRate)
	if over := member.level + 1 - burst; over > 0 {
		return seconds(over / rate)
	}
	share := memberShare - (memberShare-activeShare)*member.level/burst
	if who.Member == "" {
		share = observerShare
	} else if p.moderators[who.Member] {
		share = 1
	}
	if over := p.room.level + 1 - max(1, share*roomBurst); over > 0 {
		return seconds(over / roomRate)
	}
	member.level = min(member.level+float64(max(1, weight)), burst+longestWait.Seconds()*rate)
	p.room.level += float64(max(1, weight))
	return 0
}

// bucketOf returns the bucket of a member or of an observer's session. The caller holds
// p.mu.
func (p *pace) bucketOf(who Identity) *bucket {
	key := who.Member
	if key == "" {
		key = "session " + who.Session
	}
	b := p.members[key]
	if b == nil {
		if len(p.members) >= p.most {
			p.forget()
		}
		b = &bucket{at: time.Now()}
		p.members[key] = b
	}
	return b
}

// forget drops the buckets that are empty by now.
func (p *pace) forget() {
	now := time.Now()
	for key, b := range p.members {
		if b.drain(now, p.config.CommandsPerSecond); b.level == 0 {
			delete(p.members, key)
		}
	}
	p.most = max(100, 2*len(p.members))
}

// setModerators says who moderates now.
func (p *pace) setModerators(ids []string) {
	moderators := map[string]bool{}
	for _, id := range ids {
		moderators[id] = true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.moderators = moderators
}

func (b *bucket) drain(now time.Time, rate float64) {
	b.level = max(0, b.level-now.Sub(b.at).Seconds()*rate)
	b.at = now
}

// seconds rounds up: no wait at all means that the work was taken.
func seconds(s float64) time.Duration { return time.Duration(math.Ceil(s * float64(time.Second))) }

// TooFastError refuses what came too fast, with the code rate_limited.
type TooFastError struct {
	Wait time.Duration // before it is worth trying again
}

func (e *TooFastError) Error() string { return "too fast" }
