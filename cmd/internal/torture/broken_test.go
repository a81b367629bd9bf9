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

// broken is a build with a fault that a program must not have.
type broken struct {
	database.Store
	now    atomic.Bool // the fault has begun
	append func(store database.Store, ctx context.Context, workshop string, head uint64, entries []journal.Entry) error
}

func (b *broken) Append(ctx context.Context, workshop string, head uint64, entries []journal.Entry) error {
	if b.append == nil || !b.now.Load() {
		return b.Store.Append(ctx, workshop, head, entries)
	}
	return b.append(b.Store, ctx, workshop, head, entries)
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

// The checker finds the faults of builds that acknowledge before they append, that
// store a command again, and that forget audiences. A build without such a fault has
// none.
func TestCheckerFindsBrokenBuilds(t *testing.T) {
	for name, c := range map[string]struct {
		append func(store database.Store, ctx context.Context, workshop string, head uint64, entries []journal.Entry) error
		over   func(bus.Bus) bus.Bus
		found  func(v *torture.Verdict) bool
	}{
		"none": {found: func(v *torture.Verdict) bool { return len(v.Faults()) == 0 && v.Acknowledged > 50 }},
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
		"forgets audiences": {over: func(b bus.Bus) bus.Bus { return indiscreet{b} }, found: func(v *torture.Verdict) bool { return len(v.Leaked) > 0 && len(v.Diverged) > 0 }},
	} {
		t.Run(name, func(t *testing.T) {
			opened, err := database.Open(t.Context(), filepath.Join(t.TempDir(), "warsztat.db"))
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { opened.Close() })
			store := &broken{Store: opened, append: c.append}
			history, entries := work(t, serve(t, store, c.over), store)
			if v := torture.Check(history, entries); !c.found(v) {
				t.Errorf("the verdict is: %s\n%v", v, v.Faults())
			}
		})
	}
}

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
	var writers []*torture.Writer
	for i := range 4 {
		name := fmt.Sprint("p", i)
		w := torture.NewWriter(history, name, enter(board.Participant, name, i))
		w.Hidden = true
		follow(w.Client)
		writers = append(writers, w)
	}
	store.now.Store(true)
	var working sync.WaitGroup
	for _, w := range writers {
		working.Go(func() {
			for range 15 {
				// What a broken build does not answer in time is not acknowledged.
				give, cancel := context.WithTimeout(ctx, 2*time.Second)
				err := w.Write(give)
				cancel()
				if err != nil {
					return
				}
			}
		})
	}
	working.Wait()
	read, err := store.Read(t.Context(), writers[0].Workshop(), 0, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	var entries []torture.Entry
	for _, e := range read {
		entries = append(entries, torture.Entry{Seq: e.Seq, Body: e.Body})
	}
	return history, entries
}
