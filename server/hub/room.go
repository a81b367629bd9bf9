package hub

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"warsztat/board"
	"warsztat/server/wire"
)

// room owns the live copy of one workshop. Only its goroutine touches the fields
// from state on; others send it messages: *submission, *joinMessage,
// *leaveMessage, *presenceMessage, *reactionMessage and *callMessage.
type room struct {
	hub     *Hub
	id      string
	ready   chan struct{} // closed when the room is loaded or has failed to load
	loadErr error         // why loading failed; set before ready is closed
	inbox   chan any
	mail    *mailbox      // what the bus brings
	head    atomic.Uint64 // the number of the newest change, for others to read
	pace    *pace
	clients clients

	// Senders hold sending while they use the inbox. closing wakes the senders that
	// wait at a full inbox; closed is set when the room has ended.
	sending sync.RWMutex
	closing chan struct{}
	closed  bool

	state       *board.State
	readonly    board.Code // the code that refuses every command, "" normally
	sessions    map[*session]struct{}
	turns       turns         // messages that wait
	submissions []*submission // gathered for the next batch
	later       []any         // messages that are handled when the batch is durable
	fanout      fanout
	own         []published // appended here, and to be told to other instances
	presence    presence
	reactions   reactions
	liveTotals  liveTotals // of votes whose totals show
	savedSeq    uint64     // the number of the newest snapshot
	saving      sync.WaitGroup
	saveSlot    chan struct{} // holds a token while a snapshot is written
	hashedSeq   uint64        // the number of the newest hash frame
	snapshots   snapshotCache
}

const (
	inboxSize          = 256
	maxBatch           = 256
	changesPerSnapshot = 500
	changesPerHash     = 64
	quietAfter         = 2 * time.Second
	entriesPerRead     = 1000
)

func newRoom(h *Hub, id string) *room {
	return &room{
		hub:      h,
		id:       id,
		ready:    make(chan struct{}),
		closing:  make(chan struct{}),
		inbox:    make(chan any, inboxSize),
		mail:     newMailbox(),
		pace:     newPace(&h.Config),
		sessions: map[*session]struct{}{},
		saveSlot: make(chan struct{}, 1),
		presence: newPresence(),
	}
}

// run serves the room until it ends. It returns nil when the room is idle or the
// hub drains. It returns a fault when the journal can no longer be trusted; then
// the next session loads the workshop again.
func (r *room) run(ctx context.Context) error {
	flush := stoppedTimer()
	hash := stoppedTimer()
	presence := stoppedTimer()
	reactions := stoppedTimer()
	totals := stoppedTimer()
	bin := time.NewTimer(binInterval)
	idle := time.NewTimer(roomIdle)
	defer stopAll(flush, hash, presence, reactions, totals, bin, idle)
	beat, stopBeat := r.presenceBeat()
	defer stopBeat()
	if err := r.expireBin(); err != nil {
		return err
	}
	for {
		r.head.Store(r.state.Seq)
		inbox := r.inbox
		var waiting <-chan struct{} // closed when messages wait that were taken out of the inbox
		if rest := r.fanout.rest(time.Now()); rest > 0 {
			inbox = nil // what comes gathers there, so that one append carries it
			flush.Reset(rest)
		} else if r.turns.waits > 0 {
			waiting = closed
		}
		select {
		case <-ctx.Done():
			err := r.commit()
			r.endSessions(wire.CloseRestart)
			r.tellGone()
			r.save()
			return err
		case m := <-inbox:
			r.turns.add(m)
			if err := r.handleSome(); err != nil {
				r.endSessions(wire.CloseFault)
				return err
			}
		case <-waiting:
			if err := r.handleSome(); err != nil {
				r.endSessions(wire.CloseFault)
				return err
			}
		case <-r.mail.wake:
			r.takeMail()
		case <-beat:
			r.beatPresence()
		case <-flush.C:
			r.flush()
		case <-hash.C:
			r.hashNow()
			r.flush()
		case <-presence.C:
			r.sendPresence()
		case <-reactions.C:
			r.sendReactions()
		case <-totals.C:
			if err := r.publishTotals(); err != nil {
				r.endSessions(wire.CloseFault)
				return err
			}
		case <-bin.C:
			if err := r.expireBin(); err != nil {
				r.endSessions(wire.CloseFault)
				return err
			}
			bin.Reset(binInterval)
		case <-idle.C:
			if len(r.sessions) == 0 && len(r.inbox) == 0 && r.turns.waits == 0 {
				r.save()
				return nil
			}
			idle.Reset(roomIdle)
		}
		r.flushUrgent()
		if r.fanout.due(time.Now()) {
			r.flush()
		}
		if r.state.Seq > r.hashedSeq {
			hash.Reset(quietAfter)
		}
		if wait, waiting := r.presence.due(time.Now()); waiting {
			presence.Reset(wait)
		}
		if wait, waiting := r.reactions.due(time.Now()); waiting {
			reactions.Reset(wait)
		}
		if wait, waiting := r.liveTotals.wait(time.Now()); waiting {
			totals.Reset(wait)
		}
		if r.state.Seq-r.savedSeq >= changesPerSnapshot {
			r.save()
		}
	}
}

