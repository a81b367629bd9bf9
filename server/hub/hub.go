// Package hub is the live part of the server: rooms, each of which owns the
// state of one workshop in one goroutine, and the sessions of the people in
// them.
//
// A command goes from a session into its room's inbox; the room decides it,
// appends the change to the journal, and only when that is durable answers the
// sender and sends the change to every session that may see it.
package hub

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"warsztat/board"
	"warsztat/server/journal"
	"warsztat/server/wire"
)

// Config is what a hub needs.
type Config struct {
	Journal journal.Journal
	Limits  board.Limits
	Log     *slog.Logger
	// Valid reports whether a seat still holds; it is asked once more after a
	// connection has been made known to End.
	Valid func(context.Context, Seat) bool
	// Fatal is called once when the disk failed: the process has to end.
	Fatal func(error)
	// CommandRate and CommandBurst pace the commands of one session. Commands
	// above them wait at their socket; those that are posted are refused.
	CommandRate  float64
	CommandBurst int
}

// Hub holds the open rooms. Its methods may be called from many goroutines.
type Hub struct {
	Config
	Stats Stats

	pace   *pace
	ctx    context.Context
	cancel context.CancelFunc
	rooms  sync.WaitGroup
	conns  sync.WaitGroup

	mu       sync.Mutex
	open     map[string]*room
	sessions map[string]map[*session]struct{} // by workshop
	draining bool
}

// Stats counts what happened since the start, and what is there now.
type Stats struct {
	Rooms, Sessions                    atomic.Int64
	Accepted, Refused                  atomic.Int64
	Changes, Deliveries                atomic.Int64
	SlowCloses, Resets, Mismatches     atomic.Int64
	StaleAppends, Quarantined          atomic.Int64
	AppendNanoseconds, AppendedBatches atomic.Int64
}

// The times by which connections and rooms live.
const (
	helloTimeout   = 10 * time.Second
	silenceTimeout = 45 * time.Second
	writeTimeout   = 10 * time.Second
	roomIdle       = time.Minute
)

// New makes a hub. Close ends it.
func New(config Config) *Hub {
	ctx, cancel := context.WithCancel(context.Background())
	return &Hub{
		Config:   config,
		pace:     newPace(config.CommandRate, config.CommandBurst),
		ctx:      ctx,
		cancel:   cancel,
		open:     map[string]*room{},
		sessions: map[string]map[*session]struct{}{},
	}
}

