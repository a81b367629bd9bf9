package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"warsztat/board"
	"warsztat/cmd/internal/client"
	"warsztat/cmd/internal/clienttest"
	"warsztat/cmd/internal/torture"
	"warsztat/server/bus/redis/redistest"
	"warsztat/server/database/postgres/postgrestest"
)

var (
	tortureTime     = flag.Duration("torture", 0, "go on for at least this long")
	tortureSeed     = flag.Uint64("torture.seed", 1, "what happens, and in which order")
	tortureCommands = flag.Int("torture.commands", 500, "acknowledged commands, at least")
	tortureFaults   = flag.Int("torture.faults", len(injections), "injections, at least")
)

// balancer sends each new connection to one of the instances that accept it, as a load
// balancer without any memory does.
type balancer struct {
	listener net.Listener
	backends []string
	all      sync.WaitGroup

	mu    sync.Mutex
	conns map[net.Conn]bool
	next  int
	avoid string // the backend that a health check has found not to answer
}

func newBalancer(t testing.TB, backends []string) *balancer {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b := &balancer{listener: listener, backends: backends, conns: map[net.Conn]bool{}}
	b.all.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			b.all.Go(func() { b.serve(conn) })
		}
	})
	t.Cleanup(func() {
		listener.Close()
		b.cut()
		b.all.Wait()
	})
	return b
}

func (b *balancer) serve(conn net.Conn) {
	defer conn.Close()
	b.mu.Lock()
	b.conns[conn] = true
	b.next++
	first, avoid := b.next, b.avoid
	b.mu.Unlock()
	defer func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.conns, conn)
	}()
	for i := range b.backends {
		backend := b.backends[(first+i)%len(b.backends)]
		if backend == avoid {
			continue
		}
		upstream, err := net.Dial("tcp", backend)
		if err != nil {
			continue
		}
		b.all.Go(func() {
			io.Copy(conn, upstream)
			conn.Close()
		})
		io.Copy(upstream, conn)
		upstream.Close()
		return
	}
}

func (b *balancer) address() string { return b.listener.Addr().String() }

// avoids sends no new connections to a backend; "" ends that.
func (b *balancer) avoids(backend string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.avoid = backend
}

// cut ends all connections at once.
func (b *balancer) cut() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for conn := range b.conns {
		conn.Close()
	}
}

// cluster is three instances behind a balancer, on one Redis and on one Postgres, which
// they reach over a network that may be bad.
type cluster struct {
	t         testing.TB
	draw      *rand.Rand
	postgres  *postgrestest.Server
	network   *postgrestest.Proxy
	redis     *redistest.Server
	instances []*process
	balancer  *balancer
	links     map[board.Role]string // of the one workshop, see found
	done      map[string]int        // injections, by name
	failed    int                   // system calls of Postgres
}

func newCluster(t testing.TB, seed uint64, instances int) *cluster {
	t.Helper()
	c := &cluster{t: t, draw: rand.New(rand.NewPCG(seed, 0)), done: map[string]int{}}
	var err error
	if c.postgres, err = postgrestest.Start("fsync=on"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.must(c.postgres.Stop()) })
	c.network = c.postgres.Proxy(t)
	if c.redis, err = redistest.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.must(c.redis.Kill()) })
	var backends []string
	for range instances {
		p := &process{t: t, database: c.network.Address(), redis: c.redis.Address()}
		p.start()
		t.Cleanup(p.kill)
		c.instances, backends = append(c.instances, p), append(backends, p.address)
	}
	c.balancer = newBalancer(t, backends)
	return c
}

func (c *cluster) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

// server is the way to the cluster for one person, or to one instance.
func (c *cluster) server(address string) client.Server {
	return client.Server{Address: "http://" + address, HTTP: &http.Client{Transport: &http.Transport{}}}
}

// injection is what happens to a cluster while people work. It leaves the cluster whole.
type injection struct {
	name   string
	inject func(c *cluster)
}

