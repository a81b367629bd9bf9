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
	positions     map[string][]*sessionPosition // by member, the newest last; a member with two devices has two
	pending       map[string]bool               // members whose position may differ from what was told
	told          map[string]position           // what was told of every member who is here
	writers       int                           // how many were writing when presence was last sent
	hidesActivity bool                          // whether positions were hidden when presence was last sent
	sent          time.Time
}

// sessionPosition is the position that one session has sent.
type sessionPosition struct {
	session *session
	away    bool
	position
}

// position is what can be told of a member. The zero position is that of a member
// who is not here.
type position struct {
	state  string // online or away
	typing bool
	spot   board.Spot
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
	if member := s.identity.Actor().Member; member != "" {
		r.presence.positions[member] = append(r.presence.positions[member], &sessionPosition{session: s, position: position{state: "online"}})
		r.presence.pending[member] = true
	}
	s.stalePresence = r.presence.pendingFor(s.identity.Actor().Member)
}

func (r *room) removePresence(s *session) {
	member := s.identity.Actor().Member
	if member == "" {
		return
	}
	positions := slices.DeleteFunc(r.presence.positions[member], func(p *sessionPosition) bool { return p.session == s })
	if len(positions) == 0 {
		delete(r.presence.positions, member)
	} else {
		r.presence.positions[member] = positions
	}
	r.presence.pending[member] = true
}

// updatePresence takes in the position that a session has sent.
func (r *room) updatePresence(m *presenceMessage) {
	s := m.session
	member := s.identity.Actor().Member
	positions := r.presence.positions[member]
	i := slices.IndexFunc(positions, func(p *sessionPosition) bool { return p.session == s })
	if i < 0 {
		return
	}
	p := positions[i]
	p.away = m.frame.State == "away"
	p.position = position{
		state:  "online",
		typing: m.frame.Typing && !p.away,
		spot:   r.state.Where(s.viewer, m.frame.Spot),
		hidden: r.state.HidesActivity(),
	}
	r.presence.positions[member] = append(slices.Delete(positions, i, i+1), p)
	r.presence.pending[member] = true
}

// current returns the position of a member at this moment.
func (p *presence) current(member string) position {
	positions := p.positions[member]
	if len(positions) == 0 {
		return position{}
	}
	for _, p := range slices.Backward(positions) {
		if !p.away {
			return p.position
		}
	}
	return position{state: "away"}
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
	shown := state.Shown(to, at.spot)
	return wire.Person{
		Member: member, State: at.state,
		Spot: shown,
		// A typing mark on what the viewer may not see would betray it.
		Typing: at.typing && shown == at.spot,
	}
}

func byMember(a, b wire.Person) int { return strings.Compare(a.Member, b.Member) }
