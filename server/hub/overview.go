package hub

import (
	"context"
	"errors"
	"math"
	"sync"
	"time"

	"warsztat/board"
	"warsztat/server/journal"
)

// Overview is what can be told of a workshop without opening its room.
type Overview struct {
	ID      string
	Title   string
	Locale  string
	Founded time.Time // its first change
	Changed time.Time // its last change
	People  int       // its members, without those who were removed or wait
	Damaged bool      // it cannot be read: nothing but the id is known

	KeptUntil, LastUsed, EndsOn string // see board.Workshop
}

// overviews keeps what was read of each workshop until it changes.
type overviews struct {
	mu   sync.Mutex // one workshop at a time is read
	read map[string]readOverview
}

type readOverview struct {
	head uint64
	Overview
}

// Overviews tells of all workshops, in the order of their ids.
func (h *Hub) Overviews(ctx context.Context) ([]Overview, error) {
	workshops, err := h.Journal.Workshops(ctx)
	if err != nil {
		return nil, err
	}
	heads, err := h.Journal.Heads(ctx, workshops)
	if err != nil {
		return nil, err
	}
	h.overviews.mu.Lock()
	defer h.overviews.mu.Unlock()
	read, all := map[string]readOverview{}, []Overview{}
	for _, id := range workshops {
		head, whole := heads[id]
		o, known := h.overviews.read[id]
		if whole && (!known || o.head != head) {
			o, err = h.readOverview(ctx, id)
			var damaged *journal.DamagedError
			switch {
			case errors.Is(err, journal.ErrNotFound):
				continue // it was deleted meanwhile
			case errors.As(err, &damaged):
				whole = false
			case err != nil:
				return nil, err
			}
		}
		if whole {
			read[id] = o
		} else {
			o = readOverview{Overview: Overview{ID: id, Damaged: true}}
		}
		all = append(all, o.Overview)
	}
	h.overviews.read = read
	return all, nil
}

// Overview tells of one workshop. An unknown one is refused.
func (h *Hub) Overview(ctx context.Context, workshop string) (Overview, error) {
	o, err := h.readOverview(ctx, workshop)
	var damaged *journal.DamagedError
	switch {
	case errors.Is(err, journal.ErrNotFound):
		return Overview{}, board.Refuse(board.NotFound)
	case errors.As(err, &damaged):
		return Overview{ID: workshop, Damaged: true}, nil
	}
	return o.Overview, err
}

func (h *Hub) readOverview(ctx context.Context, workshop string) (readOverview, error) {
	first, err := h.Journal.Read(ctx, workshop, 0, 1)
	if err != nil {
		return readOverview{}, err
	}
	state, err := h.stateUpTo(ctx, workshop, math.MaxInt64)
	if err != nil {
		return readOverview{}, err
	}
	after := state.Seq - min(state.Seq, 1) // the last change again, for its time
	var changed time.Time
	for {
		entries, err := h.Journal.Read(ctx, workshop, after, entriesPerRead)
		if err != nil {
			return readOverview{}, err
		}
		for _, e := range entries {
			after, changed = e.Seq, e.At
			if e.Seq <= state.Seq {
				continue
			}
			fact, err := factOf(e)
			if err == nil {
				_, err = state.Apply(fact)
			}
			if err != nil {
				return readOverview{}, &journal.DamagedError{Workshop: workshop, Seq: e.Seq, What: "it does not fit"}
			}
		}
		if len(entries) < entriesPerRead {
			break
		}
	}
	if len(first) == 0 || state.Workshop().Missing() {
		return readOverview{}, &journal.DamagedError{Workshop: workshop, What: "it has no beginning"}
	}
	w := state.Workshop()
	return readOverview{state.Seq, Overview{
		ID: workshop, Title: w.Title(), Locale: w.Locale(), Founded: first[0].At, Changed: changed, People: state.Count(board.KindMember) - len(state.Waiting()),
		KeptUntil: w.KeptUntil(), LastUsed: w.LastUsed(), EndsOn: w.EndsOn(),
	}}, nil
}
