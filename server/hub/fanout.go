package hub

import (
	"runtime"
	"sync/atomic"
	"time"

	"warsztat/board"
	"warsztat/server/wire"
)

// published is a durable change that is sent to sessions, and kept for clients that
// come back.
type published struct {
	seq          uint64
	mark         uint64    // of its entry in the journal
	at           time.Time // when it was decided
	member       string    // whom the journal names
	change       board.EncodedChange
	reauthorised []string // the members whose role, team or admission it touched
}

// frame appends the change as one viewer may see it.
func (p published) frame(b []byte, sees func(board.Audience) bool) []byte {
	var patches []byte
	shared := true // while there is one segment, the slice is its own and shared with others
	for _, s := range p.change {
		if len(s.Patches) == 0 || !sees(s.Audience) {
			continue
		}
		if patches == nil {
			patches = s.Patches
			continue
		}
		if shared {
			patches, shared = append(make([]byte, 0, len(patches)+len(s.Patches)+1), patches...), false
		}
		patches = append(append(patches, ','), s.Patches...)
	}
	return wire.AppendChange(b, p.seq, p.mark, patches)
}

// fanout gathers the changes that a room sends to its sessions. A quiet room sends
// them at once. A busy room sends them in windows, which grow with the cost of a
// flush, so that the cost for each session stays the same.
type fanout struct {
	recent      []published // for clients that come back, the newest last
	recentBytes int         // of recent, in bytes
	before      uint64      // the mark of the change before the first of recent; 0 when it is not known
	mark        uint64      // of the newest change; 0 when it is not known
	waiting     []published
	hash        bool // send state hashes with the next flush
	answers     bool // some session has answers waiting
	last        time.Time
	writing     atomic.Int64 // nanoseconds that the sessions' writes have taken since the last flush
	window      time.Duration
}

const (
	maxRecentBytes = 4 << 20
	maxWindow      = 33 * time.Millisecond
	// windowPerCost is how many times longer the window is than the last flush took,
	// with the writes before it.
	windowPerCost = 4
)

func (f *fanout) add(p published) {
	f.waiting = append(f.waiting, p)
	if len(f.recent) == 0 {
		f.before = f.mark
	}
	f.recent, f.mark = append(f.recent, p), p.mark
	f.recentBytes += p.size()
	for f.recentBytes > maxRecentBytes && len(f.recent) > 1 {
		f.recentBytes -= f.recent[0].size()
		f.before = f.recent[0].mark
		f.recent = f.recent[1:]
	}
}

func (p published) size() int {
	n := 64
	for _, s := range p.change {
		n += len(s.Patches)
	}
	return n
}

// since returns the changes after a number, and whether all of them are in memory.
func (f *fanout) since(seq uint64) ([]published, bool) {
	if len(f.recent) == 0 || f.recent[0].seq > seq+1 {
		return nil, false
	}
	newest := f.recent[len(f.recent)-1].seq
	return f.recent[len(f.recent)-int(newest-min(seq, newest)):], true
}

// markOf returns the mark of a change that since can go on from; 0 when it is not
// known.
func (f *fanout) markOf(seq uint64) uint64 {
	if len(f.recent) == 0 {
		return f.mark
	}
	if first := f.recent[0].seq; seq >= first {
		return f.recent[seq-first].mark
	}
	return f.before
}

// rest is how long the window since the last flush still lasts.
func (f *fanout) rest(now time.Time) time.Duration { return f.window - now.Sub(f.last) }

// due reports whether something waits to be sent, and the window has ended.
func (f *fanout) due(now time.Time) bool {
	return (len(f.waiting) > 0 || f.answers || f.hash) && f.rest(now) <= 0
}

// flush sends what has been gathered: to each session its own answers and then the
// changes. It encodes them once for all sessions that may see the same.
func (r *room) flush() {
	f := &r.fanout
	if len(f.waiting) == 0 && !f.answers && !f.hash && len(r.own) == 0 {
		return
	}
	start := time.Now()
	r.tellChanges(r.own)
	r.own = nil
	last := lastAllowed(f.waiting)
	groups := newGroups(specialAudiences(f.waiting))
	for s := range r.sessions {
		if allowed, ends := last[s.identity.Member]; ends {
			r.reauthorise(s, f.waiting[:allowed])
			continue
		}
		message := groups.encoded(s.viewer, func() (message []byte) {
			for _, p := range f.waiting {
				message = p.frame(message, s.viewer.Sees)
			}
			return message
		})
		var hash []byte
		if f.hash {
			hash = wire.AppendHash(nil, r.state.Seq, r.state.Hashes(s.viewer))
		}
		s.push(s.answers, message, hash)
		s.answers = nil
	}
	r.hub.Stats.Deliveries.Add(int64(len(f.waiting) * len(r.sessions)))
	f.waiting, f.answers, f.hash = nil, false, false
	f.last = time.Now()
	r.hub.Measures.Flush.Observe(f.last.Sub(start).Seconds())
	cost := f.last.Sub(start) + time.Duration(f.writing.Swap(0))/time.Duration(runtime.GOMAXPROCS(0))
	f.window = min(windowPerCost*cost, maxWindow)
}

// groups encodes a message once for all viewers who see the same of some audiences.
type groups struct {
	audiences []board.Audience
	key       []byte
	messages  map[string][]byte
}

func newGroups(audiences []board.Audience) *groups {
	return &groups{audiences, make([]byte, len(audiences)), map[string][]byte{}}
}

func (g *groups) encoded(viewer board.Viewer, encode func() []byte) []byte {
	for i, a := range g.audiences {
		g.key[i] = '0'
		if viewer.Sees(a) {
			g.key[i] = '1'
		}
	}
	message, ok := g.messages[string(g.key)]
	if !ok {
		message = encode()
		g.messages[string(g.key)] = message
	}
	return message
}

// specialAudiences lists the audiences of the changes to which not everybody
// belongs.
func specialAudiences(changes []published) []board.Audience {
	var special []board.Audience
	seen := map[board.Audience]bool{board.Everyone: true, board.Nobody: true}
	for _, p := range changes {
		for _, s := range p.change {
			if !seen[s.Audience] {
				seen[s.Audience] = true
				special = append(special, s.Audience)
			}
		}
	}
	return special
}

// hashNow sends the state hashes with the next flush (protocol rule W31).
func (r *room) hashNow() {
	if r.state.Seq > r.hashedSeq {
		r.hashedSeq = r.state.Seq
		r.fanout.hash = true
	}
}
