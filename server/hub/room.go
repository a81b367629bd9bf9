package hub

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"warsztat/board"
	"warsztat/server/journal"
	"warsztat/server/wire"
)

// room owns the live copy of one workshop. Its goroutine alone touches the
// fields below inbox; others send it messages: *order, *joining, *leaving,
// *moving and *question.
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

	state    *board.State
	readonly board.Code // the code every command gets, "" normally
	sessions map[*session]struct{}
	orders   []*order // gathered for the next batch
	fanout   fanout
	people   people
	saved    uint64 // the number of the newest snapshot
	saving   sync.WaitGroup
	busy     chan struct{} // holds a token while a snapshot is written
	hashed   uint64        // the number of the newest hash frame
	copies   copies
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

// load builds the state from the newest snapshot and the changes after it.
// Where the journal is damaged it stops at the last good change and makes the
// room read-only: what it shows is true, and nothing is built on a hole.
func (r *room) load(ctx context.Context) error {
	seq, body, err := r.hub.Journal.Snapshot(ctx, r.id)
	if err != nil {
		return r.loadFault(err)
	}
	r.state = board.NewState(r.hub.Limits)
	if body != nil {
		state, err := board.Load(body, r.hub.Limits)
		if err == nil && state.Seq == seq {
			r.state = state
			r.saved = seq
		}
	}
	if err := r.catchUp(ctx); err != nil {
		return r.loadFault(err)
	}
	if r.state.Seq == 0 {
		return board.Refuse(board.Quarantined)
	}
	r.hashed = r.state.Seq
	return nil
}

func (r *room) loadFault(err error) error {
	if errors.Is(err, journal.ErrNotFound) {
		return board.Refuse(board.NotFound)
	}
	return fmt.Errorf("workshop %s: open: %w", r.id, err)
}

// catchUp applies what the journal holds after the state. Damage makes the room
// read-only; it is no error.
func (r *room) catchUp(ctx context.Context) error {
	for {
		entries, err := r.hub.Journal.Read(ctx, r.id, r.state.Seq, pageSize)
		for _, e := range entries {
			fact, parseErr := factOf(e)
			if parseErr == nil {
				_, parseErr = r.state.Apply(fact)
			}
			if parseErr != nil {
				r.quarantine(parseErr)
				return nil
			}
			r.fanout.add(fact.Seq, encodeSegments(fact.Change))
		}
		if len(r.sessions) == 0 {
			r.fanout.waiting = nil // for nobody, however long the journal is
		}
		var damaged *journal.DamagedError
		if errors.As(err, &damaged) {
			r.quarantine(err)
			return nil
		}
		if err != nil || len(entries) < pageSize {
			return err
		}
	}
}

// quarantine makes the room read-only and says so in the log, once.
func (r *room) quarantine(why error) {
	if r.readonly == "" {
		r.readonly = board.Quarantined
		r.hub.Stats.Quarantined.Add(1)
		r.hub.Log.Error("workshop quarantined: it can be read, not written", "workshop", r.id, "error", why)
	}
}

// run is the room's life. It returns nil when the room fell idle or the hub
// drains, and a fault when the journal can no longer be trusted; then the next
// visitor loads the workshop afresh.
func (r *room) run(ctx context.Context) error {
	flush := stoppedTimer()
	quiet := stoppedTimer()
	whereabouts := stoppedTimer()
	idle := time.NewTimer(roomIdle)
	defer stopAll(flush, quiet, whereabouts, idle)
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
		case <-idle.C:
			if len(r.sessions) == 0 && len(r.inbox) == 0 {
				r.save()
				return nil
			}
			idle.Reset(roomIdle)
		}
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
			if r.let(o.from) {
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
func (r *room) let(s *session) bool {
	_, here := r.sessions[s]
	return s == nil || here
}

func (r *room) handle(message any) {
	switch m := message.(type) {
	case *joining:
		r.join(m)
	case *leaving:
		r.leave(m.session)
	case *moving:
		r.move(m)
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

// save writes a snapshot beside the loop, unless one is being written or the
// newest is of this state.
func (r *room) save() {
	if r.readonly != "" || r.state.Seq == r.saved {
		return
	}
	select {
	case r.busy <- struct{}{}:
	default:
		return
	}
	seq := r.state.Seq
	body, err := r.state.Save()
	if err != nil {
		r.hub.Log.Error("snapshot", "workshop", r.id, "error", err)
		<-r.busy
		return
	}
	r.saved = seq
	r.saving.Go(func() {
		defer func() { <-r.busy }()
		// A snapshot is only a shortcut: without it the journal is replayed.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(r.hub.ctx), writeTimeout)
		defer cancel()
		if err := r.hub.Journal.SaveSnapshot(ctx, r.id, seq, body); err != nil {
			r.hub.Log.Warn("snapshot", "workshop", r.id, "error", err)
		}
	})
}
