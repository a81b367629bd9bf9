package hub

import (
	"slices"
	"strings"
	"time"

	"warsztat/board"
	"warsztat/server/wire"
)

// presence holds which members are here and where they are. Updates are gathered
// for a moment before they are sent, and nothing of them is stored.
type presence struct {
	positions     map[string][]*sessionPosition // by member; a member with two devices has two
	pending       map[string]bool               // members whose position may differ from what was told
	told          map[string]position           // what was told of every member who is here
	writers       int                           // how many were writing when presence was last sent
	hidesActivity bool                          // whether positions were hidden when presence was last sent
	sent          time.Time
	last          int64 // the newest time of a position that was sent here
	others        others
}

// sessionPosition is the position that one session has sent, here or at another
// instance.
type sessionPosition struct {
	session positionKey
	at      int64 // when it was sent, in nanoseconds by the clock of its instance
	away    bool
	left    time.Time // when the poll ended that it belongs to; zero while there is one
	position
}

// positionKey names a session among those of all instances.
type positionKey struct {
	instance string // "" is this one
	session  uint64
}

// after reports whether p is the newer one. All instances agree, in whichever order
// they are told.
func (p *sessionPosition) after(other *sessionPosition) bool {
	if p.at != other.at {
		return p.at > other.at
	}
	return p.session.session > other.session.session
}

// position is what can be told of a member. The zero position is that of a member
// who is not here.
type position struct {
	state string // online or away
	// What the member does there.
	typing, dragging bool
	spot             board.Spot
	selection        wire.Selection
	// hidden says that the position was sent while activity was hidden. It stays
	// hidden after that phase: it would tell who wrote the anonymous note there.
	hidden bool
}

// presenceMessage brings a presence frame to the room.
type presenceMessage struct {
	session *session
	frame   *wire.Presence
}

const presenceWindow = 250 * time.Millisecond

func newPresence() presence {
	return presence{positions: map[string][]*sessionPosition{}, pending: map[string]bool{}, told: map[string]position{}}
}

func (p *presence) due(now time.Time) (time.Duration, bool) {
	if len(p.pending) == 0 {
		return 0, false
	}
	return max(0, presenceWindow-now.Sub(p.sent)), true
}

func (r *room) addPresence(s *session) {
	member := s.identity.Actor().Member
	if p := r.presence.find(member, s.positionKey()); p != nil {
		p.left = time.Time{} // it polls
	} else if member != "" {
		if s.polls() {
			r.linger(member, s.positionKey())
		}
		p := &sessionPosition{session: s.positionKey(), at: r.presence.now(), position: position{state: "online"}}
		r.presence.positions[member] = append(r.presence.positions[member], p)
		r.presence.pending[member] = true
		r.presence.others.tell(member, p)
	}
	s.stalePresence = r.presence.pendingFor(member)
}

func (r *room) removePresence(s *session) {
	member := s.identity.Actor().Member
	if member == "" {
		return
	}
	if p := r.presence.find(member, s.positionKey()); p != nil && s.polls() {
		p.left = time.Now() // it comes back in a moment
		return
	}
	r.forgetPosition(member, s.positionKey())
}

func (r *room) forgetPosition(member string, key positionKey) {
	r.presence.remove(member, key)
	r.presence.others.tell(member, &sessionPosition{session: key, at: r.presence.now()})
}

// remove removes the position of a session.
func (p *presence) remove(member string, session positionKey) {
	positions := slices.DeleteFunc(p.positions[member], func(p *sessionPosition) bool { return p.session == session })
	if len(positions) == 0 {
		delete(p.positions, member)
	} else {
		p.positions[member] = positions
	}
	p.pending[member] = true
}

// find finds the position of a session; nil when there is none.
func (p *presence) find(member string, session positionKey) *sessionPosition {
	i := slices.IndexFunc(p.positions[member], func(p *sessionPosition) bool { return p.session == session })
	if i < 0 {
		return nil
	}
	return p.positions[member][i]
}

// now returns the time of a position that is sent at this moment. It is later than
// that of all before.
func (p *presence) now() int64 {
	p.last = max(time.Now().UnixNano(), p.last+1)
	return p.last
}

// updatePresence takes in the position that a session has sent.
func (r *room) updatePresence(m *presenceMessage) {
	s := m.session
	member := s.identity.Actor().Member
	p := r.presence.find(member, s.positionKey())
	if p == nil {
		return
	}
	p.at = r.presence.now()
	p.away = m.frame.State == "away"
	p.position = position{
		state:     "online",
		typing:    m.frame.Typing && !p.away,
		dragging:  m.frame.Dragging && !p.away,
		spot:      r.state.Where(s.viewer, m.frame.Spot),
		selection: m.frame.Selection,
		hidden:    r.state.HidesActivity(),
	}
	r.presence.pending[member] = true
	r.presence.others.tell(member, p)
}

// current returns the position of a member at this moment.
func (p *presence) current(member string) position {
	positions := p.positions[member]
	if len(positions) == 0 {
		return position{}
	}
	var newest *sessionPosition
	for _, p := range positions {
		if !p.away && (newest == nil || p.after(newest)) {
			newest = p
		}
	}
	if newest == nil {
		return position{state: "away"}
	}
	return newest.position
}

// pendingFor reports whether an update is pending that a newcomer has to receive
// as a whole list. The newcomer is told the present positions, and the next update
// leaves out a member who has moved back meanwhile. The update about the newcomer
// itself does not count.
func (p *presence) pendingFor(newcomer string) bool {
	for member := range p.pending {
		told := p.told[member]
		if told != p.current(member) && (member != newcomer || told != position{}) {
			return true
		}
	}
	return false
}

// countWriters returns how many members are writing at this moment.
func (p *presence) countWriters() int {
	n := 0
	for member := range p.positions {
		if p.current(member).typing {
			n++
		}
	}
	return n
}

// personFor returns what a viewer may know of a member at a position.
func personFor(state *board.State, to board.Viewer, member string, at position) wire.Person {
	if at == (position{}) {
		return wire.Person{Member: member, State: "gone"}
	}
	if at.hidden || state.HidesActivity() {
		return wire.Person{Member: member, State: at.state}
	}
	person := wire.Person{Member: member, State: at.state, Spot: state.Shown(to, at.spot)}
	// A mark or a caret in what the viewer may not see would betray it.
	if person.Spot == at.spot {
		person.Typing, person.Dragging = at.typing, at.dragging
		if at.spot.Item != "" {
			person.Selection = at.selection
		}
	}
	return person
}

func byMember(a, b wire.Person) int { return strings.Compare(a.Member, b.Member) }
