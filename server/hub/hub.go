// Package hub is the live part of the server: rooms, each of which owns the
// state of one workshop in one goroutine, and the sessions of the people in
// them.
//
// A command goes from a session into the inbox of its room. The room decides it
// and appends the change to the journal. When the change is durable, the room
// answers the sender and sends the change to every session that may see it.
package hub

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	mathrand "math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"warsztat/board"
	"warsztat/server/bus"
	"warsztat/server/journal"
	"warsztat/server/wire"
)

// Config is what a hub needs.
type Config struct {
	Journal journal.Journal
	// Bus connects the hub with those of other instances on the same journal; nil when
	// there are none.
	Bus    bus.Bus
	Limits board.Limits
	Log    *slog.Logger
	// Valid reports whether the session of an identity is still valid. The hub asks
	// it once more after a connection is registered, so that no revocation is missed.
	Valid func(context.Context, Identity) bool
	// Sessions returns the stored sessions of a workshop that are valid. The hub asks
	// when it may have missed that one has ended at another instance.
	Sessions func(ctx context.Context, workshop string) (valid map[string]bool, err error)
	// Fatal is called once when the disk failed: the process has to end.
	Fatal func(error)
	// CommandsPerSecond and CommandBurst limit what one member sends, by its weight,
	// over all connections. What is above the limit waits at its socket; a post is
	// refused.
	CommandsPerSecond float64
	CommandBurst      int
}

// Hub holds the open rooms. Its methods may be called from many goroutines.
type Hub struct {
	Config
	Stats    Stats
	Measures Measures
	disk     disk

	sessionIDs  atomic.Uint64
	instance    string // names this hub among the instances
	ctx         context.Context
	cancel      context.CancelFunc
	rooms       sync.WaitGroup
	connections sync.WaitGroup

	mu        sync.Mutex
	openRooms map[string]*room
	sessions  map[string]map[*session]struct{} // by workshop
	draining  bool                             // no new connections
	closed    bool                             // no new rooms

	pasts     chan struct{} // holds one entry for each look back that is under way
	overviews overviews
}

// Stats counts events since the start, and the rooms and sessions that are open.
type Stats struct {
	Rooms, Sessions                atomic.Int64
	Accepted, Refused              atomic.Int64
	Changes, Deliveries            atomic.Int64
	SlowCloses, Resets, Mismatches atomic.Int64
	StaleAppends, Quarantined      atomic.Int64
	CatchUps, AppendedBatches      atomic.Int64
}

// The timeouts of connections and rooms.
const (
	helloTimeout   = 10 * time.Second
	silenceTimeout = 45 * time.Second
	writeTimeout   = 10 * time.Second
	journalTimeout = 30 * time.Second
	roomIdle       = time.Minute
)

// New makes a hub. Close ends it.
func New(config Config) *Hub {
	ctx, cancel := context.WithCancel(context.Background())
	h := &Hub{
		Config:    config,
		Measures:  newMeasures(),
		instance:  rand.Text(),
		ctx:       ctx,
		cancel:    cancel,
		openRooms: map[string]*room{},
		sessions:  map[string]map[*session]struct{}{},
		pasts:     make(chan struct{}, maxPasts),
	}
	if h.Bus != nil {
		h.rooms.Go(h.watchHeads)
	}
	return h
}

