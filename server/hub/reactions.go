package hub

import (
	"time"

	"warsztat/board"
	"warsztat/server/wire"
)

// reactions counts the reactions of a moment. Everybody receives the counts; nobody
// is told who reacted, and nothing is stored.
type reactions struct {
	counts map[string]int
	since  time.Time // when the first of them came
}

// reactionMessage brings a reaction to the room.
type reactionMessage struct {
	session *session
	frame   *wire.Reaction
}

const (
	reactionWindow = 250 * time.Millisecond
	// reactionPause is the time between two reactions of one session that count.
	reactionPause = time.Second
)

func (r *reactions) due(now time.Time) (time.Duration, bool) {
	if len(r.counts) == 0 {
		return 0, false
	}
	return max(0, reactionWindow-now.Sub(r.since)), true
}

// react counts a reaction, unless one of the same session was counted just before.
func (r *room) react(m *reactionMessage) *board.Refusal {
	s := m.session
	if refusal := r.state.May(s.identity.Actor(), board.React); refusal != nil {
		r.hub.Stats.Refused.Add(1)
		return refusal
	}
	now := time.Now()
	if _, here := r.sessions[s]; !here || now.Sub(s.lastReaction) < reactionPause {
		return nil
	}
	s.lastReaction = now
	if len(r.reactions.counts) == 0 {
		r.reactions = reactions{map[string]int{}, now}
	}
	r.reactions.counts[m.frame.Kind]++
	return nil
}

// sendReactions sends the counts. A session with a backlog does not receive them.
func (r *room) sendReactions() {
	if len(r.reactions.counts) == 0 {
		return
	}
	message := wire.AppendReactions(nil, r.reactions.counts)
	for s := range r.sessions {
		if s.backlog() <= maxBacklogBytes {
			s.push(message)
		}
	}
	r.reactions = reactions{}
}
