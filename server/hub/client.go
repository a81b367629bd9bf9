package hub

import (
	"context"
	"errors"
	"time"

	"golang.org/x/time/rate"

	"warsztat/board"
	"warsztat/server/wire"
)

// maxBadFrames is how many frames in a row a client may send that cannot be
// understood.
const maxBadFrames = 20

// conversation is the reading side of a live connection: it understands what
// the client sends and hands it to the room.
type conversation struct {
	hub     *Hub
	session *session
	room    *room // nil before hello
	pace    *rate.Limiter
	bad     int
	waiting *time.Timer // ends the session when no hello comes
	silence *time.Timer // ends the session when nothing comes
}

// converse serves one connection until its client or the server ends it. read
// returns one message at a time; it must return when ctx ends or the transport
// is closed.
func (h *Hub) converse(ctx context.Context, seat Seat, locale string, out transport, read func() ([]byte, error)) {
	s := newSession(h, seat, "", locale, out)
	defer s.writers.Wait()
	if !h.register(s) {
		s.end(wire.CloseRestart, 1000)
		return
	}
	defer h.unregister(s)
	if h.Valid != nil && !h.Valid(ctx, seat) {
		s.end(wire.CloseEnded, 0)
		return
	}
	c := &conversation{hub: h, session: s, pace: rate.NewLimiter(rate.Limit(h.CommandRate), h.CommandBurst)}
	c.waiting = time.AfterFunc(helloTimeout, func() { s.end(wire.CloseNoHello, 0) })
	defer c.waiting.Stop()
	c.silence = time.AfterFunc(silenceTimeout, func() { s.end(wire.CloseSilent, 0) })
	defer c.silence.Stop()
	for !s.ended() {
		message, err := read()
		if err != nil {
			break
		}
		c.silence.Reset(silenceTimeout)
		if !c.take(ctx, message) {
			break
		}
	}
	// A client that went away needs no reason; one that was given a reason
	// keeps it.
	s.end(wire.CloseSilent, 0)
	if c.room != nil {
		// The room forgets its sessions when it ends, so errGone is no loss.
		_ = c.room.send(context.WithoutCancel(ctx), &leaving{s})
	}
}

// take handles one message; false ends the conversation.
func (c *conversation) take(ctx context.Context, message []byte) bool {
	for _, line := range wire.Lines(message) {
		frame, number, refusal := wire.Parse(line)
		if refusal == nil && c.room == nil {
			if hello, ok := frame.(*wire.Hello); ok {
				refusal = c.hello(ctx, hello)
			} else {
				refusal = board.Refuse(board.HelloFirst)
			}
		} else if _, again := frame.(*wire.Hello); again {
			refusal = board.Refuse(board.BadFrame)
		} else if refusal == nil {
			if err := c.frame(ctx, frame); err != nil {
				return c.fault(err)
			}
		}
		if refusal == nil {
			c.bad = 0
			continue
		}
		c.hub.Stats.Refused.Add(1)
		if c.bad++; c.bad >= maxBadFrames {
			c.session.end(wire.CloseBad, 0)
			return false
		}
		if err := c.refuse(ctx, number, refusal); err != nil {
			return c.fault(err)
		}
	}
	return true
}

// refuse answers what could not be understood. Once the session is in its room
// the answer takes the way of all answers, so that they stay in order.
func (c *conversation) refuse(ctx context.Context, number uint64, refusal *board.Refusal) error {
	s := c.session
	answer := wire.AppendRefused(nil, number, refusal.Code, s.locale)
	if c.room == nil {
		s.push(answer)
		return nil
	}
	return c.room.send(ctx, &question{func(r *room) { r.tell(s, answer) }, make(chan error, 1)})
}

// fault ends the session so that its client comes back.
func (c *conversation) fault(err error) bool {
	var refusal *board.Refusal
	switch {
	case errors.As(err, &refusal):
		c.session.push(wire.AppendRefused(nil, 0, refusal.Code, c.session.locale))
		c.session.end(wire.CloseFault, 0)
	case !errors.Is(err, context.Canceled):
		c.session.end(wire.CloseFault, 0)
	}
	return false
}

func (c *conversation) hello(ctx context.Context, hello *wire.Hello) *board.Refusal {
	if hello.Protocol != wire.Version {
		c.session.end(wire.CloseReload, 0)
		return nil
	}
	if refusal := checkClient(hello.Client); refusal != nil {
		return refusal
	}
	c.session.client = hello.Client
	c.waiting.Stop() // from here on it is the server who takes its time
	for {
		r, err := c.hub.room(ctx, c.session.seat.Workshop)
		if err != nil {
			c.fault(err)
			return nil
		}
		c.room = r
		err = r.send(ctx, &joining{c.session, hello.Epoch, hello.Since})
		if err == nil {
			return nil
		}
		if !errors.Is(err, errGone) {
			c.fault(err)
			return nil
		}
	}
}

// checkClient checks the form of a client's name (protocol rule W14).
func checkClient(name string) *board.Refusal {
	if len(name) < 16 || board.CheckID(name) != nil {
		return board.Refuse(board.BadID)
	}
	return nil
}

// frame handles one frame of a client that is in its room.
func (c *conversation) frame(ctx context.Context, frame wire.Frame) error {
	s := c.session
	if err := c.wait(ctx); err != nil {
		return err
	}
	switch f := frame.(type) {
	case *wire.Command:
		return c.room.send(ctx, &order{
			Order: board.Order{By: s.seat.Actor(), Client: s.client, Number: f.Number, Seen: f.Seen, Do: f.Do, Command: f.Command},
			from:  s,
			reply: s.replyTo(c.room, f.Number),
		})
	case *wire.Presence:
		return c.room.send(ctx, &moving{s, f})
	case *wire.Reaction:
		return c.room.send(ctx, &reacting{s, f})
	case *wire.Ping:
		s.push(wire.AppendPong(nil, time.Now().UnixMilli()))
	case *wire.Diverged:
		c.hub.Stats.Mismatches.Add(1)
		c.hub.Log.Warn("state hash differs", "workshop", s.seat.Workshop, "seq", f.Seq)
	}
	return nil
}

// wait paces what a client says, commands or not: what is above the rate waits at
// its own socket.
func (c *conversation) wait(ctx context.Context) error {
	if c.pace.Allow() {
		return nil
	}
	timer := time.NewTimer(c.pace.Reserve().Delay())
	defer timer.Stop()
	select {
	case <-timer.C:
		// Waiting at the server's will is no silence.
		c.silence.Reset(silenceTimeout)
		return nil
	case <-c.session.gone:
		return context.Canceled
	case <-ctx.Done():
		return ctx.Err()
	}
}

// replyTo queues the answer to a numbered command, on the room's goroutine.
func (s *session) replyTo(r *room, number uint64) func(outcome) {
	return func(out outcome) {
		answer := appendOutcome(nil, number, out, s.locale)
		if answer == nil {
			s.end(wire.CloseFault, 0)
			return
		}
		r.tell(s, answer)
	}
}

// tell queues an answer for the next flush.
func (r *room) tell(s *session, answer []byte) {
	s.answers = append(s.answers, answer...)
	r.fanout.answers = true
}
