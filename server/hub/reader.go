package hub

import (
	"context"
	"errors"
	"time"

	"warsztat/board"
	"warsztat/server/journal"
	"warsztat/server/wire"
)

// maxBadFrames is how many refused frames in a row end a connection.
const maxBadFrames = 5

// reader is the reading side of a live connection. It parses the frames of the client
// and sends them to the room.
type reader struct {
	hub          *Hub
	session      *session
	room         *room // nil before hello
	joined       bool  // the hello is through
	badFrames    int
	highest      uint64      // command number so far
	helloTimer   *time.Timer // ends the session when the client does not say hello
	silenceTimer *time.Timer // ends the session when the client sends nothing
}

// serveConnection serves a connection until its client or the server ends it. read
// returns one message at a time. It must return when ctx ends or the transport is
// closed.
func (h *Hub) serveConnection(ctx context.Context, identity Identity, locale string, out transport, read func() ([]byte, error)) {
	s := newSession(h, identity, "", locale, out)
	defer s.writers.Wait()
	if !h.register(s) {
		s.restart()
		return
	}
	defer h.unregister(s)
	if h.Valid != nil && !h.Valid(ctx, identity) {
		s.end(wire.CloseEnded, 0)
		return
	}
	rd := &reader{hub: h, session: s}
	rd.helloTimer = time.AfterFunc(helloTimeout, func() { s.end(wire.CloseNoHello, 0) })
	defer rd.helloTimer.Stop()
	rd.silenceTimer = time.AfterFunc(silenceTimeout, func() { s.end(wire.CloseSilent, 0) })
	defer rd.silenceTimer.Stop()
	for !s.ended() {
		message, err := read()
		if err != nil {
			break
		}
		rd.silenceTimer.Reset(silenceTimeout)
		if !rd.handle(ctx, message) {
			break
		}
	}
	// A client that has gone needs no reason; a session that has ended keeps its own.
	s.end(wire.CloseSilent, 0)
	if rd.room != nil {
		// The room forgets its sessions when it ends, so errRoomClosed is no loss.
		_ = rd.room.send(context.WithoutCancel(ctx), &leaveMessage{s})
	}
}

// handle handles one message. It reports false when the connection has to end.
func (rd *reader) handle(ctx context.Context, message []byte) bool {
	for _, line := range wire.Lines(message) {
		weight := weighBytes(len(line))
		if rd.room != nil {
			if err := rd.throttle(ctx, weight); err != nil {
				return rd.fault(err)
			}
		}
		frame, number, refusal := wire.Parse(line)
		if rd.room != nil {
			rd.room.pace.takeMore(rd.session.identity, weigh(frame, line)-weight)
		}
		if refusal == nil && rd.room == nil {
			if hello, ok := frame.(*wire.Hello); ok {
				refusal = rd.hello(ctx, hello)
			} else {
				refusal = board.Refuse(board.HelloFirst)
			}
		} else if _, again := frame.(*wire.Hello); again {
			refusal = board.Refuse(board.BadFrame)
		} else if refusal == nil {
			if err := rd.frame(ctx, frame, line); err != nil {
				return rd.fault(err)
			}
		}
		if refusal == nil {
			rd.badFrames = 0
			continue
		}
		rd.hub.Stats.Refused.Add(1)
		if rd.badFrames++; rd.badFrames >= maxBadFrames {
			rd.session.end(wire.CloseBad, 0)
			return false
		}
		if err := rd.refuse(ctx, number, refusal); err != nil {
			return rd.fault(err)
		}
	}
	return true
}

// refuse refuses a frame that cannot be understood. Once the session is in its room,
// the answer goes through the room, so that all answers stay in order.
func (rd *reader) refuse(ctx context.Context, number uint64, refusal *board.Refusal) error {
	s := rd.session
	answer := wire.AppendRefused(nil, number, refusal, s.locale)
	if rd.room == nil {
		s.push(answer)
		return nil
	}
	return rd.room.send(ctx, &callMessage{func(r *room) { r.queueAnswer(s, answer) }, make(chan error, 1), s})
}

// fault ends the session, and its client comes back. It reports false.
func (rd *reader) fault(err error) bool {
	var refusal *board.Refusal
	switch {
	case rd.hub.isDraining():
		rd.session.restart()
	case errors.As(err, &refusal):
		rd.session.push(wire.AppendRefused(nil, 0, refusal, rd.session.locale))
		rd.session.endFault()
	case !errors.Is(err, context.Canceled):
		rd.session.endFault()
	}
	return false
}

// endFault ends a session that could not be served, and its client comes back. While
// this instance stops that is no fault.
func (s *session) endFault() {
	if s.hub.isDraining() {
		s.restart()
		return
	}
	s.end(wire.CloseFault, 0)
}

