package hub

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"warsztat/board"
	"warsztat/server/database/postgres"
	"warsztat/server/database/postgres/postgrestest"
	"warsztat/server/database/sqlite"
	"warsztat/server/journal"
	"warsztat/server/journal/journaltest"
)

// BenchmarkOpenRoom opens a room of 2,000 notes from its snapshot on disk.
func BenchmarkOpenRoom(b *testing.B) {
	store, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "warsztat.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	h := newTestHub(b, store)
	found(b, h, "anna")
	widen(b, h)
	for n := range 4 {
		paste := &board.PasteNotes{Board: "board-1"}
		for i := range 500 {
			paste.Notes = append(paste.Notes, board.PastedNote{Note: fmt.Sprintf("n-%d-%d", n, i), Section: "threat", Text: "likwidacja połączeń kolejowych"})
		}
		if _, err := h.Submit(b.Context(), workshop, board.Order{By: board.Actor{Member: "anna", Role: board.Participant}, Do: "PasteNotes", Command: paste}); err != nil {
			b.Fatal(err)
		}
	}
	if err := h.Close(context.Background()); err != nil { // saves the snapshot
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		r := newRoom(h, workshop)
		if err := r.load(b.Context()); err != nil || r.state.Count(board.KindNote) != 2000 {
			b.Fatal(err)
		}
	}
}

// sink is a transport that drops every message.
type sink struct{}

func (sink) send([]byte) error { return nil }
func (sink) close(int, string) {}

// BenchmarkFanout sends one change to all sessions of a room. Compare the time
// per delivery.
func BenchmarkFanout(b *testing.B) {
	for _, sessions := range []int{40, 200, 1000} {
		b.Run(fmt.Sprintf("sessions=%d", sessions), func(b *testing.B) {
			h := newTestHub(b, journaltest.NewMemory())
			found(b, h, "anna")
			r := newRoom(h, workshop)
			if err := r.load(b.Context()); err != nil {
				b.Fatal(err)
			}
			for i := range sessions {
				r.sessions[newSession(h, identityOf(fmt.Sprint("m", i)), "", "pl", sink{})] = struct{}{}
			}
			change := board.Change{{Audience: board.Everyone, Patches: []board.Patch{{Set: "workshop", Fields: board.Fields{{Name: "title", Value: strings.Repeat("t", 60)}}}}}}
			b.ReportAllocs()
			for i := uint64(1); b.Loop(); i++ {
				r.fanout.add(published{seq: i, change: change.Encode()})
				r.flush()
			}
			b.StopTimer()
			for s := range r.sessions {
				s.writers.Wait()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*sessions), "ns/delivery")
			h.Close(context.Background())
		})
	}
}

// BenchmarkAppends compares how many changes a second 16 rooms make on a Postgres that
// waits for its disk with how many as many writers append without rooms.
func BenchmarkAppends(b *testing.B) {
	const writers, appends = 16, 200
	server, err := postgrestest.Start("fsync=on")
	if err != nil {
		b.Fatal(err)
	}
	defer server.Stop()
	store, err := postgres.Open(b.Context(), server.Address())
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	h := newTestHub(b, store)
	// rate has all writers append, each to a workshop of its own.
	rate := func(prepare func(workshop string) error, write func(workshop string, i int) error) float64 {
		var workshops []string
		for range writers {
			id := uuid.NewString()
			if err := prepare(id); err != nil {
				b.Fatal(err)
			}
			workshops = append(workshops, id)
		}
		begin := time.Now()
		var writing sync.WaitGroup
		for _, id := range workshops {
			writing.Go(func() {
				for i := range appends {
					if err := write(id, i); err != nil {
						b.Error(err)
						return
					}
				}
			})
		}
		writing.Wait()
		return writers * appends / time.Since(begin).Seconds()
	}
	anna := board.Actor{Member: "anna", Role: board.Participant}
	for b.Loop() {
		body := make([]byte, 150)
		alone := rate(
			func(id string) error { return store.Create(b.Context(), id, nil) },
			func(id string, i int) error {
				return store.Append(b.Context(), id, uint64(i), []journal.Entry{{Seq: uint64(i) + 1, Member: "anna", Mark: 1, Body: body}})
			})
		rooms := rate(
			func(id string) error {
				if err := h.Found(b.Context(), id, board.FoundWorkshop{Title: "Próba", Locale: "pl", Template: "swot", Code: "ABCD2345"}); err != nil {
					return err
				}
				_, err := h.Submit(b.Context(), id, board.Order{By: board.Actor{Role: board.System}, Do: "EnterMember", Command: &board.EnterMember{Member: "anna", Name: "Anna", Role: board.Participant}})
				return err
			},
			func(id string, i int) error {
				_, err := h.Submit(b.Context(), id, board.Order{By: anna, Do: "RenameMember", Command: &board.RenameMember{Name: fmt.Sprint("Anna ", i)}})
				return err
			})
		b.ReportMetric(alone, "appends/s")
		b.ReportMetric(rooms, "changes/s")
		b.ReportMetric(rooms/alone, "of-the-appends")
	}
	if err := h.Close(context.Background()); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkCommand sends commands through a room up to their durable answers,
// from several senders at once.
func BenchmarkCommand(b *testing.B) {
	for _, senders := range []int{1, 64} {
		b.Run(fmt.Sprintf("sqlite/senders=%d", senders), func(b *testing.B) {
			store, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "warsztat.db"))
			if err != nil {
				b.Fatal(err)
			}
			defer store.Close()
			h := newTestHub(b, store)
			found(b, h, "anna")
			b.SetParallelism(max(1, senders/2)) // times the number of processors, two
			b.ReportAllocs()
			order := func(i int) board.Order {
				return board.Order{By: board.Actor{Member: "anna", Role: board.Participant}, Do: "RenameMember", Command: &board.RenameMember{Name: fmt.Sprint("Anna ", i)}}
			}
			if senders == 1 {
				for i := 0; b.Loop(); i++ {
					if _, err := h.Submit(b.Context(), workshop, order(i)); err != nil {
						b.Fatal(err)
					}
				}
			} else {
				b.RunParallel(func(pb *testing.PB) {
					for i := 0; pb.Next(); i++ {
						if _, err := h.Submit(b.Context(), workshop, order(i)); err != nil {
							b.Error(err)
						}
					}
				})
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "commands/s")
			h.Close(context.Background())
		})
	}
}
