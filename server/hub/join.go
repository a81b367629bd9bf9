package hub

import (
	"time"

	"warsztat/board"
	"warsztat/server/wire"
)

// joinMessage asks a room to add a session.
type joinMessage struct {
	session *session
	epoch   string
	since   uint64
}

// leaveMessage tells a room that a session has ended.
type leaveMessage struct{ session *session }

// maxCatchUpChanges and maxCatchUpBytes limit the changes that are sent to a client
// that comes back; above them a snapshot is cheaper. The changes are one message,
// which has to arrive before the client takes the silence for a broken connection.
const (
	maxCatchUpChanges = 5_000
	maxCatchUpBytes   = 2 << 20
)

// join adds a session to the room. The session receives the welcome, the changes
// that it missed and the presence list, and from then on every change (protocol
// rules W15 and W16).
func (r *room) join(j *joinMessage) {
	s := j.session
	if r.hub.isDraining() {
		s.restart()
		return
	}
	if err := r.reach(j.since); err != nil {
		r.hub.Log.Warn("a client has seen more than can be read", "workshop", r.id, "error", err)
		s.endFault()
		return
	}
	epoch := r.hub.Journal.Epoch()
	me := s.identity.Actor()
	viewer, refusal := s.identity.Viewer(r.state)
	if refusal != nil {
		s.push(wire.AppendRefused(nil, 0, refusal.Code, s.locale))
		s.end(wire.CloseRefused(refusal.Code), 0)
		return
	}
	if mark, known := r.clients.get(s.client); known && mark.member != me.Member {
		s.push(wire.AppendRefused(nil, 0, board.OtherClient, s.locale))
		s.end(wire.CloseBad, 0)
		return
	}
	missed, code := r.missed(epoch, j)
	if code != "" {
		r.hub.Stats.Resets.Add(1)
		s.push(wire.AppendReset(nil, code))
		s.end(wire.CloseReset, 0)
		return
	}
	r.flush() // the changes that wait are among those that the session missed
	message := wire.AppendWelcome(nil, wire.Welcome{
		Epoch: epoch, Seq: r.state.Seq, Member: me.Member, Role: r.state.RoleOf(me),
		Time: time.Now(), Limits: r.state.Limits, ReadOnly: r.readonly,
	})
	for _, p := range missed {
		message = p.frame(message, viewer.Sees)
	}
	s.joined, s.viewer = true, viewer
	r.sessions[s] = struct{}{}
	r.addPresence(s)
	s.push(r.wholePresence(message, viewer))
}

// missed returns the changes after j.since, or the reason why the client has to
// fetch a snapshot.
func (r *room) missed(epoch string, j *joinMessage) ([]published, board.Code) {
	switch {
	case j.epoch != epoch:
		return nil, board.OtherEpoch
	case j.since > r.state.Seq:
		return nil, board.FutureSince
	case j.since < r.state.ReauthorisedAt(j.session.identity.Member):
		return nil, board.TooFarBehind // its state was meant for another viewer
	case j.since == r.state.Seq:
		return nil, ""
	case r.state.Seq-j.since > maxCatchUpChanges:
		return nil, board.TooFarBehind
	}
	size := 0
	if recent, ok := r.fanout.since(j.since); ok {
		for _, p := range recent {
			size += p.size()
		}
		if size > maxCatchUpBytes {
			return nil, board.TooFarBehind
		}
		return recent, ""
	}
	var missed []published
	for after := j.since; after < r.state.Seq; {
		entries, err := r.hub.Journal.Read(r.hub.ctx, r.id, after, entriesPerRead)
		if err != nil || len(entries) == 0 {
			return nil, board.TooFarBehind
		}
		for _, e := range entries {
			fact, err := factOf(e)
			if err != nil {
				return nil, board.TooFarBehind
			}
			p := published{seq: fact.Seq, change: fact.Change.Encode()}
			if size += p.size(); size > maxCatchUpBytes {
				return nil, board.TooFarBehind
			}
			missed = append(missed, p)
			after = e.Seq
		}
	}
	return missed, ""
}

func (r *room) leave(s *session) {
	if _, here := r.sessions[s]; here {
		delete(r.sessions, s)
		r.removePresence(s)
	}
}
