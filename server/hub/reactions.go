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
	own    map[string]int // those that came to this instance
	since  time.Time      // when the first of them came
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
	if refusal := r.mayReact(s.identity.Actor()); refusal != nil {
		return refusal
	}
	now := time.Now()
	if _, here := r.sessions[s]; !here || now.Sub(s.lastReaction) < reactionPause {
		return nil
	}
	s.lastReaction = now
	r.countReactions(map[string]int{m.frame.Kind: 1}, true)
	return nil
}

// mayReact returns the refusal for an actor who may not react now.
func (r *room) mayReact(actor board.Actor) *board.Refusal {
	refusal := r.state.May(actor, board.React)
	if refusal != nil {
		r.hub.Stats.Refused.Add(1)
	}
	return refusal
}

// countReactions adds reactions; own says that they came to this instance.
func (r *room) countReactions(counts map[string]int, own bool) {
	if len(r.reactions.counts) == 0 {
		r.reactions = reactions{map[string]int{}, map[string]int{}, time.Now()}
	}
	for kind, n := range counts {
		r.reactions.counts[kind] += n
		if own {
			r.reactions.own[kind] += n
		}
	}
}

// sendReactions sends the counts. A session with a backlog does not receive them.
func (r *room) sendReactions() {
	if len(r.reactions.counts) == 0 {
		return
	}
	if len(r.reactions.own) > 0 {
		r.hub.exchange(r.id, exchanged{Reactions: r.reactions.own})
	}
	message := wire.AppendReactions(nil, r.reactions.counts)
	for s := range r.sessions {
		if s.backlog() <= maxBacklogBytes {
			s.push(message)
		}
	}
	r.reactions = reactions{}
}
