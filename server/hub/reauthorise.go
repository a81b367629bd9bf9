package hub

import (
	"warsztat/board"
	"warsztat/server/wire"
)

// lastAllowed finds, for each member among the changes with another standing, how many
// of the changes their sessions may still have: up to the first that turned them.
func lastAllowed(changes []published) map[string]int {
	var last map[string]int
	for i, p := range changes {
		for _, member := range p.reauthorised {
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

// reauthorise sends a session the last changes that it may have and ends it, because its
// member has another standing (protocol rule W34). The reset travels in one
// message with the changes: who has seen the turn knows that it has to begin again.
func (r *room) reauthorise(s *session, last []published) {
	message := s.answers
	s.answers = nil
	for _, p := range last {
		message = p.frame(message, s.viewer.Sees)
	}
	reason := wire.CloseReset
	if _, refusal := s.identity.Viewer(r.state); refusal != nil {
		reason = wire.CloseRefused(refusal.Code)
	} else {
		message = wire.AppendReset(message, board.TooFarBehind)
		r.hub.Stats.Resets.Add(1)
	}
	r.leave(s)
	s.push(message)
	s.end(reason, 0)
}

// flushUrgent does at once what may not wait for the next flush: sessions whose member
// has turned end, and a phase that hides who works where takes back what was told.
func (r *room) flushUrgent() {
	hidingChanged := r.presence.hidesActivity != r.state.HidesActivity()
	if hidingChanged || r.mustReauthorise() {
		r.flush()
	}
	if hidingChanged {
		r.sendWholePresence()
	}
}

// mustReauthorise reports whether somebody who is here has another standing by what waits.
func (r *room) mustReauthorise() bool {
	last := lastAllowed(r.fanout.waiting)
	if len(last) == 0 {
		return false
	}
	for s := range r.sessions {
		if _, ends := last[s.identity.Member]; ends {
			return true
		}
	}
	return false
}
