package hub

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"warsztat/board"
	"warsztat/server/journal"
	"warsztat/server/wire"
)

// exchanged is a message between the rooms of one workshop at several instances. It
// goes over the bus and may be lost. A later version may add fields, which an earlier
// one ignores.
type exchanged struct {
	Instance string `json:"instance"`

	// Head is the number of the newest change that the sender knows to be durable, and
	// Changes are the newest ones in their order. They may be left out when they are long.
	Head    uint64            `json:"head,omitempty"`
	Changes []exchangedChange `json:"changes,omitempty"`

	Presence  *exchangedPresence `json:"presence,omitempty"`
	Asks      bool               `json:"asks,omitempty"` // for the presence of the others
	Reactions map[string]int     `json:"reactions,omitempty"`
	Posted    *exchangedPost     `json:"posted,omitempty"`
	End       *Ending            `json:"end,omitempty"`
}

// exchangedChange is a durable change with its patches cut by audience, as the journal
// keeps it.
type exchangedChange struct {
	Seq  uint64          `json:"seq"`
	Mark uint64          `json:"mark"`
	Body json.RawMessage `json:"body"`

	At     time.Time `json:"at"`
	Member string    `json:"member,omitempty"`
}

// exchangedPost is a presence or reaction frame that a client without a WebSocket has
// posted to an instance which does not hold its event stream.
type exchangedPost struct {
	Actor    board.Actor    `json:"actor"`
	Client   string         `json:"client"` // as clientKey names it
	Presence *wire.Presence `json:"presence,omitempty"`
	Reaction *wire.Reaction `json:"reaction,omitempty"`
}

// clientKey names a client on the bus. The client's own name is a secret of its tab.
func clientKey(client string) string { return journal.ReceiptOf(client, 0) }

const (
	// maxExchangedBytes bounds the changes in a message. Longer ones are read from the
	// journal.
	maxExchangedBytes = 256 << 10
	// maxMailBytes bounds what waits for a room.
	maxMailBytes = 4 << 20
	// catchUpTime bounds the reading of what other instances have added.
	catchUpTime = 5 * time.Second
)

// exchange sends a message to the rooms of the workshop at the other instances.
func (h *Hub) exchange(workshop string, m exchanged) {
	if h.Bus == nil {
		return
	}
	m.Instance = h.instance
	body, err := json.Marshal(m)
	if err != nil {
		panic("hub: " + err.Error()) // it is made of plain values and of JSON
	}
	h.Bus.Publish(workshop, body)
}

// mailbox takes what the bus brings for a room. When it is full it drops everything:
// the room then reads the journal, and is soon told of presence again.
type mailbox struct {
	wake chan struct{} // holds a token when there is something in it

	mu       sync.Mutex
	messages [][]byte
	bytes    int
	missed   bool // changes may be missing
	resumed  bool // anything may be missing
}

func newMailbox() *mailbox { return &mailbox{wake: make(chan struct{}, 1)} }

// Receive implements [bus.Receiver].
func (m *mailbox) Receive(message []byte) {
	m.put(func() {
		if m.bytes += len(message); m.bytes > maxMailBytes {
			m.messages, m.bytes, m.missed = nil, 0, true
			return
		}
		m.messages = append(m.messages, message)
	})
}

// Resume implements [bus.Receiver].
func (m *mailbox) Resume() { m.put(func() { m.missed, m.resumed = true, true }) }

// look makes the room look into the journal.
func (m *mailbox) look() { m.put(func() { m.missed = true }) }

func (m *mailbox) put(change func()) {
	m.mu.Lock()
	change()
	m.mu.Unlock()
	select {
	case m.wake <- struct{}{}:
	default: // it is awake
	}
}

func (m *mailbox) take() (messages [][]byte, missed, resumed bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	messages, missed, resumed = m.messages, m.missed, m.resumed
	m.messages, m.bytes, m.missed, m.resumed = nil, 0, false, false
	return messages, missed, resumed
}

// takeMail takes in what other instances have told.
func (r *room) takeMail() {
	messages, missed, resumed := r.mail.take()
	for _, message := range messages {
		var m exchanged
		if err := json.Unmarshal(message, &m); err != nil {
			r.hub.Log.Warn("a message of another instance cannot be read", "workshop", r.id, "error", err)
			missed = true
			continue
		}
		if !missed {
			missed = !r.applyExchanged(m.Changes) || m.Head > r.state.Seq
		}
		r.takeExchanged(&m)
	}
	if missed {
		r.catchUpSoon()
	}
	if resumed {
		r.tellPresence(true, true)
		r.hub.rooms.Go(func() { r.hub.checkSessions(r.id) })
	}
}

