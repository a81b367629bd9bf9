package hub

import (
	"slices"
	"strings"
	"time"

	"warsztat/board"
	"warsztat/server/wire"
)

// people is who is here and where they are. It is gathered for a moment before
// it is told, and it is never stored.
type people struct {
	here    map[string][]*stand // by member; a person with two devices has two
	dirty   map[string]bool     // who may be elsewhere than was told
	told    map[string]where    // what was told of everybody who is here
	writing int                 // how many were writing when it was told
	hush    bool                // whether places were kept secret when they were told
	last    time.Time
}

// stand is where one session says its person is; the newest comes last.
type stand struct {
	session *session
	away    bool
	where
}

// where is what there is to tell of a person. The zero where is that of who is
// not here.
type where struct {
	state  string // online or away
	typing bool
	place  board.Whereabouts
	// secret says that the place was told while places were secret. It stays so
	// when that is over: it would tell who wrote the anonymous note they stand at.
	secret bool
}

// moving is a presence frame on its way to the room.
type moving struct {
	session *session
	frame   *wire.Presence
}

const presenceWindow = 250 * time.Millisecond

func newPeople() people {
	return people{here: map[string][]*stand{}, dirty: map[string]bool{}, told: map[string]where{}}
}

func (p *people) due(now time.Time) (time.Duration, bool) {
	if len(p.dirty) == 0 {
		return 0, false
	}
	return max(0, presenceWindow-now.Sub(p.last)), true
}

func (r *room) arrive(s *session) {
	if member := s.seat.Actor().Member; member != "" {
		r.people.here[member] = append(r.people.here[member], &stand{session: s, where: where{state: "online"}})
		r.people.dirty[member] = true
	}
	s.stalePeople = r.people.unsettled(s.seat.Actor().Member)
}

func (r *room) depart(s *session) {
	member := s.seat.Actor().Member
	if member == "" {
		return
	}
	stands := slices.DeleteFunc(r.people.here[member], func(st *stand) bool { return st.session == s })
	if len(stands) == 0 {
		delete(r.people.here, member)
	} else {
		r.people.here[member] = stands
	}
	r.people.dirty[member] = true
}

// move takes in where a session's person is.
func (r *room) move(m *moving) {
	s := m.session
	member := s.seat.Actor().Member
	stands := r.people.here[member]
	i := slices.IndexFunc(stands, func(st *stand) bool { return st.session == s })
	if i < 0 {
		return
	}
	st := stands[i]
	st.away = m.frame.State == "away"
	st.where = where{
		state:  "online",
		typing: m.frame.Typing && !st.away,
		place:  r.state.Where(s.viewer, board.Whereabouts{Board: m.frame.Board, Quadrant: m.frame.Quadrant, Note: m.frame.Note}),
		secret: r.state.Hush(),
	}
	r.people.here[member] = append(slices.Delete(stands, i, i+1), st)
	r.people.dirty[member] = true
}

// now is where a member is at this moment.
func (p *people) now(member string) where {
	stands := p.here[member]
	if len(stands) == 0 {
		return where{}
	}
	for _, st := range slices.Backward(stands) {
		if !st.away {
			return st.where
		}
	}
	return where{state: "away"}
}

// unsettled reports whether somebody is elsewhere than was told. Who comes in
// this moment is told what is true now, and what is told next may leave out who
// went back meanwhile. Of the newcomer, who was not here, the others will hear.
func (p *people) unsettled(newcomer string) bool {
	for member := range p.dirty {
		told := p.told[member]
		if told != p.now(member) && (member != newcomer || told != where{}) {
			return true
		}
	}
	return false
}

// countWriting is how many people write at this moment.
func (p *people) countWriting() int {
	n := 0
	for member := range p.here {
		if p.now(member).typing {
			n++
		}
	}
	return n
}

// personAt is what a viewer may know of a member who is there.
func personAt(state *board.State, to board.Viewer, member string, at where) wire.Person {
	if at == (where{}) {
		return wire.Person{Member: member, State: "gone"}
	}
	if at.secret || state.Hush() {
		return wire.Person{Member: member, State: at.state}
	}
	shown := state.Shown(to, at.place)
	return wire.Person{
		Member: member, State: at.state,
		Board: shown.Board, Quadrant: shown.Quadrant, Note: shown.Note,
		// A typing mark on what the viewer may not see would betray it.
		Typing: at.typing && shown == at.place,
	}
}

func byMember(a, b wire.Person) int { return strings.Compare(a.Member, b.Member) }
