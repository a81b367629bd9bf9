package torture_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"warsztat/board"
	"warsztat/cmd/internal/client"
	"warsztat/cmd/internal/torture"
	"warsztat/server"
	"warsztat/server/access"
	"warsztat/server/bus"
	"warsztat/server/database"
	"warsztat/server/hub"
	"warsztat/server/journal"
)

// appending is how a store appends.
type appending func(store database.Store, ctx context.Context, workshop string, head uint64, entries []journal.Entry) error

// broken is a store that has a fault which a program must not have, from a moment on.
type broken struct {
	database.Store
	now    atomic.Bool // the fault has begun
	append appending   // nil: as it should
	unread bool        // what is in the journal cannot be read
}

func (b *broken) Append(ctx context.Context, workshop string, head uint64, entries []journal.Entry) error {
	if b.append == nil || !b.now.Load() {
		return b.Store.Append(ctx, workshop, head, entries)
	}
	return b.append(b.Store, ctx, workshop, head, entries)
}

func (b *broken) Read(ctx context.Context, workshop string, after uint64, limit int) ([]journal.Entry, error) {
	if b.unread && b.now.Load() {
		return nil, nil
	}
	return b.Store.Read(ctx, workshop, after, limit)
}

// unfenced is a store that compares no heads: what two instances have decided on the
// same head is stored one behind the other. It has two instances do so once.
type unfenced struct {
	mu    sync.Mutex
	first []journal.Entry // of the instance that waits for the other one
	head  uint64          // on which they were decided
	done  chan error
	over  bool
}

func (u *unfenced) append(store database.Store, ctx context.Context, workshop string, head uint64, entries []journal.Entry) error {
	u.mu.Lock()
	if u.first == nil {
		newest, err := store.Head(ctx, workshop)
		if err == nil && newest == head {
			u.first, u.head, u.done = entries, head, make(chan error, 1)
			u.mu.Unlock()
			return <-u.done
		}
	}
	defer u.mu.Unlock()
	if u.over || head != u.head {
		return store.Append(ctx, workshop, head, entries)
	}
	u.over = true
	u.done <- store.Append(ctx, workshop, head, u.first)
	behind := slices.Clone(entries)
	for i := range behind {
		behind[i].Seq += uint64(len(u.first))
	}
	return store.Append(ctx, workshop, behind[0].Seq-1, behind)
}

// indiscreet is a bus that forgets who may receive what.
type indiscreet struct{ bus.Bus }

func (b indiscreet) Publish(workshop string, message []byte) {
	for _, member := range bytes.Split(message, []byte(`"audience":"member:`))[1:] {
		id, _, _ := bytes.Cut(member, []byte(`"`))
		message = bytes.ReplaceAll(message, append([]byte("member:"), id...), []byte("everyone"))
	}
	b.Bus.Publish(workshop, message)
}

// lossy is a bus that loses every third message.
type lossy struct {
	bus.Bus
	sent atomic.Int64
}

func (l *lossy) Publish(workshop string, message []byte) {
	if l.sent.Add(1)%3 != 0 {
		l.Bus.Publish(workshop, message)
	}
}

const organiserKey = "klucz-organizatora-do-testow"

// serve starts two instances on one store and returns their addresses.
func serve(t *testing.T, store *broken, over func(bus.Bus) bus.Bus) (addresses []string) {
	all := bus.NewLocal()
	for range 2 {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		connected := all.Instance()
		if over != nil {
			connected = over(connected)
		}
		log := slog.New(slog.DiscardHandler)
		rooms := hub.New(hub.Config{
			Journal: store, Bus: connected, Limits: board.DefaultLimits(), Log: log, Valid: server.Valid(store), CommandsPerSecond: 1e6, CommandBurst: 1e6,
		})
		public := &url.URL{Scheme: "http", Host: listener.Addr().String()}
		s, err := server.New(server.Config{
			Public: public, Organiser: access.FixedOrganiser(organiserKey), Store: store, Rooms: rooms, App: fstest.MapFS{},
			Log: log, Metrics: prometheus.NewRegistry(), ConnectionsPerAddress: 1000,
		})
		if err != nil {
			t.Fatal(err)
		}
		served := make(chan error, 1)
		go func() { served <- s.Serve(listener, nil) }()
		t.Cleanup(func() {
			for _, err := range []error{rooms.Close(context.Background()), s.Shutdown(context.Background()), <-served} {
				if err != nil {
					t.Error(err)
				}
			}
		})
		addresses = append(addresses, public.String())
	}
	return addresses
}

