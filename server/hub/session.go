package hub

import (
	"bytes"
	"sync"
	"sync/atomic"
	"time"

	"warsztat/board"
	"warsztat/server/wire"
)

// transport carries messages to one client. One goroutine at a time uses it.
type transport interface {
	// send writes one message, which holds whole frames. It fails when the client does
	// not take it within sendTime, or soon after.
	send(message []byte) error
	// close ends the connection and makes the reading side return.
	close(status int, reason string)
}

// session is one live connection. It has a writing goroutine only while messages
// are queued; the queued messages are sent as one.
type session struct {
	hub      *Hub
	id       uint64 // among the sessions of the hub
	identity Identity
	client   string
	locale   string
	protocol int64 // the version that is spoken
	// settled says that the client gives new commands: one of this connection has taken
	// effect. Until then it may send commands again that the room does not know.
	settled atomic.Bool

	// Owned by the room's goroutine.
	joined        bool         // it has been in the room; it may have left
	viewer        board.Viewer // decides what it receives, from joining to the end
	answers       []byte       // acknowledgements and refusals for the next flush
	stalePresence bool         // its client may have missed presence: send the whole list next time
	lastReaction  time.Time    // when a reaction of it was last counted

	mu          sync.Mutex
	out         transport
	cost        *atomic.Int64 // where the time of writing is added up; nil before joining
	queue       [][]byte
	queuedBytes int
	writing     bool
	reason      *wire.Close   // set when the session has to end
	retryAfter  time.Duration // how long the client is asked to wait before it comes back
	ending      chan struct{} // closed when the session has to end
	writers     sync.WaitGroup
}

const (
	maxQueuedBytes = 1 << 20
	// maxSendBytes is how many bytes of several messages are sent as one.
	maxSendBytes = 64 << 10
	// slowestBytesPerSecond is the slowest connection that a client may have. A long
	// message has more time to arrive.
	slowestBytesPerSecond = 32 << 10
	// maxBacklogBytes is the queue length above which presence is not sent, and a full
	// queue ends the session.
	maxBacklogBytes = 64 << 10
)

func newSession(h *Hub, identity Identity, client, locale string, out transport) *session {
	return &session{hub: h, id: h.sessionIDs.Add(1), identity: identity, client: client, locale: locale, out: out, ending: make(chan struct{})}
}

func (s *session) positionKey() positionKey {
	if s.polls() {
		return positionKey{session: polled(s.client)}
	}
	return positionKey{session: s.id}
}

// polls reports whether the client comes back after each message.
func (s *session) polls() bool {
	_, polls := s.out.(*poll)
	return polls
}

// push queues messages. The bytes are not copied and must not change. A session that
// has a backlog and whose queue is full ends; its client comes back and asks for what
// it missed. What is pushed at once may be of any length.
func (s *session) push(messages ...[]byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.reason != nil {
		return
	}
	before := s.queuedBytes
	for _, message := range messages {
		if len(message) > 0 {
			s.queue = append(s.queue, message)
			s.queuedBytes += len(message)
		}
	}
	if s.queuedBytes == before {
		return
	}
	if before > maxBacklogBytes && s.queuedBytes > maxQueuedBytes {
		s.hub.Stats.SlowCloses.Add(1)
		s.endLocked(wire.CloseSlow, 0)
		return
	}
	s.wake()
}

// backlog returns how many bytes are queued.
func (s *session) backlog() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queuedBytes
}

// wake starts the writing goroutine when there is none. The caller holds s.mu.
func (s *session) wake() {
	if !s.writing {
		s.writing = true
		s.writers.Go(s.write)
	}
}

// write sends the queued messages until none is left. It closes the connection when
// the session has to end.
func (s *session) write() {
	for {
		s.mu.Lock()
		queue, reason, cost := s.take(), s.reason, s.cost
		if len(queue) == 0 && reason == nil {
			s.writing = false
			s.mu.Unlock()
			return
		}
		s.mu.Unlock()
		if reason != nil {
			// The bye may be lost: the client sees the close anyway.
			_ = s.send(append(queue, wire.AppendBye(nil, *reason, s.retryAfter, s.locale)))
			s.out.close(reason.Status, reason.Code)
			return
		}
		start := time.Now()
		if s.send(queue) != nil {
			s.end(wire.CloseSlow, 0)
		}
		s.hub.Measures.Delivery.Observe(since(start))
		if cost != nil {
			cost.Add(int64(min(time.Since(start), longestWork)))
		}
	}
}

// longestWork is the longest time that counts as work of one write. What takes longer
// waits for a slow connection.
const longestWork = time.Millisecond

// countIn has the time of writing added up from now on.
func (s *session) countIn(cost *atomic.Int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cost = cost
}

// take takes the first messages from the queue that are sent as one. They are few
// bytes: a client that reads slowly then receives them in time, and after them the
// reason why its session ends. The caller holds s.mu.
func (s *session) take() [][]byte {
	n, size := 0, 0
	for n < len(s.queue) && (n == 0 || size+len(s.queue[n]) <= maxSendBytes) {
		size += len(s.queue[n])
		n++
	}
	taken := s.queue[:n]
	s.queue, s.queuedBytes = s.queue[n:], s.queuedBytes-size
	if len(s.queue) == 0 {
		s.queue = nil // an idle session keeps no memory
	}
	return taken
}

func (s *session) send(queue [][]byte) error {
	message := queue[0]
	if len(queue) > 1 {
		message = bytes.Join(queue, nil)
	}
	return s.out.send(message)
}

// sendTime is how long a client may take to receive so many bytes.
func sendTime(bytes int) time.Duration {
	return writeTimeout + time.Duration(bytes)*time.Second/slowestBytesPerSecond
}

// end ends the session. Any goroutine may call it; only the first reason counts.
// retryAfter asks the client to wait before it comes back.
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

// ended reports whether the session has ended, for whatever reason.
func (s *session) ended() bool {
	select {
	case <-s.ending:
		return true
	default:
		return false
	}
}

// revoked returns the refusal for commands of a session whose identity is no longer
// valid and that are not decided yet. It returns nil for every other session: the
// commands of a client that merely closed its tab still count.
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
