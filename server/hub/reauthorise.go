package hub

import (
	"warsztat/board"
	"warsztat/server/wire"
)

// lastAllowed returns, for each member that the changes reauthorise, how many of the
// changes their sessions may still receive: up to the first one that does so.
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

// reauthorise sends a session the last changes that it may receive and ends it,
// because its member has another role or team, or none (protocol rule W34). The
// reset is in one message with the changes, so that a client that has received the
// last change knows that it has to fetch a snapshot.
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

// flushUrgent does what may not wait for the next flush. It ends the sessions of
// members that are reauthorised, and when a phase hides activity it takes back the
// positions that were told.
func (r *room) flushUrgent() {
	hidingChanged := r.presence.hidesActivity != r.state.HidesActivity()
	if hidingChanged || r.mustReauthorise() {
		r.flush()
	}
	if hidingChanged {
		r.sendWholePresence()
	}
}

// mustReauthorise reports whether a change that waits to be sent reauthorises a
// session that is here.
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
