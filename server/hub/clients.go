package hub

import (
	"context"
	"errors"
	"sync"

	"warsztat/board"
	"warsztat/server/journal"
)

// clients remembers the clients that gave commands lately, so that their numbers
// cannot go back. A client that has been forgotten loses nothing: the journal holds
// the receipt of every command that took effect. Many goroutines may use it.
type clients struct {
	mu            sync.Mutex
	recent, older map[string]clientMark
}

// clientMark is the largest command number that was applied for a client, and whose
// client it is.
type clientMark struct {
	member string
	number uint64
}

// maxRecentClients bounds the memory: twice as many clients are remembered at most.
const maxRecentClients = 10_000

func (c *clients) get(name string) (mark clientMark, known bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if mark, known = c.recent[name]; !known {
		mark, known = c.older[name]
	}
	return mark, known
}

// put remembers a mark; one without a number is forgotten.
func (c *clients) put(name string, mark clientMark) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if mark.number == 0 {
		delete(c.recent, name)
		delete(c.older, name)
		return
	}
	if c.recent == nil || len(c.recent) >= maxRecentClients {
		c.recent, c.older = map[string]clientMark{}, c.recent
	}
	c.recent[name] = mark
}

// numbered is what a client says of a command besides the order.
type numbered struct {
	number uint64
	digest uint64
	// earlier is the entry of this command, or of another one with its number, that
	// the journal was found to hold; nil when there is none so far.
	earlier *journal.Entry
	damaged error // why earlier, or whether there is one, could not be looked up
}

// numberedCommand is the submission of a command with a number, as the line says it.
func numberedCommand(identity Identity, client string, number uint64, line []byte, o board.Order) *submission {
	o.By, o.Client = identity.Actor(), client
	return &submission{Order: o, numbered: numbered{number: number, digest: journal.DigestOf(client, line)}, weight: board.Weight(o.Command)}
}

// lookUp looks for the command in the journal. The room may not know the client any
// more, or the command may have come to another instance. It is slower than the room
// can be, so that it is done on the goroutine of whoever sends the command.
func (h *Hub) lookUp(ctx context.Context, workshop string, s *submission) error {
	e, found, err := h.Journal.Find(ctx, workshop, journal.ReceiptOf(s.Client, s.number))
	var damaged *journal.DamagedError
	switch {
	case errors.As(err, &damaged) && found:
		s.earlier, s.damaged = &e, err
	case errors.As(err, &damaged):
		s.damaged = err
	case err != nil:
		return err
	case found:
		s.earlier = &e
	}
	return nil
}

// untrusted says why the journal cannot answer a command. A damaged entry that the room's
// state holds is no reason: it took effect, whatever it says.
func (r *room) untrusted(s *submission) error {
	if s.earlier != nil && s.earlier.Seq <= r.state.Seq {
		return nil
	}
	return s.damaged
}

// again answers a command when e is what the journal has under its number.
func (s *submission) again(e journal.Entry) outcome {
	switch {
	case e.Member != "" && e.Member != s.By.Member:
		return outcome{err: board.Refuse(board.OtherClient)}
	case e.Digest != 0 && e.Digest != s.digest:
		return outcome{err: board.Refuse(board.NumberReused)}
	}
	return outcome{seq: e.Seq}
}
