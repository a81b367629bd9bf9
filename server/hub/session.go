package hub

import (
	"bytes"
	"context"
	"sync"
	"time"

	"warsztat/board"
	"warsztat/server/wire"
)

// transport carries messages to one client. It is used by one goroutine at a
// time.
type transport interface {
	// send writes one message of whole frames before ctx ends.
	send(ctx context.Context, message []byte) error
	// close ends the connection; it makes the reading side return.
	close(status int, reason string)
}

// session is one live connection. A goroutine that writes lives only while
// something waits; what waits is sent as one message.
type session struct {
	hub    *Hub
	seat   Seat
	client string
	locale string

	// Owned by the room's goroutine.
	answers     []byte // acknowledgements and refusals for the next flush
	stalePeople bool   // presence was dropped: send the whole list next time

	mu      sync.Mutex
	out     transport
	queue   [][]byte
	size    int
	writing bool
	why     *wire.Close // set when the session is to end
	after   int64
	gone    chan struct{} // closed when the session is to end
	writers sync.WaitGroup
}

const (
	maxQueue = 1 << 20
	// slowestLink is how many bytes a second a client has to take: what is long
	// has more time to arrive.
	slowestLink = 32 << 10
	// presenceBacklog is the queue length above which presence is dropped.
	presenceBacklog = 64 << 10
)

func newSession(h *Hub, seat Seat, client, locale string, out transport) *session {
	return &session{hub: h, seat: seat, client: client, locale: locale, out: out, gone: make(chan struct{})}
}

// push queues a message; the bytes are not copied and must not change. A
// session whose queue is full is ended: it comes back through "since".
func (s *session) push(message []byte) {
	if len(message) == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.why != nil {
		return
	}
	s.queue = append(s.queue, message)
	s.size += len(message)
	if s.size > maxQueue && len(s.queue) > 1 {
		s.hub.Stats.SlowCloses.Add(1)
		s.endLocked(wire.CloseSlow, 0)
		return
	}
	s.wake()
}

// backlog is how many bytes wait.
func (s *session) backlog() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.size
}

// wake starts the writer when none lives; s.mu is held.
func (s *session) wake() {
	if !s.writing {
		s.writing = true
		s.writers.Go(s.write)
	}
}

// write sends what waits until nothing does, and closes the connection when
// the session is to end.
func (s *session) write() {
	for {
		s.mu.Lock()
		queue, why := s.queue, s.why
		s.queue, s.size = nil, 0
		if len(queue) == 0 && why == nil {
			s.writing = false
			s.mu.Unlock()
			return
		}
		s.mu.Unlock()
		if why != nil {
			// The bye is best effort: whoever does not read it sees the close.
			_ = s.send(append(queue, wire.AppendBye(nil, *why, s.after, s.locale)))
			s.out.close(why.Status, why.Code)
			return
		}
		if s.send(queue) != nil {
			s.end(wire.CloseSlow, 0)
		}
	}
}

func (s *session) send(queue [][]byte) error {
	message := queue[0]
	if len(queue) > 1 {
		message = bytes.Join(queue, nil)
	}
	patience := writeTimeout + time.Duration(len(message))*time.Second/slowestLink
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return s.out.send(ctx, message)
}

// end closes the session from any goroutine; only the first reason counts.
// after, in milliseconds, asks the client to wait before it comes back.
func (s *session) end(why wire.Close, after int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endLocked(why, after)
}

func (s *session) endLocked(why wire.Close, after int64) {
	if s.why != nil {
		return
	}
	s.why, s.after = &why, after
	if why.Code == wire.CloseSlow.Code {
		s.queue, s.size = nil, 0
	}
	close(s.gone)
	s.wake()
}

// ended reports whether the session was closed, for whatever reason.
func (s *session) ended() bool {
	select {
	case <-s.gone:
		return true
	default:
		return false
	}
}

// revoked reports whether the session was closed because its seat no longer
// holds: then what it sent and was not decided yet has no effect. Somebody who
// merely closed the tab is still heard out.
func (s *session) revoked() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.why != nil && s.why.Code == wire.CloseEnded.Code
}

// joining asks a room to let a session in.
type joining struct {
	session *session
	epoch   string
	since   uint64
}

// leaving tells a room that a session is over.
type leaving struct{ session *session }

// maxCatchUp and maxCatchUpSize are how many changes, and bytes, are sent to one
// who comes back; for more than that the snapshot is cheaper. They go out as one
// message, which has to arrive before the client takes the silence for a broken
// line.
const (
	maxCatchUp     = 5_000
	maxCatchUpSize = 2 << 20
)

// join lets a session in: welcome, what it missed, who is here; then it is live
// (protocol rules W15 and W16).
func (r *room) join(j *joining) {
	s := j.session
	epoch := r.hub.Journal.Epoch()
	if member, _ := r.state.LastNumber(s.client); member != "" && member != s.seat.Member {
		s.push(wire.AppendRefused(nil, 0, board.OtherClient, s.locale))
		s.end(wire.CloseBad, 0)
		return
	}
	missed, code := r.missed(epoch, j)
	if code != "" {
		r.hub.Stats.Resets.Add(1)
		s.push(wire.AppendReset(nil, code))
		s.end(wire.CloseReset, 0)
		return
	}
	r.flush() // what waits is part of what was missed
	message := wire.AppendWelcome(nil, wire.Welcome{
		Epoch: epoch, Seq: r.state.Seq, Member: s.seat.Member, Role: s.seat.Role,
		Time: time.Now().UnixMilli(), ReadOnly: r.readonly,
	})
	viewer := s.seat.viewer()
	for _, p := range missed {
		message = p.frame(message, viewer.Sees)
	}
	r.sessions[s] = struct{}{}
	r.arrive(s)
	s.push(wire.AppendPresence(message, r.people.list(r.state, viewer), true))
}

// missed finds the changes after j.since, or says why the client has to begin
// again.
func (r *room) missed(epoch string, j *joining) ([]published, board.Code) {
	switch {
	case j.epoch != epoch:
		return nil, board.OtherEpoch
	case j.since > r.state.Seq:
		return nil, board.FutureSince
	case j.since == r.state.Seq:
		return nil, ""
	case r.state.Seq-j.since > maxCatchUp:
		return nil, board.TooFarBehind
	}
	size := 0
	if recent, ok := r.fanout.since(j.since); ok {
		for _, p := range recent {
			size += p.size()
		}
		if size > maxCatchUpSize {
			return nil, board.TooFarBehind
		}
		return recent, ""
	}
	var missed []published
	for after := j.since; after < r.state.Seq; {
		entries, err := r.hub.Journal.Read(r.hub.ctx, r.id, after, pageSize)
		if err != nil || len(entries) == 0 {
			return nil, board.TooFarBehind
		}
		for _, e := range entries {
			fact, err := factOf(e)
			if err != nil {
				return nil, board.TooFarBehind
			}
			p := published{fact.Seq, encodeSegments(fact.Change)}
			if size += p.size(); size > maxCatchUpSize {
				return nil, board.TooFarBehind
			}
			missed = append(missed, p)
			after = e.Seq
		}
	}
	return missed, ""
}

func (r *room) leave(s *session) {
	if _, here := r.sessions[s]; here {
		delete(r.sessions, s)
		r.depart(s)
	}
}
