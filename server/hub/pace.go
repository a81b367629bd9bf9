package hub

import (
	"math"
	"sync"
	"time"

	"warsztat/board"
	"warsztat/server/wire"
)

// pace limits how much work the people of a room may bring to it, and how much the
// journal grows by it: each member over all their connections and posts, and all of
// them together. A live connection makes its client wait at the socket; a post has no
// such place, so it is refused. Many goroutines use it at the same time.
type pace struct {
	config *Config

	mu         sync.Mutex
	room       load
	members    map[string]*load // also of observers, by session
	most       int              // members after which those who rest are forgotten
	moderators map[string]bool
}

// load is what somebody has brought lately.
type load struct {
	work  bucket // by weight
	bytes bucket // of changes in the journal
}

// bucket is a leaky bucket: it adds up what came lately and drains at a rate.
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
	// workShare is how much of the room's time a member may take at their full rate,
	// whatever their commands weigh.
	workShare = 0.25

	// journalPerMinute is by how many bytes a journal may grow in a minute, and
	// memberOfJournal the share of one member.
	journalPerMinute = 60 << 20
	memberOfJournal  = 0.1
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
	return &pace{config: config, members: map[string]*load{}}
}

// weigh returns the weight of a frame: one, or more when it is long or holds a command
// of many items. frame is nil when the line could not be read.
func weigh(frame wire.Frame, line []byte) int {
	weight := weighBytes(len(line))
	if c, ok := frame.(*wire.Command); ok {
		weight = max(weight, board.Weight(c.Command))
	}
	return weight
}

// weighBytes returns the weight of so many bytes, which is known before they are read.
func weighBytes(n int) int { return 1 + n/1000 }

// take counts work of a weight, or returns how long to wait before trying again. Work is
// taken whole, even above the burst; then what comes next waits longer.
func (p *pace) take(who Identity, weight int) (wait time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	rate, burst := p.config.CommandsPerSecond, float64(p.config.CommandBurst)
	member := p.loadOf(who.sender())
	p.drain(time.Now(), member)
	share := memberShare
	if p.moderators[who.Member] {
		share = 1
	}
	wait = max(
		over(member.work.level+1, burst, rate),
		over(member.bytes.level, memberOfJournal*journalPerMinute, memberOfJournal*journalPerMinute/60),
		over(p.room.bytes.level, share*journalPerMinute, journalPerMinute/60),
	)
	if share != 1 {
		share -= (memberShare - activeShare) * member.work.level / burst
	}
	if who.Member == "" {
		share = observerShare
	}
	wait = max(wait, over(p.room.work.level+1, max(1, share*burst*membersAtOnce), rate*membersAtOnce))
	if wait == 0 {
		p.add(member, float64(max(1, weight)))
	}
	return wait
}

// takeMore counts the rest of the weight of work that was taken before it was read.
func (p *pace) takeMore(who Identity, weight int) {
	if weight > 0 {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.add(p.loadOf(who.sender()), float64(weight))
	}
}

// count adds what a command of some weight turned out to be: how much of the room's
// time it took, and by how many bytes the journal grows. A light command that takes
// long counts as heavier.
func (p *pace) count(sender string, weight int, took time.Duration, bytes int) {
	if sender == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	member := p.loadOf(sender)
	p.drain(time.Now(), member)
	if more := took.Seconds()/workShare*p.config.CommandsPerSecond - float64(weight); more > 0 {
		p.add(member, more)
	}
	member.bytes.level += float64(bytes)
	p.room.bytes.level += float64(bytes)
}

// add adds work. The caller holds p.mu.
func (p *pace) add(member *load, weight float64) {
	rate, burst := p.config.CommandsPerSecond, float64(p.config.CommandBurst)
	member.work.level = min(member.work.level+weight, burst+longestWait.Seconds()*rate)
	p.room.work.level += weight
}

// over returns how long a level above a limit takes to drain.
func over(level, limit, rate float64) time.Duration {
	return max(0, seconds((level-limit)/rate))
}

// drain brings the loads of a member and of the room up to now. The caller holds p.mu.
func (p *pace) drain(now time.Time, member *load) {
	rate := p.config.CommandsPerSecond
	member.work.drain(now, rate)
	member.bytes.drain(now, memberOfJournal*journalPerMinute/60)
	p.room.work.drain(now, rate*membersAtOnce)
	p.room.bytes.drain(now, journalPerMinute/60)
}

// loadOf returns the load of a member or of an observer's session. The caller holds
// p.mu.
func (p *pace) loadOf(sender string) *load {
	l := p.members[sender]
	if l == nil {
		if len(p.members) >= p.most {
			p.forget()
		}
		now := time.Now()
		l = &load{bucket{at: now}, bucket{at: now}}
		p.members[sender] = l
	}
	return l
}

// forget drops the loads that are nothing by now.
func (p *pace) forget() {
	now := time.Now()
	for key, l := range p.members {
		if p.drain(now, l); l.work.level == 0 && l.bytes.level == 0 {
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
