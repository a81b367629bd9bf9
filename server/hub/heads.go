package hub

import (
	"context"
	"errors"
	"time"

	"warsztat/board"
	"warsztat/server/journal"
	"warsztat/server/wire"
)

const (
	// headsPause is the time between two looks at the heads of the open rooms while the
	// bus is deaf.
	headsPause = 500 * time.Millisecond
	// A bus that is heard may lose the last message of a room. So the heads are looked
	// at all the same, once in headsSlowly times.
	headsSlowly = 10
	// A deaf instance is not told of revoked links either. It looks at them once in
	// sessionsSlowly times.
	sessionsSlowly = 2
)

// watchHeads looks for changes of other instances that the bus did not bring, until
// the hub drains.
func (h *Hub) watchHeads() {
	ticks := time.NewTicker(headsPause)
	defer ticks.Stop()
	for n := 1; ; n++ {
		select {
		case <-h.ctx.Done():
			return
		case <-ticks.C:
		}
		deaf := h.Bus.Status().Deaf
		if !deaf && n%headsSlowly != 0 {
			continue
		}
		rooms := h.loadedRooms()
		h.lookAtHeads(rooms)
		if deaf && n%sessionsSlowly == 0 {
			for workshop := range rooms {
				h.checkSessions(workshop)
			}
		}
	}
}

// loadedRooms returns the rooms that run, by workshop.
func (h *Hub) loadedRooms() map[string]*room {
	h.mu.Lock()
	defer h.mu.Unlock()
	rooms := map[string]*room{}
	for id, r := range h.openRooms {
		select {
		case <-r.ready:
			if r.loadErr == nil {
				rooms[id] = r
			}
		default:
		}
	}
	return rooms
}

// lookAtHeads wakes the rooms that are behind the journal.
func (h *Hub) lookAtHeads(rooms map[string]*room) {
	if len(rooms) == 0 {
		return
	}
	workshops := make([]string, 0, len(rooms))
	for id := range rooms {
		workshops = append(workshops, id)
	}
	ctx, cancel := context.WithTimeout(h.ctx, catchUpTime)
	defer cancel()
	heads, err := h.Journal.Heads(ctx, workshops)
	if err != nil {
		if h.ctx.Err() == nil {
			h.Log.Warn("the heads of the rooms cannot be read", "error", err)
		}
		return
	}
	for id, r := range rooms {
		switch head, there := heads[id]; {
		case !there:
			h.checkSessions(id) // it may have been deleted
		case head > r.head.Load():
			r.mail.look()
		}
	}
}

// checkSessions ends the connections of a workshop whose sessions are no longer valid.
func (h *Hub) checkSessions(workshop string) {
	if h.Sessions == nil || !h.hasSessions(workshop) {
		return
	}
	ctx, cancel := context.WithTimeout(h.ctx, catchUpTime)
	defer cancel()
	valid, err := h.Sessions(ctx, workshop)
	if err != nil {
		if h.ctx.Err() == nil {
			h.Log.Warn("the sessions of a workshop cannot be read", "workshop", workshop, "error", err)
		}
		return
	}
	h.endThose(workshop, func(identity Identity) bool { return !valid[identity.Session] })
}

func (h *Hub) hasSessions(workshop string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.sessions[workshop]) > 0
}

// newest returns the number of the newest change, below which no reader may be who
// asks now: another instance may have acknowledged it already.
func (h *Hub) newest(ctx context.Context, workshop string) (uint64, error) {
	if h.Bus == nil {
		return 0, nil // the room has all of them
	}
	ctx, cancel := context.WithTimeout(ctx, catchUpTime)
	defer cancel()
	head, err := h.Journal.Head(ctx, workshop)
	var damaged *journal.DamagedError
	switch {
	case errors.Is(err, journal.ErrNotFound):
		return 0, board.Refuse(board.NotFound)
	case errors.As(err, &damaged):
		return 0, nil // the room shows what is undamaged
	}
	return head, err
}

// reach brings the room to a number that was read in the journal.
func (r *room) reach(seq uint64) error {
	if r.hub.Bus == nil || seq <= r.state.Seq {
		return nil
	}
	return r.catchUpNow()
}

// End closes the connections of a workshop that the ending names, at all instances.
// Commands that they have sent and that are not decided yet have no effect.
func (h *Hub) End(workshop string, e Ending) {
	h.end(workshop, e)
	h.exchange(workshop, exchanged{End: &e})
}

func (h *Hub) end(workshop string, e Ending) { h.endThose(workshop, e.matches) }

func (h *Hub) endThose(workshop string, match func(Identity) bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for s := range h.sessions[workshop] {
		if match(s.identity) {
			s.end(wire.CloseEnded, 0)
		}
	}
}
