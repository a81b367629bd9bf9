package hub

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/board"
	"warsztat/server/bus"
	"warsztat/server/journal/journaltest"
)

// seeds is how many workshops FuzzReplicas runs; all but the first are short.
var seeds = flag.Uint64("seeds", longSeeds, "how many workshops are simulated")

const longSeeds = 20

// FuzzReplicas runs a workshop of random phases, votes, teams, reveals, locks,
// removals and changes of role, on three instances that share a journal and a bus
// which loses, repeats and delays messages. Connections are cut and come back at
// another instance, and instances are restarted. After every step the state that each
// client has built from its frames equals the snapshot for its viewer; in the end all
// instances hold the same. The seed decides what happens.
func FuzzReplicas(f *testing.F) {
	for seed := range *seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		synctest.Test(t, func(t *testing.T) {
			p := newSimulation(t, seed)
			steps := 80
			if seed >= longSeeds {
				steps = 25
			}
			for range steps {
				p.step()
				p.check()
			}
			p.agree()
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
	bus      *bus.Local
	hubs     [3]*Hub
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
	p := &simulation{t: t, random: rand.New(rand.NewPCG(seed, 7)), memory: journaltest.NewMemory(), bus: bus.NewLocal()}
	for i := range p.hubs {
		p.hubs[i] = p.newHub()
	}
	found(t, p.hubs[0], "anna", "ewa", "jan")
	moderate(t, p.hubs[0], "ola")
	moderate(t, p.hubs[0], "iza")
	for i, identity := range []Identity{identityOf("anna"), identityOf("anna"), identityOf("ewa"), identityOf("jan"), identityOf("ola"), identityOf("iza"), identityOf(""), observing("ola", "team-1"), observing("jan", "")} {
		p.peers = append(p.peers, &peer{identity: identity, hub: p.hubs[i%3], name: fmt.Sprintf("client-of-%s-1234567%d", identity.Member, i)})
	}
	return p
}

func (p *simulation) newHub() *Hub {
	config := testConfig(p.memory)
	config.Bus = &jumbled{Bus: p.bus.Instance(), random: rand.New(rand.NewPCG(p.random.Uint64(), 0))}
	return New(config)
}

// jumbled is an end of a bus that loses, repeats and delays messages.
type jumbled struct {
	bus.Bus
	mu     sync.Mutex
	random *rand.Rand
	late   [][]byte
}

func (j *jumbled) Publish(workshop string, message []byte) {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch j.random.IntN(8) {
	case 0:
		return
	case 1:
		j.late = append(j.late, message)
		return
	case 2:
		j.Bus.Publish(workshop, message)
	}
	j.Bus.Publish(workshop, message)
	for _, message := range j.late {
		j.Bus.Publish(workshop, message)
	}
	j.late = nil
}

// restart closes an instance, whose clients go elsewhere, and starts it again.
func (p *simulation) restart() {
	i := p.random.IntN(len(p.hubs))
	p.log("instance %d restarts", i)
	old := p.hubs[i]
	if err := old.Close(context.Background()); err != nil {
		p.t.Fatal(err)
	}
	p.hubs[i] = p.newHub()
	for _, c := range p.peers {
		p.receive(c)
		if c.hub == old {
			c.hub = p.hubs[p.random.IntN(len(p.hubs))]
		}
	}
}

// agree waits until every instance has looked at the journal, and compares them.
func (p *simulation) agree() {
	<-time.After((headsSlowly + 1) * headsPause)
	synctest.Wait()
	p.check()
	var states []string
	for _, h := range p.hubs {
		if err := h.call(context.Background(), workshop, func(r *room) { states = append(states, string(r.state.Save())) }); err != nil {
			p.t.Fatal(err)
		}
	}
	for _, state := range states[1:] {
		if state != states[0] {
			p.t.Fatalf("the instances hold\n%s\n%s\n\n%s", states[0], state, strings.Join(p.trace, "\n"))
		}
	}
}

// step does one random thing, or several before the room handles them.
func (p *simulation) step() {
	switch p.random.IntN(11) {
	case 10:
		if p.random.IntN(4) == 0 {
			p.restart()
		}
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
		_, err := p.hubs[p.random.IntN(len(p.hubs))].Submit(context.Background(), workshop, board.Order{By: board.Actor{Role: board.System}, Do: "EnterMember",
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
	// Whoever has connected may have made an instance look into the journal.
	synctest.Wait()
	<-time.After(2 * maxWindow)
	synctest.Wait()
	for _, c := range p.peers {
		p.receive(c)
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
	c.hub = p.hubs[p.random.IntN(len(p.hubs))]
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
