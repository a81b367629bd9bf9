package hub

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/board"
	"warsztat/server/journal"
	"warsztat/server/journal/journaltest"
)

// together makes the room handle everything that send sends in one batch.
func together(h *Hub, send func()) {
	hold := make(chan struct{})
	go h.View(context.Background(), workshop, func(*board.State) { <-hold })
	synctest.Wait()
	send()
	synctest.Wait()
	close(hold)
	synctest.Wait()
}

// Rule W20: a command that was applied is never refused, whatever the state of
// the storage.
func TestResentCommandWhenNothingCanBeWritten(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		anna.addNote(1, "n1", "lasy")
		anna.want("ack")
		m.AppendError = journal.ErrFull
		together(h, func() { anna.addNote(1, "n1", "lasy"); anna.addNote(2, "n2", "jeziora") })
		if f := anna.want2("ack", "refused"); f.Type != "ack" || f.Seq != 4 {
			t.Errorf("sent again on a full disk: %+v", f)
		}
		if f := anna.want2("ack", "refused"); f.Code != "storage_full" {
			t.Errorf("new on a full disk: %+v", f)
		}
		m.AppendError = &journal.DamagedError{Workshop: workshop, What: "a test"}
		anna.addNote(2, "n2", "jeziora")
		if f := anna.want2("ack", "refused"); f.Code != "quarantined" {
			t.Errorf("on a damaged journal: %+v", f)
		}
		anna.addNote(1, "n1", "lasy")
		if f := anna.want2("ack", "refused"); f.Type != "ack" || f.Seq != 4 {
			t.Errorf("sent again in quarantine: %+v", f)
		}
	})
}

// A look-up that cannot be trusted puts the workshop into quarantine. It does
// not end all sessions each time that one client comes back.
func TestDamagedLookUp(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna, jan := enter(t, h, "anna", 3), enter(t, h, "jan", 3)
		anna.addNote(1, "n1", "lasy")
		anna.want("ack")
		m.FindError = &journal.DamagedError{Workshop: workshop, What: "a test"}
		anna.addNote(1, "n1", "lasy")
		if f := anna.want2("refused", "bye"); f.Code != "quarantined" {
			t.Errorf("%+v", f)
		}
		jan.say(`{"type":"ping"}`)
		if f := jan.want2("pong", "bye"); f.Type != "pong" {
			t.Errorf("jan received %+v", f)
		}
	})
}

// When a look-up fails, the other senders of the batch still get their answers.
func TestFailedLookUp(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		anna.addNote(1, "n1", "lasy")
		anna.want("ack")
		m.FindError = errors.New("no look-up now")
		admitted := make(chan error, 1)
		together(h, func() {
			anna.addNote(1, "n1", "lasy")
			synctest.Wait()
			go func() {
				ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
				defer cancel()
				_, err := h.Submit(ctx, workshop, board.Order{By: board.Actor{Role: board.System}, Do: "EnterMember",
					Command: &board.EnterMember{Member: "ewa", Name: "Ewa", Role: board.Participant}})
				admitted <- err
			}()
		})
		if f := anna.want("bye"); f.Code != "fault" {
			t.Errorf("%+v", f)
		}
		if err := <-admitted; err != nil {
			t.Error(fmt.Errorf("ewa was not answered: %w", err))
		}
	})
}
