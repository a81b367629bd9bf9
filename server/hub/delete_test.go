package hub

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/board"
	"warsztat/server/bus"
	"warsztat/server/journal/journaltest"
)

// A deletion ends the connections of all instances, also when the bus loses it, and
// afterwards the workshop is one that never was.
func TestDelete(t *testing.T) {
	for name, loses := range map[string]bool{"told": false, "lost": true} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m, all := journaltest.NewMemory(), bus.NewLocal()
				var hubs []*Hub
				for range 2 {
					b := &lossy{Bus: all.Instance()}
					b.losing.Store(loses)
					config := testConfig(m)
					config.Bus = b
					config.Sessions = func(ctx context.Context, workshop string) (map[string]bool, error) { // deleted with the workshop
						_, err := m.Head(ctx, workshop)
						return map[string]bool{"session-anna": err == nil, "session-jan": err == nil}, nil
					}
					hubs = append(hubs, New(config))
				}
				found(t, hubs[0], "anna", "jan")
				anna, jan := enter(t, hubs[0], "anna", 3), enter(t, hubs[1], "jan", 3)
				synctest.Wait()
				if err := hubs[0].Delete(t.Context(), workshop); err != nil {
					t.Fatal(err)
				}
				begin := time.Now()
				for _, c := range []*client{anna, jan} {
					if f := c.want("bye"); f.Code != "ended" {
						t.Errorf("%s received %+v", c.name, f)
					}
				}
				if took := time.Since(begin); took > headsSlowly*headsPause || !loses && took > maxWindow {
					t.Errorf("it took %v", took)
				}
				for i, h := range hubs { // whose rooms are still open
					_, err := h.Submit(t.Context(), workshop, board.Order{By: board.Actor{Role: board.Organiser}, Do: "KeepUntil", Command: &board.KeepUntil{}})
					var refusal *board.Refusal
					if !errors.As(err, &refusal) || refusal.Code != board.NotFound {
						t.Errorf("instance %d: a command answers %v", i, err)
					}
					if err := h.Delete(t.Context(), workshop); !errors.As(err, &refusal) || refusal.Code != board.NotFound {
						t.Errorf("instance %d: a second deletion answers %v", i, err)
					}
				}
				for _, h := range hubs {
					if err := h.Close(t.Context()); err != nil {
						t.Error(err)
					}
				}
			})
		})
	}
}

// What is told of a workshop without its room is what the room would tell.
func TestOverviews(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		time.Sleep(time.Hour)
		give(t, h, "anna", "RenameMember", &board.RenameMember{Name: "Anna K."})
		changed := time.Now().Truncate(time.Millisecond)
		look := func() Overview {
			t.Helper()
			all, err := h.Overviews(t.Context())
			if err != nil || len(all) != 1 {
				t.Fatalf("%d workshops, %v", len(all), err)
			}
			return all[0]
		}
		o := look()
		if o.ID != workshop || o.Title == "" || o.People != 2 || !o.Changed.Equal(changed) || changed.Sub(o.Founded) != time.Hour {
			t.Errorf("it says %+v", o)
		}
		reads := m.Reads
		if again := look(); again != o || m.Reads != reads {
			t.Errorf("asked again, %+v after %d reads", again, m.Reads-reads)
		}
		m.Damaged[workshop] = 5
		give(t, h, "anna", "RenameMember", &board.RenameMember{Name: "Anna"})
		if o := look(); !o.Damaged || o.ID != workshop || o.Title != "" {
			t.Errorf("a damaged one says %+v", o)
		}
	})
}