// closed is a channel that is always ready.
var closed = func() chan struct{} { c := make(chan struct{}); close(c); return c }()

func stoppedTimer() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}

func stopAll(timers ...*time.Timer) {
	for _, t := range timers {
		t.Stop()
	}
}

// handleSome handles messages in their turn, up to a full batch, so that a busy inbox
// does not delay a flush. It gathers submissions; every other message sees the state
// after the submissions before it are durable. What only tells where somebody is waits
// for that, and so does not cut a batch in two.
func (r *room) handleSome() error {
	r.turns.fill(r.inbox)
	for taken := 0; taken < maxBatch && r.turns.waits > 0; taken++ {
		switch m := r.turns.next().(type) {
		case *submission:
			if mayGiveCommands(m.from) {
				r.submissions = append(r.submissions, m)
				taken += m.weight - 1
			}
			if _, marks := m.Command.(*board.MarkMoment); marks {
				// The snapshot that is kept for a moment is of the state that it names.
				if err := r.settle(); err != nil {
					return err
				}
				if slices.Contains(r.state.Moments(), r.state.Seq) {
					r.saveMoment()
				}
			}
		case *presenceMessage, *reactionMessage:
			r.later = append(r.later, m)
		default:
			if err := r.settle(); err != nil {
				return err
			}
			r.handle(m)
		}
	}
	return r.settle()
}

// settle makes the gathered submissions durable and handles what has waited for them.
func (r *room) settle() error {
	if err := r.commit(); err != nil {
		return err
	}
	for _, m := range r.later {
		r.handle(m)
	}
	r.later = r.later[:0]
	return nil
}

// mayGiveCommands reports whether a session has joined the room. Commands behind a
// refused hello were typed on another epoch of the journal: they have no effect, and
// the session is ending.
func mayGiveCommands(s *session) bool { return s == nil || s.joined }

func (r *room) handle(message any) {
	switch m := message.(type) {
	case *joinMessage:
		r.join(m)
	case *leaveMessage:
		r.leave(m.session)
	case *presenceMessage:
		r.updatePresence(m)
	case *reactionMessage:
		if refusal := r.react(m); refusal != nil {
			r.queueAnswer(m.session, wire.AppendRefused(nil, 0, refusal, m.session.locale))
		}
	case *callMessage:
		m.run(r)
		m.done <- nil
	}
}

// endSessions ends every session. Each gets a delay of its own, so that they do not
// all come back at the same moment.
func (r *room) endSessions(reason wire.Close) {
	r.flush()
	for s := range r.sessions {
		s.end(reason, time.Millisecond+rand.N(longestRestartDelay))
	}
}

// errRoomClosed says that the room ended before it handled a message. The message
// has had no effect and may be sent again.
var errRoomClosed = errors.New("the room has ended")

// send puts a message into the inbox. It fails with errRoomClosed when the room has
// ended.
func (r *room) send(ctx context.Context, message any) error {
	r.sending.RLock()
	defer r.sending.RUnlock()
	if r.closed {
		return errRoomClosed
	}
	select {
	case r.inbox <- message:
		return nil
	case <-r.closing:
		return errRoomClosed
	case <-ctx.Done():
		return ctx.Err()
	}
}

// close closes the inbox and answers the messages that are left in it, so that every
// message is either handled or answered with errRoomClosed.
func (r *room) close() {
	close(r.closing)
	r.sending.Lock()
	r.closed = true
	r.sending.Unlock()
	for _, o := range r.submissions {
		o.reply(outcome{err: errRoomClosed})
	}
	for {
		r.turns.fill(r.inbox)
		switch m := r.turns.next().(type) {
		case nil:
			return
		case *submission:
			m.reply(outcome{err: errRoomClosed})
		case *joinMessage:
			m.session.endFault()
		case *callMessage:
			m.done <- errRoomClosed
		}
	}
}