// The checker finds the faults of builds that acknowledge before they append, store a
// command again, go by the bus alone, forget audiences, and compare no heads. A build
// without such a fault has none.
func TestCheckerFindsBrokenBuilds(t *testing.T) {
	for name, c := range map[string]struct {
		append appending
		unread bool
		over   func(bus.Bus) bus.Bus
		found  func(v *torture.Verdict) bool
	}{
		"none": {found: func(v *torture.Verdict) bool {
			return len(v.Faults()) == 0 && v.Acknowledged == writers*commands && v.States == writers
		}},
		"loses messages of the bus": {
			over:  func(b bus.Bus) bus.Bus { return &lossy{Bus: b} },
			found: func(v *torture.Verdict) bool { return len(v.Faults()) == 0 && v.Acknowledged == writers*commands },
		},
		"acknowledges before it appends": {
			append: func(store database.Store, ctx context.Context, workshop string, head uint64, entries []journal.Entry) error {
				if head > 20 {
					return nil // the power fails before
				}
				return store.Append(ctx, workshop, head, entries)
			},
			found: func(v *torture.Verdict) bool { return len(v.Lost) > 0 },
		},
		"stores a command twice": {
			append: func(store database.Store, ctx context.Context, workshop string, head uint64, entries []journal.Entry) error {
				err := store.Append(ctx, workshop, head, entries)
				if last := entries[len(entries)-1]; err == nil && head > 10 {
					last.Seq, last.Receipt = last.Seq+1, ""
					err = store.Append(ctx, workshop, last.Seq-1, []journal.Entry{last})
				}
				return err
			},
			found: func(v *torture.Verdict) bool { return len(v.Doubled) > 0 },
		},
		"fills no gaps from the journal": {
			unread: true,
			over:   func(b bus.Bus) bus.Bus { return &lossy{Bus: b} },
			found:  func(v *torture.Verdict) bool { return len(v.Diverged) > 0 },
		},
		"forgets audiences": {over: func(b bus.Bus) bus.Bus { return indiscreet{b} }, found: func(v *torture.Verdict) bool { return len(v.Leaked) > 0 && len(v.Diverged) > 0 }},
		"compares no heads": {append: new(unfenced).append, found: func(v *torture.Verdict) bool { return len(v.Lost) > 0 && len(v.Diverged) > 0 }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // most of it is waiting
			opened, err := database.Open(t.Context(), filepath.Join(t.TempDir(), "warsztat.db"))
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { opened.Close() })
			store := &broken{Store: opened, append: c.append, unread: c.unread}
			history, entries := work(t, serve(t, store, c.over), store)
			if v := torture.Check(history, entries); !c.found(v) {
				t.Errorf("the verdict is: %s\n%v", v, v.Faults())
			}
		})
	}
}

const (
	writers, commands = 4, 15
	// What a broken build does not answer in this time is not acknowledged, and whom it
	// has not told by then is left behind.
	patience = 10 * time.Second
)

// work has people write hidden notes at both instances for a while, the last part of
// it in a build that is broken.
func work(t *testing.T, addresses []string, store *broken) (*torture.History, []torture.Entry) {
	history := &torture.History{}
	first := client.Server{Address: addresses[0], HTTP: &http.Client{Transport: &http.Transport{}}}
	t.Cleanup(first.HTTP.CloseIdleConnections)
	links, err := first.CreateWorkshop(t.Context(), organiserKey, client.Workshop{Title: "Próba", Template: "swot", Locale: "pl"})
	if err != nil {
		t.Fatal(err)
	}
	enter := func(role board.Role, name string, i int) *client.Client {
		t.Helper()
		s := client.Server{Address: addresses[i%2], HTTP: &http.Client{Transport: &http.Transport{}}}
		t.Cleanup(s.HTTP.CloseIdleConnections)
		c, err := s.Enter(t.Context(), client.Person{Link: links[role], Name: name})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	ctx, leave := context.WithCancel(context.Background())
	var following sync.WaitGroup
	t.Cleanup(func() { leave(); following.Wait() })
	follow := func(c *client.Client) { following.Go(func() { _ = c.Follow(ctx) }) }
	moderator := enter(board.Moderator, "Basia", 0)
	follow(moderator)
	for _, command := range []board.Command{
		&board.AddPhase{Phase: "silent", Plan: board.Plan{Title: "W ciszy", Boards: []string{}, Allow: board.Acts, Hidden: true}}, &board.GoTo{Phase: "silent"},
	} {
		if _, err := moderator.Submit(ctx, func(*board.State) board.Command { return command }); err != nil {
			t.Fatal(err)
		}
	}
	var all []*torture.Writer
	for i := range writers {
		name := fmt.Sprint("p", i)
		w := torture.NewWriter(history, name, enter(board.Participant, name, i))
		w.Hidden = true
		follow(w.Client)
		all = append(all, w)
	}
	give := func() (context.Context, context.CancelFunc) { return context.WithCancel(ctx) }
	if store.append != nil || store.unread {
		give = func() (context.Context, context.CancelFunc) { return context.WithTimeout(ctx, patience) }
	}
	store.now.Store(true)
	var working sync.WaitGroup
	for _, w := range all {
		working.Go(func() {
			for range commands {
				waits, enough := give()
				err := w.Write(waits)
				enough()
				if err != nil {
					return
				}
			}
		})
	}
	working.Wait()
	read, err := store.Store.Read(t.Context(), all[0].Workshop(), 0, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	var entries []torture.Entry
	for _, e := range read {
		entries = append(entries, torture.Entry{Seq: e.Seq, Body: e.Body})
	}
	waits, enough := give()
	defer enough()
	for _, w := range all {
		// Whoever is left behind is found by the checker.
		_ = w.Await(waits, func() (there bool) {
			w.Look(func(state *board.State) { there = state.Seq >= uint64(len(entries)) })
			return there
		})
		history.Conclude(w.Name(), w.Client)
	}
	return history, entries
}
