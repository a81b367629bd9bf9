package hub

import (
	"slices"

	"warsztat/board"
	"warsztat/server/wire"
)

// standing are the fields of a member that decide what their sessions receive.
var standing = []string{"removed", "role", "team", "waiting"}

// turned lists the members to whom a change gave another standing: another role
// or team, or none at all. The state may be any that holds them.
func turned(state *board.State, change board.Change) []string {
	var members []string
	for _, segment := range change {
		for _, p := range segment.Patches {
			member := p.Set
			if p.Put != nil {
				member = p.Put.ID
			}
			record := state.Get(member)
			if record == nil || record.Kind != board.KindMember {
				continue
			}
			if p.Put != nil || slices.ContainsFunc(p.Fields, func(f board.Field) bool { return slices.Contains(standing, f.Name) }) {
				members = append(members, member)
			}
		}
	}
	return members
}

// movedAt is the number of the change that last gave a member other audiences, 0
// when none did: a state that is older was for another viewer.
func movedAt(state *board.State, member string) uint64 {
	if record := state.Get(member); record != nil && record.Kind == board.KindMember {
		return uint64(record.Fields.Int("moved"))
	}
	return 0
}

// turns finds, for each member among the changes with another standing, how many
// of the changes their sessions may still have: up to the first that turned them.
func turns(changes []published) map[string]int {
	var last map[string]int
	for i, p := range changes {
		for _, member := range p.turned {
			if _, known := last[member]; !known {
				if last == nil {
					last = map[string]int{}
				}
				last[member] = i + 1
			}
		}
	}
	return last
}

// turn sends a session the last changes that it may have and ends it, because its
// member has another standing (protocol rule W34). The reset travels in one
// message with the changes: who has seen the turn knows that it has to begin again.
func (r *room) turn(s *session, last []published) {
	message := s.answers
	s.answers = nil
	for _, p := range last {
		message = p.frame(message, s.viewer.Sees)
	}
	why := wire.CloseReset
	if _, refusal := s.seat.Viewer(r.state); refusal != nil {
		why = wire.CloseRefused(refusal.Code)
	} else {
		message = wire.AppendReset(message, board.TooFarBehind)
		r.hub.Stats.Resets.Add(1)
	}
	r.leave(s)
	s.push(message)
	s.end(why, 0)
}

// settle does at once what may not wait for the next flush: sessions whose member
// has turned end, and a phase that hides who works where takes back what was told.
func (r *room) settle() {
	hush := r.people.hush != r.state.Hush()
	if hush || r.turning() {
		r.flush()
	}
	if hush {
		r.tellEverywhere()
	}
}

// turning reports whether somebody who is here has another standing by what waits.
func (r *room) turning() bool {
	last := turns(r.fanout.waiting)
	if len(last) == 0 {
		return false
	}
	for s := range r.sessions {
		if _, turned := last[s.seat.Member]; turned {
			return true
		}
	}
	return false
}