// room returns the open room of a workshop and opens it when needed. Callers that
// come while it opens wait for the same room.
func (h *Hub) room(ctx context.Context, workshop string) (*room, error) {
	h.mu.Lock()
	r := h.openRooms[workshop]
	if r == nil {
		if h.closed {
			h.mu.Unlock()
			return nil, board.Refuse(board.Busy)
		}
		r = newRoom(h, workshop)
		h.openRooms[workshop] = r
		h.rooms.Add(1)
		go h.runRoom(r)
	}
	h.mu.Unlock()
	select {
	case <-r.ready:
		return r, r.loadErr
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// runRoom loads a room, runs it until it ends and then forgets it.
func (h *Hub) runRoom(r *room) {
	defer h.rooms.Done()
	leave := func() {}
	if h.Bus != nil {
		leave = h.Bus.Join(r.id, r.mail) // before loading, so that no change is missed between
	}
	err := r.load(h.ctx)
	if err == nil {
		h.Stats.Rooms.Add(1)
		close(r.ready)
		err = r.run(h.ctx)
		h.Stats.Rooms.Add(-1)
	} else {
		if h.ctx.Err() != nil {
			err = board.Refuse(board.Busy)
		}
		r.loadErr = err
		close(r.ready)
	}
	leave()
	h.mu.Lock()
	delete(h.openRooms, r.id)
	h.mu.Unlock()
	r.close()
	r.saving.Wait()
	var refusal *board.Refusal
	if err == nil || errors.As(err, &refusal) || errors.Is(err, context.Canceled) {
		return
	}
	h.Log.Error("room failed", "workshop", r.id, "error", err)
	if errors.Is(err, journal.ErrFatal) && h.Fatal != nil {
		h.Fatal(err)
	}
}

// Found begins a workshop. The workshop is durable when Found returns.
func (h *Hub) Found(ctx context.Context, workshop string, cmd board.FoundWorkshop) error {
	state := board.NewState(h.Limits)
	fact, _, err := state.Perform(board.Order{By: board.Actor{Role: board.System}, Do: "FoundWorkshop", Command: &cmd}, now())
	if err != nil {
		return err
	}
	return h.Journal.Create(ctx, workshop, []journal.Entry{entryOf(fact, &submission{}, fact.Change.Encode().AppendJSON(nil))})
}

// Submit gives a command that comes from no client. It counts as given on the newest
// state. Submit returns the number of the change when that is durable, a
// *board.Refusal, or a fault.
func (h *Hub) Submit(ctx context.Context, workshop string, o board.Order) (uint64, error) {
	return h.submit(ctx, workshop, &submission{Order: o, weight: board.Weight(o.Command), latest: true})
}

// submit gives a command that does not come over a live connection.
func (h *Hub) submit(ctx context.Context, workshop string, s *submission) (uint64, error) {
	if err := h.gather(ctx, s, workshop); err != nil {
		return 0, err
	}
	for {
		if s.Client != "" {
			if err := h.lookUp(ctx, workshop, s); err != nil {
				return 0, err
			}
		}
		reply := make(chan outcome, 1)
		s.reply = func(out outcome) { reply <- out }
		if err := h.send(ctx, workshop, s); err != nil {
			return 0, err
		}
		select {
		case out := <-reply:
			if !errors.Is(out.err, errRoomClosed) {
				return out.seq, out.err
			}
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
}

// View runs read on the goroutine of the workshop's room, on a state that has every
// change that was acknowledged before, by whichever instance. The state must not be
// kept; the records that read takes out of it may, because they never change.
func (h *Hub) View(ctx context.Context, workshop string, read func(*board.State)) error {
	return h.callNewest(ctx, workshop, func(r *room) { read(r.state) })
}

// callNewest is call on a room that has every change that was acknowledged before.
func (h *Hub) callNewest(ctx context.Context, workshop string, run func(*room)) error {
	newest, err := h.newest(ctx, workshop)
	if err != nil {
		return err
	}
	reached := make(chan error, 1)
	err = h.call(ctx, workshop, func(r *room) {
		err := r.reach(newest)
		if err == nil {
			run(r)
		}
		reached <- err
	})
	if err != nil {
		return err
	}
	return <-reached
}

// callMessage has a room run a function on its own goroutine. done receives nil, or
// errRoomClosed when the room ended before.
type callMessage struct {
	run  func(*room)
	done chan error
	from *session // nil when it is for no session
}

// call runs a function on the goroutine of the workshop's room and waits for it. After
// an error the function may still run: what it sets must not be read then.
func (h *Hub) call(ctx context.Context, workshop string, run func(*room)) error {
	for {
		m := &callMessage{run: run, done: make(chan error, 1)}
		if err := h.send(ctx, workshop, m); err != nil {
			return err
		}
		select {
		case err := <-m.done:
			if !errors.Is(err, errRoomClosed) {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// send puts a message into the inbox of the workshop's room and opens the room
// when needed. A room that has just closed is opened again.
func (h *Hub) send(ctx context.Context, workshop string, message any) error {
	for {
		r, err := h.room(ctx, workshop)
		if err != nil {
			return err
		}
		if err := r.send(ctx, message); !errors.Is(err, errRoomClosed) {
			return err
		}
	}
}

// register makes a connection known to End before it joins the room. It reports
// false while the hub drains.
func (h *Hub) register(s *session) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.draining {
		return false
	}
	set := h.sessions[s.identity.Workshop]
	if set == nil {
		set = map[*session]struct{}{}
		h.sessions[s.identity.Workshop] = set
	}
	set[s] = struct{}{}
	h.connections.Add(1)
	h.Stats.Sessions.Add(1)
	return true
}

func (h *Hub) unregister(s *session) {
	h.mu.Lock()
	defer h.mu.Unlock()
	set := h.sessions[s.identity.Workshop]
	delete(set, s)
	if len(set) == 0 {
		delete(h.sessions, s.identity.Workshop)
	}
	h.Stats.Sessions.Add(-1)
	h.connections.Done()
}

// Drain accepts no new connections, answers every command that has arrived, and asks
// every client to come back. Requests that are under way are still served.
func (h *Hub) Drain(ctx context.Context) {
	h.mu.Lock()
	h.draining = true
	h.mu.Unlock()
	// A room that is still being opened has no session yet, and takes none any more.
	for _, r := range h.loadedRooms() {
		m := &callMessage{run: func(r *room) { r.endSessions(wire.CloseRestart) }, done: make(chan error, 1)}
		if r.send(ctx, m) != nil {
			continue // the room has ended, or time is up
		}
		select {
		case <-m.done:
		case <-ctx.Done():
		}
	}
	// The clients that have not said hello are in no room.
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, set := range h.sessions {
		for s := range set {
			s.restart()
		}
	}
}

func (h *Hub) isDraining() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.draining
}

// restart ends a session because this instance stops. Each client is asked to wait for
// a while of its own, so that they do not all come back at the same moment.
func (s *session) restart() {
	s.end(wire.CloseRestart, time.Millisecond+mathrand.N(longestRestartDelay))
}

// longestRestartDelay bounds that while.
const longestRestartDelay = 3 * time.Second

// Close drains the hub, finishes every batch and saves every room.
func (h *Hub) Close(ctx context.Context) error {
	h.Drain(ctx)
	h.mu.Lock()
	h.closed = true
	h.mu.Unlock()
	h.cancel()
	done := make(chan struct{})
	go func() {
		defer close(done)
		h.rooms.Wait()
		h.connections.Wait()
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }

func entryOf(f board.Fact, s *submission, body []byte) journal.Entry {
	e := journal.Entry{Seq: f.Seq, At: f.At, Member: f.Member, Mark: mathrand.Uint64(), Body: body}
	if board.IsModerating(s.Do) {
		e.Command = s.Do
	}
	if s.Client != "" {
		e.Receipt, e.Digest = journal.ReceiptOf(s.Client, s.number), s.digest
	}
	return e
}

func factOf(e journal.Entry) (board.Fact, error) {
	change, err := board.ParseChange(e.Body)
	return board.Fact{Seq: e.Seq, At: e.At, Member: e.Member, Change: change}, err
}