var injections = []injection{
	{"an instance is killed", func(c *cluster) {
		p := c.anyInstance()
		p.kill()
		p.start()
	}},
	{"an instance is stopped in order, and started again", func(c *cluster) { c.restart(c.anyInstance()) }},
	{"all instances are restarted one by one", func(c *cluster) {
		for _, p := range c.instances {
			c.restart(p)
		}
	}},
	{"an instance hangs", func(c *cluster) { c.hang(c.anyInstance(), time.Second) }},
	{"all people lose their connection", func(c *cluster) { c.balancer.cut() }},
	{"Postgres crashes", func(c *cluster) { c.must(c.postgres.Restart(syscall.SIGQUIT)) }},
	{"Postgres cuts its connections", func(c *cluster) {
		c.postgres.Exec(c.t, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'warsztat'`)
	}},
	{"messages to Postgres and its answers are lost or late, commits among them", func(c *cluster) {
		c.network.Do(postgrestest.Sometimes(c.draw.Uint64(), 8))
		<-time.After(time.Second)
		c.network.Do(nil)
	}},
	{"a connection to Postgres falls silent", func(c *cluster) {
		frozen := &atomic.Bool{}
		c.network.Do(func([]byte) postgrestest.Action {
			if frozen.CompareAndSwap(false, true) {
				return postgrestest.Freeze
			}
			return postgrestest.Pass
		})
	}},
	{"the disk of Postgres fails to flush", func(c *cluster) {
		c.failed += c.postgres.FailCalls(c.t, "fsync,fdatasync", "EIO", "", time.Second)
	}},
	{"the disk of Postgres is full", func(c *cluster) {
		c.failed += c.postgres.FailCalls(c.t, "pwrite64,pwritev,fallocate", "ENOSPC", "entries", time.Second)
	}},
	{"Redis is killed", func(c *cluster) {
		c.must(c.redis.Kill())
		c.must(c.redis.Restart())
	}},
	{"Redis hangs", func(c *cluster) {
		c.must(c.redis.Signal(syscall.SIGSTOP))
		<-time.After(time.Second)
		c.must(c.redis.Signal(syscall.SIGCONT))
	}},
	{"Redis cuts its subscriptions", func(c *cluster) { c.command("CLIENT", "KILL", "TYPE", "pubsub") }},
	{"Redis is emptied", func(c *cluster) { c.command("FLUSHALL") }},
}

// lasting are the injections that take so long that only a long torture has them.
var lasting = []injection{
	{"an instance hangs for a minute", func(c *cluster) {
		p := c.anyInstance()
		c.balancer.avoids(p.address)
		c.hang(p, time.Minute)
		c.balancer.avoids("")
	}},
}

const longTorture = 5 * time.Minute

// hang has an instance do nothing for a while.
func (c *cluster) hang(p *process, long time.Duration) {
	c.must(p.cmd.Process.Signal(syscall.SIGSTOP))
	<-time.After(long)
	c.must(p.cmd.Process.Signal(syscall.SIGCONT))
}

func (c *cluster) anyInstance() *process { return c.instances[c.draw.IntN(len(c.instances))] }

func (c *cluster) restart(p *process) {
	c.must(p.cmd.Process.Signal(syscall.SIGTERM))
	if err := p.cmd.Wait(); err != nil {
		c.t.Errorf("an instance that was told to stop ended with %v", err)
	}
	p.start()
}

func (c *cluster) command(words ...string) {
	if said, err := c.redis.Command(words...); err != nil || said[0] == '-' {
		c.t.Errorf("%v: %s %v", words, said, err)
	}
}

// TestTorture has people write in several workshops, at three instances, while those
// and their databases are treated badly. Nothing that was acknowledged is missing or
// there twice, all hold the same in the end, and nothing hidden got out. In the last
// workshop people write in silence.
func TestTorture(t *testing.T) {
	const workshops, people = 8, 3
	begin := time.Now()
	c := newCluster(t, *tortureSeed, 3)
	all := injections
	if *tortureTime >= longTorture {
		all = slices.Concat(injections, lasting)
	}
	address := c.balancer.address()
	var acknowledged atomic.Int64
	progress := make(chan struct{}, 1)
	stop, enough := context.WithCancel(t.Context())
	var working sync.WaitGroup
	var histories []*torture.History
	var writers [][]*torture.Writer
	var links []map[board.Role]string
	for w := range workshops {
		server := c.server(address)
		invited, err := server.CreateWorkshop(t.Context(), clienttest.OrganiserKey, client.Workshop{Title: "Próba", Template: "swot", Locale: "pl"})
		c.must(err)
		links, histories, writers = append(links, invited), append(histories, &torture.History{}), append(writers, nil)
		silent := w == workshops-1
		if silent {
			moderator := clienttest.Enter(t, server, client.Person{Link: invited[board.Moderator], Name: "Basia"})
			clienttest.Must(t, moderator, &board.AddPhase{Phase: "silent", Plan: board.Plan{Title: "W ciszy", Boards: []string{}, Allow: board.Acts, Hidden: true}})
			clienttest.Must(t, moderator, &board.GoTo{Phase: "silent"})
		}
		for i := range people {
			name := fmt.Sprintf("w%dp%d", w, i)
			server := c.server(address)
			entered, err := server.Enter(t.Context(), client.Person{Link: invited[board.Participant], Name: name, EventStream: i == 0})
			c.must(err)
			writer := torture.NewWriter(histories[w], name, entered)
			writers[w] = append(writers[w], writer)
			clienttest.Follow(t, server, name, entered)
			writer.Hidden = silent
			working.Go(func() {
				for stop.Err() == nil {
					err := writer.Write(t.Context())
					if refusal := (*board.Refusal)(nil); errors.As(err, &refusal) && refusal.Code == board.StorageFull {
						<-time.After(50 * time.Millisecond) // as a person who reads that
						continue
					}
					if err != nil {
						t.Errorf("%s: %v", name, err)
						return
					}
					acknowledged.Add(1)
					select {
					case progress <- struct{}{}:
					default:
					}
				}
			})
		}
	}
	t.Cleanup(working.Wait)
	t.Cleanup(enough)
	// The work says when the next fault is due, so that a slow machine sees as many. After
	// each fault some work is done before the next one.
	injected, pause := 0, int64(*tortureCommands/(*tortureFaults+1))
	for ; acknowledged.Load() < int64(*tortureCommands) || injected < *tortureFaults || time.Since(begin) < *tortureTime; injected++ {
		for due := max(pause*int64(injected+1), acknowledged.Load()+pause/4); acknowledged.Load() < due; {
			<-progress
			if t.Failed() {
				t.FailNow()
			}
		}
		next := injections[c.draw.IntN(len(injections))]
		if injected < len(all) {
			next = all[injected] // each at least once
		}
		next.inject(c)
		c.done[next.name]++
	}
	enough()
	working.Wait()

	total := torture.Verdict{}
	for w, history := range histories {
		c.conclude(history, writers[w], links[w])
		entries, err := torture.ReadPostgres(t.Context(), c.postgres.Address(), writers[w][0].Workshop())
		c.must(err)
		v := torture.Check(history, entries)
		total.Add(v)
		for i, fault := range v.Faults() {
			if i < 20 {
				t.Errorf("workshop %d: %s", w, fault)
			}
		}
	}
	t.Logf("seed %d, %v: %d injections, %d system calls of Postgres failed, %s", *tortureSeed, time.Since(begin).Round(time.Second), injected, c.failed, &total)
	for name, n := range c.done {
		t.Logf("%4d times: %s", n, name)
	}
}

// conclude brings everybody to the end of a workshop, and lets somebody enter at each
// instance. All their states go into the history.
func (c *cluster) conclude(history *torture.History, writers []*torture.Writer, links map[board.Role]string) {
	c.t.Helper()
	var head uint64
	for i, p := range c.instances {
		name := fmt.Sprintf("latecomer %d", i)
		late := clienttest.Enter(c.t, c.server(p.address), client.Person{Link: links[board.Observer], Name: name})
		late.Look(func(state *board.State) { head = max(head, state.Seq) })
		clienttest.Await(c.t, late, "the newest change", func(state *board.State) bool { return state.Seq >= head })
		history.Conclude(name, late)
	}
	for _, w := range writers {
		clienttest.Await(c.t, w.Client, "the newest change", func(state *board.State) bool { return state.Seq >= head })
		history.Conclude(w.Name(), w.Client)
	}
}
