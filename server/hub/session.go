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
	hub      *Hub
	identity Identity
	client   string
	locale   string

	// Owned by the room's goroutine.
	joined        bool         // it was let in; it may be out again
	viewer        board.Viewer // what it receives, from joining to the end
	answers       []byte       // acknowledgements and refusals for the next flush
	stalePresence bool         // it may not know all of presence: send the whole list next time
	lastReaction  time.Time    // when its last reaction was counted

	mu          sync.Mutex
	out         transport
	queue       [][]byte
	queuedBytes int
	writing     bool
	reason      *wire.Close   // set when the session is to end
	retryAfter  time.Duration // how long the client is asked to wait before it comes back
	ending      chan struct{} // closed when the session is to end
	writers     sync.WaitGroup
}

const (
	maxQueuedBytes = 1 << 20
	// slowestBytesPerSecond is how many bytes a second a client has to take: what is long
	// has more time to arrive.
	slowestBytesPerSecond = 32 << 10
	// maxBacklogBytes is the queue length above which presence is dropped.
	maxBacklogBytes = 64 << 10
)

func newSession(h *Hub, identity Identity, client, locale string, out transport) *session {
	return &session{hub: h, identity: identity, client: client, locale: locale, out: out, ending: make(chan struct{})}
}

// push queues a message; the bytes are not copied and must not change. A
// session whose queue is full is ended: it comes back through "since".
func (s *session) push(message []byte) {
	if len(message) == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.reason != nil {
		return
	}
	s.queue = append(s.queue, message)
	s.queuedBytes += len(message)
	if s.queuedBytes > maxQueuedBytes && len(s.queue) > 1 {
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
	return s.queuedBytes
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
		queue, reason := s.queue, s.reason
		s.queue, s.queuedBytes = nil, 0
		if len(queue) == 0 && reason == nil {
			s.writing = false
			s.mu.Unlock()
			return
		}
		s.mu.Unlock()
		if reason != nil {
			// The bye is best effort: whoever does not read it sees the close.
			_ = s.send(append(queue, wire.AppendBye(nil, *reason, s.retryAfter, s.locale)))
			s.out.close(reason.Status, reason.Code)
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
	patience := writeTimeout + time.Duration(len(message))*time.Second/slowestBytesPerSecond
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return s.out.send(ctx, message)
}

// end closes the session from any goroutine; only the first reason counts.
// after, in milliseconds, asks the client to wait before it comes back.
func (s *session) end(reason wire.Close, retryAfter time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endLocked(reason, retryAfter)
}

func (s *session) endLocked(reason wire.Close, retryAfter time.Duration) {
	if s.reason != nil {
		return
	}
	s.reason, s.retryAfter = &reason, retryAfter
	if reason.Code == wire.CloseSlow.Code {
		s.queue, s.queuedBytes = nil, 0
	}
	close(s.ending)
	s.wake()
}

// ended reports whether the session was closed, for whatever reason.
func (s *session) ended() bool {
	select {
	case <-s.ending:
		return true
	default:
		return false
	}
}

// revoked is why what the session sent and was not decided yet has no effect: its
// identity no longer holds. It is nil for everybody else; somebody who merely closed
// the tab is still heard out.
func (s *session) revoked() *board.Refusal {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.reason == nil || s.reason.Status != wire.CloseEnded.Status:
		return nil
	case s.reason.Code == string(board.Removed):
		return board.Refuse(board.Removed)
	}
	return board.Refuse(board.NoSession)
}
