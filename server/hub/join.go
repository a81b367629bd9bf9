package hub

import (
	"context"
	"time"

	"warsztat/board"
	"warsztat/server/wire"
)

// joinMessage asks a room to add a session.
type joinMessage struct {
	session *session
	epoch   string
	since   uint64
	mark    string // of the change since; "" when the client does not know it
	// missed are the change since and those after it that were read from the journal. fetch receives
	// the number up to which they are needed; the message is then sent once more. It is
	// nil in a message that was sent twice.
	missed []published
	fetch  chan uint64
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
		s.push(wire.AppendRefused(nil, 0, refusal, s.locale))
		s.end(wire.CloseRefused(refusal.Code), 0)
		return
	}
	if mark, known := r.clients.get(s.client); known && mark.member != me.Member {
		s.push(wire.AppendRefused(nil, 0, board.Refuse(board.OtherClient), s.locale))
		s.end(wire.CloseOther, 0)
		return
	}
	missed, code := r.missed(epoch, j)
	if code == fetchFirst {
		j.fetch <- r.state.Seq
		return
	}
	if j.fetch != nil {
		close(j.fetch)
	}
	if code != "" {
		r.hub.Stats.Resets.Add(1)
		s.push(wire.AppendReset(nil, code))
		s.end(wire.CloseReset, 0)
		return
	}
	r.flush() // the changes that wait are among those that the session missed
	message := wire.AppendWelcome(nil, wire.Welcome{
		Protocol: s.protocol, Epoch: epoch, Seq: r.state.Seq, Member: me.Member, Role: r.state.RoleOf(me),
		Time: time.Now(), Limits: r.state.Limits, ReadOnly: r.readonly,
	})
	for _, p := range missed {
		message = p.frame(message, viewer.Sees)
	}
	s.joined, s.viewer = true, viewer
	s.countIn(&r.fanout.writing)
	r.sessions[s] = struct{}{}
	r.addPresence(s)
	s.push(r.wholePresence(message, viewer))
}

// fetchFirst says that the changes which a client missed have to be read from the
// journal, which is not done on the room's goroutine.
const fetchFirst board.Code = "fetch first"

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
		return nil, j.compare(r.fanout.mark)
	case r.state.Seq-j.since > maxCatchUpChanges:
		return nil, board.TooFarBehind
	}
	missed, last, mark := j.missed, j.since, r.fanout.markOf(j.since)
	if len(missed) > 0 {
		last = missed[len(missed)-1].seq
		if first := missed[0]; first.seq == j.since {
			missed, mark = missed[1:], first.mark
		}
	}
	if last < r.state.Seq {
		recent, ok := r.fanout.since(last)
		switch {
		case !ok && j.fetch != nil:
			return nil, fetchFirst
		case !ok:
			return nil, board.TooFarBehind
		}
		missed = append(missed, recent...)
	}
	size := 0
	for _, p := range missed {
		size += p.size()
	}
	if size > maxCatchUpBytes {
		return nil, board.TooFarBehind
	}
	return missed, j.compare(mark)
}

// compare returns the reason for a reset when the client's newest change is not the
// one of this number: its state belongs to another branch of history.
func (j *joinMessage) compare(mark uint64) board.Code {
	if j.mark != "" && mark != 0 && j.mark != wire.Mark(mark) {
		return board.OtherEpoch
	}
	return ""
}

// readMissed reads the changes from one number to another from the journal. It returns
// nil when they are more than a client catches up with.
func (h *Hub) readMissed(ctx context.Context, workshop string, first, last uint64) ([]published, error) {
	var missed []published
	for size, after := 0, max(1, first)-1; after < last; {
		entries, err := h.Journal.Read(ctx, workshop, after, int(min(entriesPerRead, last-after)))
		if err != nil {
			return nil, err
		}
		if len(entries) == 0 {
			return nil, nil
		}
		for _, e := range entries {
			fact, err := factOf(e)
			if err != nil {
				return nil, nil
			}
			p := published{seq: fact.Seq, mark: e.Mark, change: fact.Change.Encode()}
			if p.seq > first {
				size += p.size()
			}
			if size > maxCatchUpBytes {
				return nil, nil
			}
			missed = append(missed, p)
			after = e.Seq
		}
	}
	return missed, nil
}

func (r *room) leave(s *session) {
	if _, here := r.sessions[s]; here {
		delete(r.sessions, s)
		r.removePresence(s)
	}
}
