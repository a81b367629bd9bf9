// Package client takes part in a workshop over the protocol that
// server/wire/PROTOCOL.md describes, as one member or observer on one
// connection.
package client

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"reflect"
	"strings"
	"sync"

	"warsztat/board"
	"warsztat/server/wire"
)

// Client is one connection of one person to one workshop. It holds the state of
// its own audiences. What it submits and was not answered is sent again on the
// next connection, so nothing is lost and nothing takes effect twice.
//
// Follow needs a goroutine of its own; without it nothing is sent and nothing
// arrives. Submit must not be called by two goroutines at once. All other
// methods may be called by any.
type Client struct {
	// Notice, when it is set before Follow, is told every change just before it
	// is applied. It must neither block nor call the client.
	Notice func(state *board.State, seq uint64, patches []board.Patch)

	server      Server
	path        string // of the workshop: /api/workshops/ID
	session     string // the bearer token
	name        string // of this client, as rule W14 wants one
	actor       board.Actor
	eventStream bool

	gone chan struct{} // closed when Follow has returned
	said chan struct{} // holds a token when there is something to send

	mu       sync.Mutex
	news     chan struct{} // closed and replaced when something was heard
	state    *board.State
	epoch    string
	mark     string // of the newest change
	writing  int    // how many people write just now; only moderators are told
	stats    Stats
	welcomed bool              // on the present connection
	lines    [saidKinds][]byte // what was said last of each kind; nil for nothing
	due      [saidKinds]bool   // and has to be sent on the present connection
	number   uint64            // of the last command
	answer   chan<- frame      // where its answer goes
}

// What a client says, in the order in which it is sent when several wait. Of
// each kind the newest counts.
const (
	saidCommand  = iota // until it is answered
	saidPresence        // on every connection
	saidReaction        // now or never
	saidReport          // now or never
	saidKinds
)

// Stats counts what happened to a client.
type Stats struct {
	Connections int // that the server took up
	Snapshots   int // that were fetched; the first one on entering
	Hashes      int // of the server's that were compared with the state
	Diverged    int // and of these, how many differed
}

// Person is who enters, and how.
type Person struct {
	Link        string // as it was sent to people; its secret stands behind the #
	Name        string
	Affiliation string
	EventStream bool // instead of a WebSocket, which some networks do not let through
}

// Enter lets a person in (rule W1) and fetches the state.
func (s Server) Enter(ctx context.Context, person Person) (*Client, error) {
	var entered struct {
		Workshop string     `json:"workshop"`
		Member   string     `json:"member"`
		Role     board.Role `json:"role"`
		Session  string     `json:"session"`
	}
	_, secret, _ := strings.Cut(person.Link, "#")
	asked := map[string]string{"secret": secret, "name": person.Name, "affiliation": person.Affiliation}
	if err := s.post(ctx, "/api/enter", "", asked, &entered); err != nil {
		return nil, fmt.Errorf("enter as %s: %w", person.Name, err)
	}
	c := &Client{
		server:      s,
		path:        "/api/workshops/" + entered.Workshop,
		session:     entered.Session,
		name:        NewID(),
		actor:       board.Actor{Member: entered.Member, Role: entered.Role},
		eventStream: person.EventStream,
		gone:        make(chan struct{}),
		said:        make(chan struct{}, 1),
		news:        make(chan struct{}),
	}
	if err := c.learnAlias(ctx); err != nil {
		return nil, fmt.Errorf("enter as %s: %w", person.Name, err)
	}
	if err := c.fetch(ctx); err != nil {
		return nil, fmt.Errorf("enter as %s: %w", person.Name, err)
	}
	return c, nil
}

// learnAlias asks for the name under which the client alone receives what it wrote
// without an author (rule W8).
func (c *Client) learnAlias(ctx context.Context) error {
	data, err := c.server.read(ctx, http.MethodGet, c.path+"/me", c.header(), nil)
	if err != nil {
		return err
	}
	var me struct {
		Alias string `json:"alias"`
	}
	if err := json.Unmarshal(data, &me); err != nil {
		return fmt.Errorf("me: %w", err)
	}
	c.actor.Alias = me.Alias
	return nil
}

// NewID is an id for a record, or a name for a client, that nobody else has.
func NewID() string { return rand.Text() }

// Actor is who the client acts as.
func (c *Client) Actor() board.Actor { return c.actor }

// Workshop is the id of the workshop.
func (c *Client) Workshop() string { return path.Base(c.path) }

