package hub

import (
	"slices"
	"time"

	"warsztat/board"
	"warsztat/server/wire"
)

// tellWhereabouts sends what changed, to each viewer only what changed for them:
// that something happened where they may not look would betray it too. Presence
// is the first to be dropped: a session with a backlog gets the whole list when
// it has caught up.
func (r *room) tellWhereabouts() {
	p := &r.people
	if len(p.dirty) == 0 {
		return
	}
	changed := p.changed()
	writing := p.countWriting()
	some := newGroups(r.audiencesOf(changed))
	whole := r.wholeGroups()
	for s := range r.sessions {
		switch {
		case s.backlog() > presenceBacklog:
			s.stalePeople = true
		case s.stalePeople:
			s.stalePeople = false
			s.push(whole(s.viewer))
		default:
			s.push(some.encoded(s.viewer, func() []byte { return r.changedPresence(s.viewer, changed, writing) }))
		}
	}
	p.settled(writing, p.hush)
}

// tellEverywhere sends everybody the whole list, whatever waits for them: when
// places become secret, what was told of them is taken back.
func (r *room) tellEverywhere() {
	whole := r.wholeGroups()
	for s := range r.sessions {
		s.stalePeople = false
		s.push(whole(s.viewer))
	}
	r.people.settled(r.people.countWriting(), r.state.Hush())
}

// settled notes that everything there is to tell was told.
func (p *people) settled(writing int, hush bool) {
	for member := range p.dirty {
		if now := p.now(member); now != (where{}) {
			p.told[member] = now
		} else {
			delete(p.told, member)
		}
	}
	clear(p.dirty)
	p.writing, p.hush, p.last = writing, hush, time.Now()
}

// changed lists the members who are elsewhere than was told.
func (p *people) changed() []string {
	var members []string
	for member := range p.dirty {
		if p.told[member] != p.now(member) {
			members = append(members, member)
		}
	}
	return members
}

// changedPresence is the frame for a viewer about some members; it is empty when
// nothing changed for this viewer.
func (r *room) changedPresence(to board.Viewer, members []string, writing int) []byte {
	p := &r.people
	var list []wire.Person
	for _, member := range members {
		now := personAt(r.state, to, member, p.now(member))
		if now != personAt(r.state, to, member, p.told[member]) {
			list = append(list, now)
		}
	}
	moderates := to.Role == board.Moderator
	if len(list) == 0 && (!moderates || writing == p.writing) {
		return nil
	}
	slices.SortFunc(list, byMember)
	return wire.AppendPresence(nil, list, false, r.writing(to))
}

// wholePresence appends the list of everybody who is here.
func (r *room) wholePresence(b []byte, to board.Viewer) []byte {
	list := make([]wire.Person, 0, len(r.people.here))
	for member := range r.people.here {
		list = append(list, personAt(r.state, to, member, r.people.now(member)))
	}
	slices.SortFunc(list, byMember)
	return wire.AppendPresence(b, list, true, r.writing(to))
}

// wholeGroups encodes the whole list once for all viewers who may see the same.
func (r *room) wholeGroups() func(board.Viewer) []byte {
	var whole *groups
	return func(to board.Viewer) []byte {
		if whole == nil {
			everybody := make([]string, 0, len(r.people.here))
			for member := range r.people.here {
				everybody = append(everybody, member)
			}
			whole = newGroups(r.audiencesOf(everybody))
		}
		return whole.encoded(to, func() []byte { return r.wholePresence(nil, to) })
	}
}

// writing is how many people write just now, for moderators; others get nil.
func (r *room) writing(to board.Viewer) *int {
	if to.Role != board.Moderator {
		return nil
	}
	n := r.people.countWriting()
	return &n
}

// audiencesOf lists the audiences that decide what a viewer learns of some
// members: those of the places where they are and were, and the moderators.
func (r *room) audiencesOf(members []string) []board.Audience {
	audiences := []board.Audience{board.Moderators}
	add := func(id string) {
		if record := r.state.Get(id); record != nil && record.Audience != board.Everyone && !slices.Contains(audiences, record.Audience) {
			audiences = append(audiences, record.Audience)
		}
	}
	for _, member := range members {
		for _, at := range []where{r.people.now(member), r.people.told[member]} {
			add(at.place.Board)
			add(at.place.Note)
		}
	}
	return audiences
}
