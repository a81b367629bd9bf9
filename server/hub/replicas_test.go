package hub

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// FuzzReplicas runs a workshop of random phases, votes, teams, reveals, locks,
// removals and changes of role, on two instances that share a journal, with
// connections that are cut and come back. After every step the state that each
// client has built from its frames equals the snapshot for its viewer. The seed
// decides everything.
func FuzzReplicas(f *testing.F) {
	for seed := range uint64(12) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		synctest.Test(t, func(t *testing.T) {
			p := newSimulation(t, seed)
			for range 80 {
				p.step()
				p.check()
			}
			for _, h := range p.hubs {
				if err := h.Close(context.Background()); err != nil {
					t.Fatal(err)
				}
			}
			t.Logf("%d commands, %d resets, %d replicas compared", p.done, p.resets, p.compared)
		})
	})
}

// simulation is a workshop with its clients and a trace of their commands.
type simulation struct {
	t        *testing.T
	random   *rand.Rand
	memory   *journaltest.Memory
	hubs     [2]*Hub
	peers    []*peer
	ids      int
	trace    []string
	done     int // commands
	resets   int
	compared int
}

// peer is a browser tab with the state that it has built from its frames.
type peer struct {
	identity Identity
	hub      *Hub
	name     string
	client   *client // nil while it is not connected
	replica  *board.State
	number   uint64
}

func newSimulation(t *testing.T, seed uint64) *simulation {
	p := &simulation{t: t, random: rand.New(rand.NewPCG(seed, 7)), memory: journaltest.NewMemory()}
	p.hubs = [2]*Hub{newTestHub(t, p.memory), newTestHub(t, p.memory)}
	found(t, p.hubs[0], "anna", "ewa", "jan")
	moderate(t, p.hubs[0], "ola")
	moderate(t, p.hubs[0], "iza")
	for i, identity := range []Identity{identityOf("anna"), identityOf("anna"), identityOf("ewa"), identityOf("jan"), identityOf("ola"), identityOf("iza"), identityOf(""), observing("ola", "team-1"), observing("jan", "")} {
		p.peers = append(p.peers, &peer{identity: identity, hub: p.hubs[i%2], name: fmt.Sprintf("client-of-%s-1234567%d", identity.Member, i)})
	}
	return p
}

// step does one random thing, or several before the room handles them.
func (p *simulation) step() {
	switch p.random.IntN(10) {
	case 0: // a connection is cut
		if c := p.anyPeer(); c.client != nil {
			p.log("%s is cut", c.name)
			c.client.hangUp()
			p.receive(c)
			c.client = nil
		}
	case 1: // a member enters
		member := []string{"anna", "ewa", "jan", "iza"}[p.random.IntN(4)]
		p.log("%s enters", member)
		_, err := p.hubs[p.random.IntN(2)].Submit(context.Background(), workshop, board.Order{By: board.Actor{Role: board.System}, Do: "EnterMember",
			Command: &board.EnterMember{Member: member, Name: strings.ToUpper(member), Role: board.Participant}})
		if err != nil {
			p.log("refused: %v", err)
		}
	case 2: // many things at once
		hold := make(chan struct{})
		for _, h := range p.hubs {
			go h.View(context.Background(), workshop, func(*board.State) { <-hold })
		}
		synctest.Wait()
		for range 2 + p.random.IntN(6) {
			p.command(p.actor())
			if p.random.IntN(2) == 0 {
				synctest.Wait()
			}
		}
		synctest.Wait()
		close(hold)
	default:
		p.command(p.actor())
	}
	synctest.Wait()
	<-time.After(2 * maxWindow)
	synctest.Wait()
}

func (p *simulation) anyPeer() *peer { return p.peers[p.random.IntN(len(p.peers))] }

// actor returns mostly a moderator, so that most commands are allowed.
func (p *simulation) actor() *peer {
	c := p.anyPeer()
	for range 3 {
		if c.replica != nil && c.replica.RoleOf(c.identity.Actor()) == board.Moderator {
			break
		}
		c = p.anyPeer()
	}
	return c
}

func (p *simulation) log(format string, args ...any) {
	p.trace = append(p.trace, fmt.Sprintf(format, args...))
}

// command has a peer send a random command.
func (p *simulation) command(c *peer) {
	if c.client == nil || c.client.isOver() {
		return
	}
	do, command := p.draw(c.replica)
	with, err := json.Marshal(command)
	if err != nil {
		p.t.Fatal(err)
	}
	c.number++
	p.log("%s gives %s %s", c.name, do, with)
	c.client.command(c.number, c.replica.Seq, do, strings.ReplaceAll(string(with), "null", "[]"))
}

// check brings every peer up to date and compares its state with that of the
// server.
func (p *simulation) check() {
	for _, c := range p.peers {
		p.receive(c)
		if c.client == nil && p.random.IntN(3) > 0 {
			p.connect(c)
		}
	}
	for _, c := range p.peers {
		if c.client == nil {
			continue
		}
		want, refusal := p.fetch(c)
		if refusal != nil {
			p.fail(c, "is connected although it is refused with %s", refusal.Code)
		}
		if got, want := c.replica.Save(), want.Save(); !bytes.Equal(got, want) {
			p.fail(c, "holds\n%s\nwant\n%s", got, want)
		}
		p.compared++
	}
}

// receive applies the frames of a peer, as a client of the protocol does.
func (p *simulation) receive(c *peer) {
	if c.client == nil {
		return
	}
	over := false
	for _, f := range c.client.drain() {
		switch f.Type {
		case "change":
			change := board.Change{{Audience: board.Everyone, Patches: f.Patches}}
			if _, err := c.replica.Apply(board.Fact{Seq: f.Seq, Change: change}); err != nil {
				p.fail(c, "cannot apply change %d: %v", f.Seq, err)
			}
		case "ack":
			p.done++
		case "reset":
			p.resets++
			c.replica = nil
		case "bye":
			over = true
			if f.Code != "reset" {
				c.replica = nil
			}
		}
	}
	if over {
		p.log("%s is out", c.name)
		<-c.client.over
		c.client = nil
	}
}

// connect connects a peer again, from its own state or from a snapshot.
func (p *simulation) connect(c *peer) {
	if c.replica == nil || p.random.IntN(4) == 0 {
		state, refusal := p.fetch(c)
		if refusal != nil {
			return
		}
		c.replica = state
	}
	c.client = connectAs(p.t, c.hub, c.identity, c.name)
	c.client.hello(p.memory.Epoch(), c.replica.Seq)
	p.log("%s connects since %d", c.name, c.replica.Seq)
	synctest.Wait()
	p.receive(c)
}

// fetch reads the snapshot of a peer.
func (p *simulation) fetch(c *peer) (*board.State, *board.Refusal) {
	var body []byte
	var refusal *board.Refusal
	err := c.hub.call(context.Background(), workshop, func(r *room) {
		var viewer board.Viewer
		if viewer, refusal = c.identity.Viewer(r.state); refusal == nil {
			body = r.snapshot(viewer).plain
		}
	})
	if err != nil {
		p.t.Fatal(err)
	}
	if refusal != nil {
		return nil, refusal
	}
	state, err := board.Load(body, board.DefaultLimits())
	if err != nil {
		p.t.Fatal(err)
	}
	return state, nil
}

func (p *simulation) fail(c *peer, format string, args ...any) {
	p.t.Helper()
	p.t.Fatalf("%s %s\n\n%s", c.name, fmt.Sprintf(format, args...), strings.Join(p.trace, "\n"))
}