// header is the header of every request for the workshop.
func (c *Client) header() http.Header {
	return http.Header{"Authorization": {"Bearer " + c.session}}
}

// Look reads the state as this client has it. The state must not be kept, and
// the client not be called meanwhile.
func (c *Client) Look(read func(*board.State)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	read(c.state)
}

// Await waits until something is so. It asks at once, and again after everything
// that arrives.
func (c *Client) Await(ctx context.Context, is func() bool) error {
	for {
		c.mu.Lock()
		news := c.news
		c.mu.Unlock()
		if is() {
			return nil
		}
		select {
		case <-news:
		case <-c.gone:
			return ErrNotLetIn
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Writing is how many people write just now, as moderators are told.
func (c *Client) Writing() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.writing
}

// Stats is what happened until now.
func (c *Client) Stats() Stats {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stats
}

// Submit submits the command that decide makes of the state as it is at this
// moment, and returns when it is durable as change seq and that change has
// arrived. When decide returns nil, nothing is submitted and seq is 0. A refusal
// is returned as a *board.Refusal, and ErrNotLetIn when Follow has returned. When
// ctx ends, the command may take effect all the same.
func (c *Client) Submit(ctx context.Context, decide func(*board.State) board.Command) (seq uint64, err error) {
	answer := make(chan frame, 1)
	if !c.submit(decide, answer) {
		return 0, nil
	}
	select {
	case f := <-answer:
		if f.Type == "refused" {
			return 0, board.Refuse(f.Code)
		}
		// The next text has to be typed on what this one became (rule W26).
		return f.Seq, c.Await(ctx, func() (there bool) {
			c.Look(func(state *board.State) { there = state.Seq >= f.Seq })
			return there
		})
	case <-c.gone:
		return 0, ErrNotLetIn
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func (c *Client) submit(decide func(*board.State) board.Command, answer chan<- frame) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	command := decide(c.state)
	if command == nil {
		return false
	}
	c.number++
	c.answer = answer
	c.say(saidCommand, struct {
		Type   string        `json:"type"`
		Number uint64        `json:"number"`
		Seen   uint64        `json:"seen"`
		Do     string        `json:"do"`
		With   board.Command `json:"with"`
	}{"command", c.number, c.state.Seq, reflect.TypeOf(command).Elem().Name(), command})
	return true
}

// SetPresence tells where the person is and whether they type (rule W29), now and
// on every connection to come.
func (c *Client) SetPresence(at board.Spot, typing bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.say(saidPresence, struct {
		Type string `json:"type"`
		wire.Presence
	}{"presence", wire.Presence{State: "online", Spot: at, Typing: typing}})
}

// React shows a reaction (rule W41), unless there is no connection just now.
func (c *Client) React(kind string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.say(saidReaction, struct {
		Type string `json:"type"`
		wire.Reaction
	}{"reaction", wire.Reaction{Kind: kind}})
}

// say has a frame of plain values sent, which always encodes; c.mu is held.
func (c *Client) say(kind int, what any) {
	line, err := json.Marshal(what)
	if err != nil {
		panic("client: " + err.Error())
	}
	c.lines[kind], c.due[kind] = line, c.welcomed
	c.wake()
}

func (c *Client) wake() {
	select {
	case c.said <- struct{}{}:
	default: // it is awake
	}
}

// nextLine is what has to be sent next; nil for nothing.
func (c *Client) nextLine() []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	for kind := range c.due {
		if c.due[kind] {
			c.due[kind] = false
			return c.lines[kind]
		}
	}
	return nil
}

// connected begins a connection: what was not answered is sent on it, the very
// bytes that were sent before; c.mu is held.
func (c *Client) connected() {
	c.welcomed = true
	c.stats.Connections++
	c.due[saidCommand] = c.lines[saidCommand] != nil
	c.due[saidPresence] = c.lines[saidPresence] != nil
	c.wake()
}

// disconnected ends a connection, and says whether the server had taken it up.
func (c *Client) disconnected() (welcomed bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	welcomed, c.welcomed, c.due = c.welcomed, false, [saidKinds]bool{}
	return welcomed
}

// answered passes the answer to the last command on; c.mu is held.
func (c *Client) answered(f *frame) {
	if f.Number != c.number || c.lines[saidCommand] == nil {
		return
	}
	c.lines[saidCommand] = nil
	c.answer <- *f
}

// tell wakes everybody who waits for something to arrive; c.mu is held.
func (c *Client) tell() {
	close(c.news)
	c.news = make(chan struct{})
}
