package postgres

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"warsztat/server/access"
	"warsztat/server/access/accesstest"
	"warsztat/server/database/postgres/postgrestest"
	"warsztat/server/journal"
)

// behind opens stores behind a proxy. The opening is spared: it would be
// refused, not repeated.
func behind(p *postgrestest.Proxy, decide func([]byte) postgrestest.Action) func(testing.TB, string) *Store {
	return func(t testing.TB, address string) *Store {
		p.Do(nil)
		s := openStore(t, address)
		p.Do(decide)
		return s
	}
}

// TestContractOverBadNetwork: messages are late and connections break at any
// moment, and nothing changes for the callers.
func TestContractOverBadNetwork(t *testing.T) {
	checks := flag.Lookup("rapid.checks")
	defer checks.Value.Set(checks.Value.String())
	checks.Value.Set("5") // random sequences of calls, which take longer here
	rare, least := 15, int32(100)
	if testing.Short() {
		rare, least = 45, 25
	}
	p := server.Proxy(t)
	open := behind(p, postgrestest.Sometimes(1, rare))
	journalContract(t, p.Database, open)
	accesstest.Contract(t, func(t *testing.T) access.Store { return open(t, p.Database(t)) })
	t.Logf("%d messages passed, %d were lost, %d lost their answer", p.Counts[postgrestest.Pass].Load(), p.Counts[postgrestest.Cut].Load(), p.Counts[postgrestest.Forget].Load())
	if p.Counts[postgrestest.Cut].Load() < least || p.Counts[postgrestest.Forget].Load() < least {
		t.Error("the network was hardly bad")
	}
}

// acknowledged is what the callers of a journal were told.
type acknowledged struct {
	mu   sync.Mutex
	seqs map[string]uint64 // by workshop, client and number
}

func (a *acknowledged) add(workshop string, e journal.Entry) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.seqs[fmt.Sprint(workshop, " ", e.Receipt)] = e.Seq
}

// verify compares what was acknowledged with all that is stored: nothing is
// lost, nothing is there twice, and nothing else is there.
func (a *acknowledged) verify(t *testing.T, s *Store, workshops int) {
	t.Helper()
	stored := 0
	for i := range workshops {
		name := workshop(fmt.Sprint("w", i))
		entries, err := s.Read(background, name, 0, 100_000)
		if err != nil {
			t.Fatal(err)
		}
		stored += len(entries)
		for _, e := range entries {
			key := fmt.Sprint(name, " ", e.Receipt)
			if seq := a.seqs[key]; seq != e.Seq {
				t.Errorf("%s is entry %d, acknowledged as %d", key, e.Seq, seq)
			}
		}
	}
	if stored != len(a.seqs) || stored == 0 {
		t.Errorf("%d entries are stored, %d acknowledged", stored, len(a.seqs))
	}
}

// write appends to each workshop from each of the stores, as rooms do, until
// enough says so. An append is acknowledged, or stale.
func write(t *testing.T, stores []*Store, workshops int, enough func(number uint64) bool) *acknowledged {
	t.Helper()
	told := &acknowledged{seqs: map[string]uint64{}}
	var all sync.WaitGroup
	for i := range workshops {
		name := workshop(fmt.Sprint("w", i))
		if err := stores[0].Create(background, name, nil); err != nil {
			t.Fatal(err)
		}
		for k, s := range stores {
			all.Go(func() {
				head := uint64(0)
				for number := uint64(1); !enough(number); {
					e := journal.Entry{Seq: head + 1, Receipt: fmt.Sprint("instance", k, " ", number), Digest: number, Mark: rand.Uint64()}
					switch err := s.Append(background, name, head, []journal.Entry{e}); {
					case err == nil:
						told.add(name, e)
						head++
						number++
					case errors.Is(err, journal.ErrStale):
						if head, err = s.Head(background, name); err != nil {
							t.Error(err)
							return
						}
					default:
						t.Error(err)
						return
					}
				}
			})
		}
	}
	all.Wait()
	return told
}

// TestUnknownOutcomes: two instances append to the same workshops while the
// answers to every eighth message, or it itself, are lost.
func TestUnknownOutcomes(t *testing.T) {
	p := server.Proxy(t)
	address := p.Database(t)
	open := behind(p, nil)
	stores := []*Store{open(t, address), open(t, address)}
	p.Do(postgrestest.Sometimes(2, 8))
	const workshops = 8
	told := write(t, stores, workshops, func(number uint64) bool { return number > 25 })
	p.Do(nil)
	told.verify(t, stores[0], workshops)
	t.Logf("%d cuts before, %d after", p.Counts[postgrestest.Cut].Load(), p.Counts[postgrestest.Forget].Load())
}