func (rd *reader) hello(ctx context.Context, hello *wire.Hello) *board.Refusal {
	if rd.session.protocol = hello.Spoken(); rd.session.protocol == 0 {
		rd.session.end(wire.CloseReload, 0)
		return nil
	}
	if refusal := checkClient(hello.Client); refusal != nil {
		return refusal
	}
	rd.session.client = hello.Client
	rd.helloTimer.Stop() // from now on the client waits for the server
	for {
		r, err := rd.hub.room(ctx, rd.session.identity.Workshop)
		if err != nil {
			rd.fault(err)
			return nil
		}
		rd.room = r
		if err := rd.throttle(ctx, joinWeight); err != nil {
			rd.fault(err)
			return nil
		}
		err = rd.join(ctx, hello)
		if err == nil {
			rd.joined = true
			return nil
		}
		if !errors.Is(err, errRoomClosed) {
			rd.fault(err)
			return nil
		}
	}
}

// join asks the room to add the session. When the client has missed more than the room
// has in memory, join reads it from the journal and asks again.
func (rd *reader) join(ctx context.Context, hello *wire.Hello) error {
	fetch := make(chan uint64, 1)
	if err := rd.room.send(ctx, &joinMessage{session: rd.session, epoch: hello.Epoch, since: hello.Since, mark: hello.Mark, fetch: fetch}); err != nil {
		return err
	}
	select {
	case last, behind := <-fetch:
		if !behind {
			return nil
		}
		missed, err := rd.hub.readMissed(ctx, rd.room.id, hello.Since, last)
		var damaged *journal.DamagedError
		if err != nil && !errors.As(err, &damaged) {
			return err
		}
		return rd.room.send(ctx, &joinMessage{session: rd.session, epoch: hello.Epoch, since: hello.Since, mark: hello.Mark, missed: missed})
	case <-rd.session.ending:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// checkClient checks the form of a client's name (protocol rule W14).
func checkClient(name string) *board.Refusal {
	if len(name) < 16 || board.CheckID(name) != nil {
		return board.Refuse(board.BadID)
	}
	return nil
}

// frame handles one frame of a client whose session is in its room.
func (rd *reader) frame(ctx context.Context, frame wire.Frame, line []byte) error {
	s := rd.session
	switch f := frame.(type) {
	case *wire.Command:
		c := numberedCommand(s.identity, s.client, f.Number, line, board.Order{Seen: f.Seen, Do: f.Do, Command: f.Command})
		c.from, c.reply = s, s.replyTo(rd.room, f.Number)
		if !s.settled.Load() || f.Number <= rd.highest {
			if err := rd.hub.lookUp(ctx, rd.room.id, c); err != nil {
				return err
			}
		}
		rd.highest = max(rd.highest, f.Number)
		if err := rd.hub.gather(ctx, c, rd.room.id); err != nil {
			return err
		}
		return rd.room.send(ctx, c)
	case *wire.Presence:
		return rd.room.send(ctx, &presenceMessage{s, f})
	case *wire.Reaction:
		return rd.room.send(ctx, &reactionMessage{s, f})
	case *wire.Ping:
		s.push(wire.AppendPong(nil, time.Now()))
	case *wire.Diverged:
		rd.hub.mismatch(s.identity, f)
	}
	return nil
}

// mismatch notes that a client holds another state than the room.
func (h *Hub) mismatch(identity Identity, f *wire.Diverged) {
	h.Stats.Mismatches.Add(1)
	h.Log.Warn("state hash differs", "workshop", identity.Workshop, "seq", f.Seq)
}

// throttle waits while the member, or all people of the room together, bring more work
// than they may. The frames wait at the client's own socket.
func (rd *reader) throttle(ctx context.Context, weight int) error {
	for {
		wait := rd.room.pace.take(rd.session.identity, weight)
		if wait == 0 {
			return nil
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
			// The client was not silent: the server made it wait. One that waits for so
			// long with its hello may have gone meanwhile; it comes back if it has not.
			if rd.joined {
				rd.silenceTimer.Reset(silenceTimeout)
			}
		case <-rd.session.ending:
			timer.Stop()
			return context.Canceled
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
	}
}

// replyTo returns a function that queues the answer to a numbered command. It runs on
// the room's goroutine.
func (s *session) replyTo(r *room, number uint64) func(outcome) {
	return func(out outcome) {
		answer := appendOutcome(nil, number, out, s.locale)
		if answer == nil {
			s.end(wire.CloseFault, 0)
			return
		}
		r.queueAnswer(s, answer)
	}
}

// queueAnswer queues an answer for the next flush.
func (r *room) queueAnswer(s *session, answer []byte) {
	s.answers = append(s.answers, answer...)
	r.fanout.answers = true
}
