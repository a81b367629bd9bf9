package hub

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"warsztat/board"
	"warsztat/server/journal"
)

const workshop = "workshop-1"

func newTestHub(t testing.TB, j journal.Journal) *Hub {
	t.Helper()
	return New(testConfig(j))
}

func testConfig(j journal.Journal) Config {
	return Config{
		Journal: j, Limits: board.DefaultLimits(), Log: slog.New(slog.DiscardHandler),
		CommandsPerSecond: 1e6, CommandBurst: 1e6,
	}
}

func found(t testing.TB, h *Hub, members ...string) {
	t.Helper()
	if err := h.Found(context.Background(), workshop, board.FoundWorkshop{Title: "Próba", Locale: "pl", Template: "swot", Code: "ABCD2345"}); err != nil {
		t.Fatal(err)
	}
	for _, m := range members {
		admit(t, h, m)
	}
}

func admit(t testing.TB, h *Hub, member string) {
	t.Helper()
	_, err := h.Submit(context.Background(), workshop, board.Order{By: board.Actor{Role: board.System}, Do: "EnterMember",
		Command: &board.EnterMember{Member: member, Name: strings.ToUpper(member), Role: board.Participant}})
	if err != nil {
		t.Fatal(err)
	}
}

// widen lets one member fill the workshop with as many notes as all may have.
func widen(t testing.TB, h *Hub) {
	t.Helper()
	h.Limits.MaxNotes, h.Limits.MaxRecords = 50_000, 200_000
	if err := h.View(context.Background(), workshop, func(s *board.State) { s.Limits = h.Limits }); err != nil {
		t.Fatal(err)
	}
}

func identityOf(member string) Identity {
	if member == "" {
		return Identity{Workshop: workshop, Role: board.Observer, Session: "projector", Link: "link-observer"}
	}
	return Identity{Workshop: workshop, Member: member, Role: board.Participant, Alias: "ALIAS-OF-" + strings.ToUpper(member), Session: "session-" + member, Link: "link-participant"}
}

// frame is any frame of the server.
type frame struct {
	Type     string
	Protocol int64
	Seq      uint64
	Number   uint64
	Code     string
	Mark     string
	Epoch    string
	Member   string
	Role     string
	Time     int64
	Limits   board.Limits
	Readonly string
	Retry    bool
	After    int64
	Patches  []board.Patch
	Hashes   map[board.Audience]string
	People   []struct {
		Member, State, Board, Section, Item string
		Typing, Dragging                    bool
		Caret, Anchor                       *int
	}
	Whole   bool
	Writing *int
	Counts  map[string]int
}

// client is one live connection of a test, without a network.
type client struct {
	t      testing.TB
	name   string
	in     chan []byte
	got    chan frame
	closed chan int // the close status
	ended  sync.Once
	over   chan struct{}     // closed when the server's side has returned
	bytes  atomic.Int64      // received so far
	stuck  chan struct{}     // until it is closed, the client reads nothing
	people map[string]string // by member, what wantPerson was told
	speed  int               // bytes a second, 0 means unlimited

	mu    sync.Mutex
	heard []byte // every byte
}

// all returns everything that was received so far.
func (c *client) all() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return string(c.heard)
}

func (c *client) send(message []byte) error {
	ctx, cancel := context.WithTimeout(context.Background(), sendTime(len(message)))
	defer cancel()
	if c.stuck != nil {
		select {
		case <-c.stuck:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if c.speed > 0 {
		select {
		case <-time.After(time.Duration(len(message)) * time.Second / time.Duration(c.speed)):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	c.bytes.Add(int64(len(message)))
	c.mu.Lock()
	c.heard = append(c.heard, message...)
	c.mu.Unlock()
	for _, line := range strings.Split(strings.TrimSpace(string(message)), "\n") {
		var f frame
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			c.t.Errorf("%s received %q: %v", c.name, line, err)
		}
		select {
		case c.got <- f:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func (c *client) close(status int, _ string) {
	c.ended.Do(func() { c.closed <- status; close(c.in) })
}

// connect opens a connection. The caller says hello.
func connect(t testing.TB, h *Hub, member, name string) *client {
	return connectAs(t, h, identityOf(member), name)
}

// connectAs opens a connection with any identity.
func connectAs(t testing.TB, h *Hub, identity Identity, name string) *client {
	c := &client{t: t, name: name, in: make(chan []byte), got: make(chan frame, 10_000), closed: make(chan int, 1), over: make(chan struct{})}
	c.serve(h, identity)
	return c
}

func (c *client) serve(h *Hub, identity Identity) {
	go func() {
		defer close(c.over)
		h.serveConnection(context.Background(), identity, "pl", c, func() ([]byte, error) {
			message, ok := <-c.in
			if !ok {
				return nil, io.EOF
			}
			return message, nil
		})
	}()
}

// enter opens a connection, says hello and waits for the welcome.
func enter(t testing.TB, h *Hub, member string, since uint64) *client {
	t.Helper()
	c := connect(t, h, member, "client-of-"+member+"-12345678")
	c.hello(h.Journal.Epoch(), since)
	c.want("welcome")
	return c
}

func (c *client) hello(epoch string, since uint64) {
	c.say(fmt.Sprintf(`{"type":"hello","protocol":2,"client":%q,"epoch":%q,"since":%d}`, c.name, epoch, since))
}

func (c *client) say(line string) {
	defer func() { _ = recover() }() // the server may have closed the connection
	c.in <- []byte(line)
}

// isOver reports whether the server has ended the connection.
func (c *client) isOver() bool {
	select {
	case <-c.over:
		return true
	default:
		return false
	}
}

func (c *client) hangUp() {
	c.ended.Do(func() { close(c.in) })
	<-c.over
}

// command sends a numbered command that was made after change seen.
func (c *client) command(number, seen uint64, do, with string) {
	c.say(fmt.Sprintf(`{"type":"command","number":%d,"seen":%d,"do":%q,"with":%s}`, number, seen, do, with))
}

func (c *client) addNote(number uint64, id, text string) {
	c.command(number, 0, "AddNote", fmt.Sprintf(`{"board":"board-1","note":%q,"section":"strength","text":%q}`, id, text))
}

// want returns the next frame of a type and skips the others.
func (c *client) want(kind string) frame {
	c.t.Helper()
	for f := range c.got {
		if f.Type == kind {
			return f
		}
	}
	return frame{}
}

// next returns the next frame that is neither presence nor hash.
func (c *client) next() frame {
	for f := range c.got {
		if f.Type != "presence" && f.Type != "hash" {
			return f
		}
	}
	return frame{}
}
