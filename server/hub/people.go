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
	here  map[string][]*stand // by member; a person with two devices has two
	dirty map[string]bool
	told  time.Time
}

// stand is where one session says its person is; the newest comes last.
type stand struct {
	session *session
	away    bool
	typing  bool
	place   board.Whereabouts
}

// moving is a presence frame on its way to the room.
type moving struct {
	session *session
	frame   *wire.Presence
}

const presenceWindow = 250 * time.Millisecond

func newPeople() people {
	return people{here: map[string][]*stand{}, dirty: map[string]bool{}}
}

func (p *people) due(now time.Time) (time.Duration, bool) {
	if len(p.dirty) == 0 {
		return 0, false
	}
	return max(0, presenceWindow-now.Sub(p.told)), true
}

func (r *room) arrive(s *session) {
	if member := s.seat.Member; member != "" {
		r.people.here[member] = append(r.people.here[member], &stand{session: s})
		r.people.dirty[member] = true
	}
}

func (r *room) depart(s *session) {
	member := s.seat.Member
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
	member := m.session.seat.Member
	stands := r.people.here[member]
	i := slices.IndexFunc(stands, func(st *stand) bool { return st.session == m.session })
	if i < 0 {
		return
	}
	st := stands[i]
	st.away = m.frame.State == "away"
	st.typing = m.frame.Typing && !st.away
	st.place = r.state.Where(m.session.seat.viewer(), board.Whereabouts{Board: m.frame.Board, Quadrant: m.frame.Quadrant, Note: m.frame.Note})
	r.people.here[member] = append(slices.Delete(stands, i, i+1), st)
	r.people.dirty[member] = true
}

// person is what a viewer may know of a member.
func (p *people) person(state *board.State, to board.Viewer, member string) wire.Person {
	stands := p.here[member]
	if len(stands) == 0 {
		return wire.Person{Member: member, State: "gone"}
	}
	person := wire.Person{Member: member, State: "away"}
	for _, st := range slices.Backward(stands) {
		if st.away {
			continue
		}
		shown := state.Shown(to, st.place)
		person.State = "online"
		person.Board, person.Quadrant, person.Note = shown.Board, shown.Quadrant, shown.Note
		// A typing mark on what the viewer may not see would betray it.
		person.Typing = st.typing && shown == st.place
		break
	}
	return person
}

// list is everybody who is here, in the order of their ids.
func (p *people) list(state *board.State, to board.Viewer) []wire.Person {
	list := make([]wire.Person, 0, len(p.here))
	for member := range p.here {
		list = append(list, p.person(state, to, member))
	}
	slices.SortFunc(list, func(a, b wire.Person) int { return strings.Compare(a.Member, b.Member) })
	return list
}

// public reports whether all places that changed may be known to everybody, so
// that one message serves all.
func (p *people) public(state *board.State) bool {
	for member := range p.dirty {
		for _, st := range p.here[member] {
			if !state.Public(st.place) {
				return false
			}
		}
	}
	return true
}

// tellWhereabouts sends what changed. Presence is the first to be dropped: a
// session with a backlog gets the whole list when it has caught up.
func (r *room) tellWhereabouts() {
	if len(r.people.dirty) == 0 {
		return
	}
	changed := func(to board.Viewer) []byte {
		list := make([]wire.Person, 0, len(r.people.dirty))
		for member := range r.people.dirty {
			list = append(list, r.people.person(r.state, to, member))
		}
		return wire.AppendPresence(nil, list, false)
	}
	var shared []byte
	if r.people.public(r.state) {
		shared = changed(board.Viewer{Role: board.Observer})
	}
	for s := range r.sessions {
		viewer := s.seat.viewer()
		switch {
		case s.backlog() > presenceBacklog:
			s.stalePeople = true
		case s.stalePeople:
			s.stalePeople = false
			s.push(wire.AppendPresence(nil, r.people.list(r.state, viewer), true))
		case shared != nil:
			s.push(shared)
		default:
			s.push(changed(viewer))
		}
	}
	clear(r.people.dirty)
	r.people.told = time.Now()
}
