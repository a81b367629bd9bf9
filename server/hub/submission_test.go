package hub

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// Commands of a revoked session that are not decided yet have no effect.
func TestEndBeforeTheDecision(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		together(h, func() {
			anna.addNote(1, "n1", "lasy")
			synctest.Wait()
			h.End(workshop, Ending{Session: "session-anna"})
		})
		<-anna.over
		if head, _ := m.Head(context.Background(), workshop); head != 3 {
			t.Errorf("the head is %d: the command was decided", head)
		}
	})
}

// Rule W19: answers come in the order of the frames. The answer to a frame that
// cannot be understood comes behind those to commands in the same batch.
func TestAnswersKeepTheirOrder(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		together(h, func() {
			anna.addNote(1, "n1", "lasy")
			anna.command(2, 3, "Dance", `{}`)
			anna.addNote(3, "n3", "jeziora")
		})
		for number := uint64(1); number <= 3; number++ {
			if f := anna.want2("ack", "refused"); f.Number != number {
				t.Errorf("the answer %+v, want that to %d", f, number)
			}
		}
	})
}

// A command that a failing room has not decided is given again.
func TestSubmitOutlivesTheRoom(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		m.AppendError = errors.New("the outcome is not known")
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if _, err := h.Submit(ctx, workshop, board.Order{By: board.Actor{Role: board.System}, Do: "EnterMember",
			Command: &board.EnterMember{Member: "ewa", Name: "Ewa", Role: board.Participant}}); err != nil {
			t.Error(err)
		}
	})
}
