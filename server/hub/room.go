package hub

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"warsztat/board"
	"warsztat/server/wire"
)

// room owns the live copy of one workshop. Its goroutine alone touches the
// fields below inbox; others send it messages: *order, *joining, *leaving,
// *moving, *reacting and *question.
type room struct {
	hub    *Hub
	id     string
	ready  chan struct{} // closed when the room was loaded, or failed to
	failed error         // why it was not; set before ready is closed
	inbox  chan any

	// gate lets senders into the inbox until the room ends; closing frees
	// those who wait at a full one.
	gate    sync.RWMutex
	closing chan struct{}
	closed  bool

	state     *board.State
	readonly  board.Code // the code every command gets, "" normally
	sessions  map[*session]struct{}
	orders    []*order // gathered for the next batch
	fanout    fanout
	people    people
	reactions reactions
	counting  counting // of votes whose totals show
	saved     uint64   // the number of the newest snapshot
	saving    sync.WaitGroup
	busy      chan struct{} // holds a token while a snapshot is written
	hashed    uint64        // the number of the newest hash frame
	copies    copies
}

const (
	inboxSize     = 256
	maxBatch      = 256
	snapshotEvery = 500
	hashEvery     = 64
	quietAfter    = 2 * time.Second
	pageSize      = 1000
)

func newRoom(h *Hub, id string) *room {
	return &room{
		hub:      h,
		id:       id,
		ready:    make(chan struct{}),
		closing:  make(chan struct{}),
		inbox:    make(chan any, inboxSize),
		sessions: map[*session]struct{}{},
		busy:     make(chan struct{}, 1),
		people:   newPeople(),
	}
}

// run is the room's life. It returns nil when the room fell idle or the hub
// drains, and a fault when the journal can no longer be trusted; then the next
// visitor loads the workshop afresh.
func (r *room) run(ctx context.Context) error {
	flush := stoppedTimer()
	quiet := stoppedTimer()
	whereabouts := stoppedTimer()
	reactions := stoppedTimer()
	counting := stoppedTimer()
	idle := time.NewTimer(roomIdle)
	defer stopAll(flush, quiet, whereabouts, reactions, counting, idle)
	for {
		select {
		case <-ctx.Done():
			err := r.commit()
			r.leaveAll(wire.CloseRestart)
			r.save()
			return err
		case m := <-r.inbox:
			if err := r.take(m); err != nil {
				r.leaveAll(wire.CloseFault)
				return err
			}
		case <-flush.C:
			r.flush()
		case <-quiet.C:
			r.hashNow()
			r.flush()
		case <-whereabouts.C:
			r.tellWhereabouts()
		case <-reactions.C:
			r.tellReactions()
		case <-counting.C:
			if err := r.count(); err != nil {
				r.leaveAll(wire.CloseFault)
				return err
			}
		case <-idle.C:
			if len(r.sessions) == 0 && len(r.inbox) == 0 {
				r.save()
				return nil
			}
			idle.Reset(roomIdle)
		}
		r.settle()
		if wait, waiting := r.fanout.due(time.Now()); waiting {
			if wait <= 0 {
				r.flush()
			} else {
				flush.Reset(wait)
			}
		}
		if r.state.Seq > r.hashed {
			quiet.Reset(quietAfter)
		}
		if wait, waiting := r.people.due(time.Now()); waiting {
			whereabouts.Reset(wait)
		}
		if wait, waiting := r.reactions.due(time.Now()); waiting {
			reactions.Reset(wait)
		}
		if wait, waiting := r.counting.due(time.Now()); waiting {
			counting.Reset(wait)
		}
		if r.state.Seq-r.saved >= snapshotEvery {
			r.save()
		}
	}
}

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

// take handles a message and what waits behind it, up to a full batch, so that
// a busy inbox holds up no flush. Orders are gathered; every other message sees
// the state only after the orders before it are durable.
func (r *room) take(message any) error {
	for taken := 1; ; taken++ {
		if o, ok := message.(*order); ok {
			if let(o.from) {
				r.orders = append(r.orders, o)
			}
		} else {
			if err := r.commit(); err != nil {
				return err
			}
			r.handle(message)
		}
		if taken == maxBatch {
			return r.commit()
		}
		select {
		case message = <-r.inbox:
		default:
			return r.commit()
		}
	}
}

// let reports whether a session was let in. What comes behind a hello that was
// turned down was typed on another life of the journal: it has no effect, and
// the session is ending.
func let(s *session) bool { return s == nil || s.admitted }

func (r *room) handle(message any) {
	switch m := message.(type) {
	case *joining:
		r.join(m)
	case *leaving:
		r.leave(m.session)
	case *moving:
		r.move(m)
	case *reacting:
		if refusal := r.react(m); refusal != nil {
			r.tell(m.session, wire.AppendRefused(nil, 0, refusal.Code, m.session.locale))
		}
	case *question:
		m.read(r)
		m.done <- nil
	}
}

// leaveAll ends every session, each with a delay of its own, so that they do
// not all come back at once.
func (r *room) leaveAll(why wire.Close) {
	r.flush()
	for s := range r.sessions {
		s.end(why, 1+rand.Int64N(3000))
	}
}

// errGone says that the room ended before it came to a message. Nothing came of
// the message; it may be sent again.
var errGone = errors.New("the room has ended")

// send puts a message into the inbox, or answers errGone.
func (r *room) send(ctx context.Context, message any) error {
	r.gate.RLock()
	defer r.gate.RUnlock()
	if r.closed {
		return errGone
	}
	select {
	case r.inbox <- message:
		return nil
	case <-r.closing:
		return errGone
	case <-ctx.Done():
		return ctx.Err()
	}
}

// end shuts the inbox and gives back what is left in it, so that every message
// is either handled or answered with errGone.
func (r *room) end() {
	close(r.closing)
	r.gate.Lock()
	r.closed = true
	r.gate.Unlock()
	for _, o := range r.orders {
		o.reply(outcome{err: errGone})
	}
	for {
		select {
		case message := <-r.inbox:
			switch m := message.(type) {
			case *order:
				m.reply(outcome{err: errGone})
			case *joining:
				m.session.end(wire.CloseFault, 0)
			case *question:
				m.done <- errGone
			}
		default:
			return
		}
	}
}
