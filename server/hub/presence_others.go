package hub

import (
	"slices"
	"time"

	"warsztat/board"
	"warsztat/server/wire"
)

// others is what is told to other instances of presence, and what is known of them.
type others struct {
	instances map[string]*otherInstance
	untold    map[positionKey]exchangedPosition // positions of this instance that have changed
	number    uint64                            // of the newest message about presence
	present   bool                              // whether the newest whole list had anybody
}

// otherInstance is another instance that serves the workshop.
type otherInstance struct {
	number uint64 // of its newest message about presence
	heard  time.Time
}

// exchangedPresence tells positions of one instance. The whole list replaces what was
// known of that instance.
type exchangedPresence struct {
	Number uint64              `json:"number"`
	Whole  bool                `json:"whole,omitempty"`
	People []exchangedPosition `json:"people,omitempty"`
}

// exchangedPosition is the position of one session; its state is "" when the session
// has ended.
type exchangedPosition struct {
	Session  uint64 `json:"session"`
	Member   string `json:"member"`
	At       int64  `json:"at"`
	State    string `json:"state,omitempty"`
	Away     bool   `json:"away,omitempty"`
	Typing   bool   `json:"typing,omitempty"`
	Dragging bool   `json:"dragging,omitempty"`
	Hidden   bool   `json:"hidden,omitempty"`
	board.Spot
	wire.Selection
}

const (
	// beatPause is the time between two whole lists of positions. They take the place of
	// what was lost, and say that the instance lives.
	beatPause = 5 * time.Second
	// goneAfter is how long the people of a silent instance are shown.
	goneAfter = 3 * beatPause
)

// tell notes that a position of this instance has changed.
func (o *others) tell(member string, p *sessionPosition) {
	if o.untold == nil {
		o.untold = map[positionKey]exchangedPosition{}
	}
	o.untold[p.session] = exchangePosition(member, p)
}

func exchangePosition(member string, p *sessionPosition) exchangedPosition {
	return exchangedPosition{
		Session: p.session.session, Member: member, At: p.at,
		State: p.state, Away: p.away, Typing: p.typing, Dragging: p.dragging, Hidden: p.hidden, Spot: p.spot, Selection: p.selection,
	}
}

// presenceBeat returns a channel that says when the whole list is due; it never does
// when there are no other instances.
func (r *room) presenceBeat() (beat <-chan time.Time, stop func()) {
	if r.hub.Bus == nil {
		return nil, func() {}
	}
	ticker := time.NewTicker(beatPause)
	return ticker.C, ticker.Stop
}

// beatPresence tells the whole list while anybody is here, and forgets the people of
// instances that are silent.
func (r *room) beatPresence() {
	o := &r.presence.others
	if len(r.sessions) > 0 || o.present {
		r.tellPresence(true, false)
	}
	for name, instance := range o.instances {
		if time.Since(instance.heard) > goneAfter {
			delete(o.instances, name)
			r.takePositions(name, &exchangedPresence{Whole: true})
		}
	}
}

// tellPresence tells the other instances the positions that have changed here, or all
// of them, and may ask for theirs.
func (r *room) tellPresence(whole, asks bool) {
	if r.hub.Bus == nil {
		return
	}
	o := &r.presence.others
	var people []exchangedPosition
	if whole {
		for member, positions := range r.presence.positions {
			for _, p := range positions {
				if p.session.instance == "" {
					people = append(people, exchangePosition(member, p))
				}
			}
		}
		o.present = len(people) > 0
	} else {
		for _, p := range o.untold {
			people = append(people, p)
		}
		if len(people) == 0 {
			return
		}
	}
	o.untold = nil
	o.number++
	r.hub.exchange(r.id, exchanged{Presence: &exchangedPresence{Number: o.number, Whole: whole, People: people}, Asks: asks})
}

// tellGone tells the other instances that nobody is here any more.
func (r *room) tellGone() {
	o := &r.presence.others
	o.number++
	r.hub.exchange(r.id, exchanged{Presence: &exchangedPresence{Number: o.number, Whole: true}})
}

// takePresence takes in the positions of another instance. An older message that comes
// late counts for nothing.
func (r *room) takePresence(instance string, told *exchangedPresence) {
	o := &r.presence.others
	known := o.instances[instance]
	if known == nil {
		known = &otherInstance{}
		if o.instances == nil {
			o.instances = map[string]*otherInstance{}
		}
		o.instances[instance] = known
	}
	if told.Number <= known.number {
		return
	}
	known.number, known.heard = told.Number, time.Now()
	r.takePositions(instance, told)
}

func (r *room) takePositions(instance string, told *exchangedPresence) {
	here := map[positionKey]bool{}
	for _, t := range told.People {
		key := positionKey{instance, t.Session}
		here[key] = true
		p := r.presence.find(t.Member, key)
		switch {
		case t.State == "":
			r.presence.remove(t.Member, key)
			continue
		case p == nil:
			p = &sessionPosition{session: key}
			r.presence.positions[t.Member] = append(r.presence.positions[t.Member], p)
		case p.at == t.At:
			continue // the whole list repeats it
		}
		p.at, p.away = t.At, t.Away
		p.position = position{
			state: t.State, typing: t.Typing, dragging: t.Dragging, spot: t.Spot, selection: t.Selection,
			// Either of the two instances may not know yet that activity is hidden.
			hidden: t.Hidden || r.state.HidesActivity(),
		}
		r.presence.pending[t.Member] = true
	}
	if !told.Whole {
		return
	}
	for member, positions := range r.presence.positions {
		for _, p := range slices.Clone(positions) {
			if p.session.instance == instance && !here[p.session] {
				r.presence.remove(member, p.session)
			}
		}
	}
}