// room returns the open room of a workshop, opening it when needed. Callers
// that come while it opens wait for the same one.
func (h *Hub) room(ctx context.Context, workshop string) (*room, error) {
	h.mu.Lock()
	r := h.open[workshop]
	if r == nil {
		if h.draining {
			h.mu.Unlock()
			return nil, board.Refuse(board.Busy)
		}
		r = newRoom(h, workshop)
		h.open[workshop] = r
		h.rooms.Add(1)
		go h.keep(r)
	}
	h.mu.Unlock()
	select {
	case <-r.ready:
		return r, r.failed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// keep opens a room, runs it and forgets it.
func (h *Hub) keep(r *room) {
	defer h.rooms.Done()
	err := r.load(h.ctx)
	if err == nil {
		h.Stats.Rooms.Add(1)
		close(r.ready)
		err = r.run(h.ctx)
		h.Stats.Rooms.Add(-1)
	} else {
		r.failed = err
		close(r.ready)
	}
	h.mu.Lock()
	delete(h.open, r.id)
	h.mu.Unlock()
	r.end()
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

// Found begins a workshop. It is durable when Found returns.
func (h *Hub) Found(ctx context.Context, workshop string, cmd board.FoundWorkshop) error {
	state := board.NewState(h.Limits)
	fact, _, err := state.Perform(board.Order{By: board.Actor{Role: board.System}, Do: "FoundWorkshop", Command: &cmd}, now())
	if err != nil {
		return err
	}
	return h.Journal.Create(ctx, workshop, []journal.Entry{entryOf(fact, fact.Change.AppendJSON(nil))})
}

// Submit gives an order that does not come over a live connection, and returns
// when it is durable: the number of its change, a *board.Refusal, or a fault.
// Without a client the order counts as given on the newest state.
func (h *Hub) Submit(ctx context.Context, workshop string, o board.Order) (uint64, error) {
	for {
		reply := make(chan outcome, 1)
		order := &order{Order: o, latest: o.Client == "", reply: func(out outcome) { reply <- out }}
		if err := h.send(ctx, workshop, order); err != nil {
			return 0, err
		}
		select {
		case out := <-reply:
			if !errors.Is(out.err, errGone) {
				return out.seq, out.err
			}
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
}

// View reads the state of a workshop, on its room's own goroutine; what read
// takes out must be immutable, as records are.
func (h *Hub) View(ctx context.Context, workshop string, read func(*board.State)) error {
	return h.ask(ctx, workshop, func(r *room) { read(r.state) })
}

// question is a message that reads a room on its own goroutine; done receives
// nil, or errGone when the room ended before.
type question struct {
	read func(*room)
	done chan error
}

// ask runs a question on the room's goroutine and waits for it.
func (h *Hub) ask(ctx context.Context, workshop string, read func(*room)) error {
	for {
		q := &question{read, make(chan error, 1)}
		if err := h.send(ctx, workshop, q); err != nil {
			return err
		}
		select {
		case err := <-q.done:
			if !errors.Is(err, errGone) {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// send puts a message into the inbox of the workshop's room, opening the room
// when needed; a room that has just closed is opened anew.
func (h *Hub) send(ctx context.Context, workshop string, message any) error {
	for {
		r, err := h.room(ctx, workshop)
		if err != nil {
			return err
		}
		if err := r.send(ctx, message); !errors.Is(err, errGone) {
			return err
		}
	}
}

// register makes a connection known to End, before it is let into the room.
func (h *Hub) register(s *session) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.draining {
		return false
	}
	set := h.sessions[s.seat.Workshop]
	if set == nil {
		set = map[*session]struct{}{}
		h.sessions[s.seat.Workshop] = set
	}
	set[s] = struct{}{}
	h.conns.Add(1)
	h.Stats.Sessions.Add(1)
	return true
}

func (h *Hub) unregister(s *session) {
	h.mu.Lock()
	defer h.mu.Unlock()
	set := h.sessions[s.seat.Workshop]
	delete(set, s)
	if len(set) == 0 {
		delete(h.sessions, s.seat.Workshop)
	}
	h.Stats.Sessions.Add(-1)
	h.conns.Done()
}

// End closes the connections whose seat matches, at once: what they sent and
// was not decided yet has no effect.
func (h *Hub) End(workshop string, match func(Seat) bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for s := range h.sessions[workshop] {
		if match(s.seat) {
			s.end(wire.CloseEnded, 0)
		}
	}
}

// Close drains the hub: no new rooms and connections, every batch finished,
// every client told to come back, every room saved.
func (h *Hub) Close(ctx context.Context) error {
	h.mu.Lock()
	h.draining = true
	h.mu.Unlock()
	h.cancel()
	done := make(chan struct{})
	go func() {
		defer close(done)
		h.rooms.Wait()
		h.endAll()
		h.conns.Wait()
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// endAll ends the connections that are in no room: those who have not said
// hello yet.
func (h *Hub) endAll() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, set := range h.sessions {
		for s := range set {
			s.end(wire.CloseRestart, 1000)
		}
	}
}

func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }

func entryOf(f board.Fact, body []byte) journal.Entry {
	return journal.Entry{Seq: f.Seq, At: f.At, Member: f.Member, Client: f.Client, Number: f.Number, Body: body}
}

func factOf(e journal.Entry) (board.Fact, error) {
	change, err := board.ParseChange(e.Body)
	return board.Fact{Seq: e.Seq, At: e.At, Member: e.Member, Client: e.Client, Number: e.Number, Change: change}, err
}