// applyExchanged applies the changes that follow the state. It reports false when they
// do not: then the journal has what is between.
func (r *room) applyExchanged(changes []exchangedChange) bool {
	for _, c := range changes {
		if c.Seq <= r.state.Seq {
			continue
		}
		fact, err := factOf(journal.Entry{Seq: c.Seq, At: c.At, Member: c.Member, Mark: c.Mark, Body: c.Body})
		if err == nil {
			err = r.applyFact(fact, c.Mark)
		}
		if err != nil {
			return false
		}
	}
	return true
}

// catchUpSoon applies what the journal has, or leaves it for later: the hub looks at
// the heads of all rooms from time to time.
func (r *room) catchUpSoon() {
	if err := r.catchUpNow(); err != nil && r.hub.ctx.Err() == nil {
		r.hub.Log.Warn("changes of other instances cannot be read", "workshop", r.id, "error", err)
	}
}

// catchUpNow applies what the journal has.
func (r *room) catchUpNow() error {
	if r.readonly != "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(r.hub.ctx, catchUpTime)
	defer cancel()
	r.hub.Stats.CatchUps.Add(1)
	return r.catchUp(ctx)
}

// takeExchanged takes in what is not in the journal.
func (r *room) takeExchanged(m *exchanged) {
	if m.Presence != nil {
		r.takePresence(m.Instance, m.Presence)
	}
	if m.Asks {
		r.tellPresence(true, false)
	}
	if len(m.Reactions) > 0 {
		r.countReactions(m.Reactions, false)
	}
	if p := m.Posted; p != nil {
		r.takePost(p)
	}
	if m.End != nil {
		r.hub.end(r.id, *m.End)
	}
}

// takePost handles a frame that a client has posted here or to another instance. It
// reports whether the client's event stream is here.
func (r *room) takePost(p *exchangedPost) (here bool, refusal *board.Refusal) {
	for s := range r.sessions {
		if !sameActor(s.identity.Actor(), p.Actor) || clientKey(s.client) != p.Client {
			continue
		}
		if p.Presence != nil {
			r.updatePresence(&presenceMessage{s, p.Presence})
		}
		if p.Reaction != nil {
			refusal = r.react(&reactionMessage{s, p.Reaction})
		}
		return true, refusal
	}
	return false, nil
}

// sameActor compares actors of whom one may come from another instance, without alias.
func sameActor(a, b board.Actor) bool { return a.Member == b.Member && a.Role == b.Role }

// post handles a frame that a client without a WebSocket has posted, here or wherever
// its event stream is. Without a stream it has no effect, because it could not be
// limited how many there are.
func (h *Hub) post(ctx context.Context, identity Identity, client string, p exchangedPost) (*board.Refusal, error) {
	p.Actor, p.Client = identity.Actor(), clientKey(client)
	// When the request ends first, the room answers nobody.
	answer := make(chan *board.Refusal, 1)
	err := h.call(ctx, identity.Workshop, func(r *room) {
		if p.Reaction != nil {
			if refusal := r.mayReact(p.Actor); refusal != nil {
				answer <- refusal
				return
			}
		}
		here, refusal := r.takePost(&p)
		if !here {
			h.exchange(r.id, exchanged{Posted: &p})
		}
		answer <- refusal
	})
	if err != nil {
		return nil, err
	}
	return <-answer, nil
}

// tellChanges tells other instances the changes that were appended here.
func (r *room) tellChanges(changes []published) {
	if r.hub.Bus == nil || len(changes) == 0 {
		return
	}
	m := exchanged{Head: changes[len(changes)-1].seq}
	size := 0
	for _, p := range changes {
		size += p.size()
	}
	if size <= maxExchangedBytes {
		for _, p := range changes {
			m.Changes = append(m.Changes, exchangedChange{p.seq, p.mark, p.change.AppendJSON(nil), p.at, p.member})
		}
	}
	r.hub.exchange(r.id, m)
}

// Ending says which connections of a workshop shall end: all, those of one session, or
// of the sessions of some invitation links, except one session.
type Ending struct {
	All     bool     `json:"all,omitempty"`
	Session string   `json:"session,omitempty"`
	Links   []string `json:"links,omitempty"`
	Except  string   `json:"except,omitempty"`
}

func (e Ending) matches(identity Identity) bool {
	return identity.Session != e.Except && (e.All || e.Session != "" && identity.Session == e.Session || slices.Contains(e.Links, identity.Link))
}
