package hub

import (
	"slices"
	"time"

	"warsztat/board"
	"warsztat/server/wire"
)

// sendPresence sends to each viewer the positions that have changed for that viewer.
// A frame about a change that the viewer may not see would betray it. A session with
// a backlog gets no presence now, and the whole list when it has caught up.
func (r *room) sendPresence() {
	p := &r.presence
	if len(p.pending) == 0 {
		return
	}
	r.tellPresence(false, false)
	changed := p.changed()
	writers := p.countWriters()
	some := newGroups(r.audiencesOf(changed))
	whole := r.wholeGroups()
	for s := range r.sessions {
		switch {
		case s.backlog() > maxBacklogBytes:
			s.stalePresence = true
		case s.stalePresence:
			s.stalePresence = false
			s.push(whole(s.viewer))
		default:
			s.push(some.encoded(s.viewer, func() []byte { return r.changedPresence(s.viewer, changed, writers) }))
		}
	}
	p.markTold(writers, p.hidesActivity)
}

// sendWholePresence sends the whole list to every session, however much is queued for
// it. When activity becomes hidden, this takes back the positions that were told.
func (r *room) sendWholePresence() {
	whole := r.wholeGroups()
	for s := range r.sessions {
		s.stalePresence = false
		s.push(whole(s.viewer))
	}
	r.presence.markTold(r.presence.countWriters(), r.state.HidesActivity())
}

// markTold records that all present positions were told.
func (p *presence) markTold(writers int, hidesActivity bool) {
	for member := range p.pending {
		if now := p.current(member); now != (position{}) {
			p.told[member] = now
		} else {
			delete(p.told, member)
		}
	}
	clear(p.pending)
	p.writers, p.hidesActivity, p.sent = writers, hidesActivity, time.Now()
}

// changed lists the members whose position differs from what was told.
func (p *presence) changed() []string {
	var members []string
	for member := range p.pending {
		if p.told[member] != p.current(member) {
			members = append(members, member)
		}
	}
	return members
}

// changedPresence returns the frame for a viewer about some members. It is empty when
// nothing has changed for this viewer.
func (r *room) changedPresence(to board.Viewer, members []string, writers int) []byte {
	p := &r.presence
	var list []wire.Person
	for _, member := range members {
		now := personFor(r.state, to, member, p.current(member))
		if now != personFor(r.state, to, member, p.told[member]) {
			list = append(list, now)
		}
	}
	moderates := to.Role == board.Moderator
	if len(list) == 0 && (!moderates || writers == p.writers) {
		return nil
	}
	slices.SortFunc(list, byMember)
	return wire.AppendPresence(nil, list, false, r.writersFor(to))
}

// wholePresence appends the frame with all members who are here.
func (r *room) wholePresence(b []byte, to board.Viewer) []byte {
	list := make([]wire.Person, 0, len(r.presence.positions))
	for member := range r.presence.positions {
		list = append(list, personFor(r.state, to, member, r.presence.current(member)))
	}
	slices.SortFunc(list, byMember)
	return wire.AppendPresence(b, list, true, r.writersFor(to))
}

// wholeGroups encodes the whole list once for all viewers that may see the same.
func (r *room) wholeGroups() func(board.Viewer) []byte {
	var whole *groups
	return func(to board.Viewer) []byte {
		if whole == nil {
			everybody := make([]string, 0, len(r.presence.positions))
			for member := range r.presence.positions {
				everybody = append(everybody, member)
			}
			whole = newGroups(r.audiencesOf(everybody))
		}
		return whole.encoded(to, func() []byte { return r.wholePresence(nil, to) })
	}
}

// writersFor returns how many members are writing, for a moderator; for other viewers
// it returns nil.
func (r *room) writersFor(to board.Viewer) *int {
	if to.Role != board.Moderator {
		return nil
	}
	n := r.presence.countWriters()
	return &n
}

// audiencesOf lists the audiences that decide what a viewer learns of some members:
// the audiences of their present and told positions, and the moderators.
func (r *room) audiencesOf(members []string) []board.Audience {
	audiences := []board.Audience{board.Moderators}
	add := func(id string) {
		if record := r.state.Get(id); record != nil && record.Audience != board.Everyone && !slices.Contains(audiences, record.Audience) {
			audiences = append(audiences, record.Audience)
		}
	}
	for _, member := range members {
		for _, at := range []position{r.presence.current(member), r.presence.told[member]} {
			add(at.spot.Board)
			add(at.spot.Item)
		}
	}
	return audiences
}