// TestLostCommit: a transaction is stored once, whether the message of its
// commit or the answer to it was lost, or all of the connection is silent.
func TestLostCommit(t *testing.T) {
	for name, act := range map[string]postgrestest.Action{"cut": postgrestest.Cut, "forget": postgrestest.Forget, "freeze": postgrestest.Freeze} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := server.Proxy(t)
			s := openStore(t, p.Database(t))
			if err := s.AddLinks(background, []access.Link{{ID: "link", Workshop: workshop("w"), Role: "observer", Hash: []byte("hash")}}); err != nil {
				t.Fatal(err)
			}
			var lost atomic.Int32
			p.Do(func(sent []byte) postgrestest.Action {
				if bytes.Contains(sent, []byte("commit")) && lost.Add(1) == 1 {
					return act
				}
				return postgrestest.Pass
			})
			if ids, err := s.RevokeLink(background, workshop("w"), "observer"); len(ids) != 1 || err != nil {
				t.Fatalf("revoked %v, %v", ids, err)
			}
			if links, err := s.Links(background, workshop("w")); err != nil || !links[0].Revoked {
				t.Fatalf("links %v, %v", links, err)
			}
			if p.Counts[act].Load() != 1 {
				t.Fatal("no commit was lost")
			}
		})
	}
}

// TestFrozenNetwork: all connections fall silent at one moment, without an end.
// The appends that were under way are settled on new ones.
func TestFrozenNetwork(t *testing.T) {
	t.Parallel()
	p := server.Proxy(t)
	address := p.Database(t)
	stores := []*Store{openStore(t, address), openStore(t, address)}
	var freezing sync.Once
	var sent atomic.Int32
	const workshops, frozen = 4, 2 // a connection of each store appends
	told := write(t, stores, workshops, func(number uint64) bool {
		if number == 20 {
			freezing.Do(func() {
				p.Do(func([]byte) postgrestest.Action {
					if sent.Add(1) <= frozen {
						return postgrestest.Freeze
					}
					return postgrestest.Pass
				})
			})
		}
		return number > 40
	})
	told.verify(t, stores[0], workshops)
	if got := p.Counts[postgrestest.Freeze].Load(); got != frozen {
		t.Errorf("%d connections froze, want %d", got, frozen)
	}
}

// TestFrozenRead: a query whose connection falls silent is asked again before its
// caller has waited too long.
func TestFrozenRead(t *testing.T) {
	t.Parallel()
	p := server.Proxy(t)
	s := openStore(t, p.Database(t))
	mustCreate(t, s, workshop("w"), 3)
	var frozen atomic.Bool
	p.Do(func([]byte) postgrestest.Action {
		if frozen.CompareAndSwap(false, true) {
			return postgrestest.Freeze
		}
		return postgrestest.Pass
	})
	ctx, cancel := context.WithTimeout(background, attemptTime)
	defer cancel()
	begin := time.Now()
	if head, err := s.Head(ctx, workshop("w")); head != 3 || err != nil {
		t.Errorf("head %d, %v", head, err)
	}
	if took := time.Since(begin); took < readTime {
		t.Errorf("no connection was frozen: it took %v", took)
	}
}

// TestServerCrashes: the server dies without an orderly stop, or because its disk
// fails to flush, and starts again. What it acknowledged is there, and
// callers see no error.
func TestServerCrashes(t *testing.T) {
	t.Parallel()
	durable, err := postgrestest.Start("fsync=on")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := durable.Stop(); err != nil {
			t.Error(err)
		}
	}()
	s, err := Open(background, durable.Address())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var done atomic.Bool
	var crashes sync.WaitGroup
	appended, over := make(chan struct{}), make(chan struct{})
	// await waits for some more appends. Those during a crash are not counted.
	await := func() {
		for range 200 {
			select {
			case <-appended:
			case <-over:
				return
			}
		}
	}
	crashes.Go(func() {
		defer done.Store(true)
		await()
		if err := durable.Restart(syscall.SIGQUIT); err != nil {
			t.Error(err)
		}
		await()
		durable.FailCalls(t, "fsync,fdatasync", "EIO", "", time.Minute)
		await()
	})
	const workshops = 8
	told := write(t, []*Store{s}, workshops, func(uint64) bool {
		select {
		case appended <- struct{}{}:
		default:
		}
		return done.Load()
	})
	close(over)
	crashes.Wait()
	told.verify(t, s, workshops)
	t.Logf("%d appends", len(told.seqs))
}
