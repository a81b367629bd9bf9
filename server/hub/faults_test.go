package hub

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"warsztat/server/journal"
	"warsztat/server/journal/journaltest"
)

// A damaged entry makes its workshop read-only at the last good change.
func TestQuarantine(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		for i := range uint64(5) {
			anna.addNote(i+1, fmt.Sprint("n", i), "lasy")
			anna.want("ack")
		}
		anna.hangUp()
		m.Damaged[workshop] = 6
		if err := m.SaveSnapshot(t.Context(), workshop, 0, nil, nil); err != nil {
			t.Fatal(err)
		}
		other := newTestHub(t, m)
		c := connect(t, other, "anna", anna.name)
		c.hello(m.Epoch(), 3)
		if f := c.want("welcome"); f.Readonly != "quarantined" || f.Seq != 5 {
			t.Errorf("%+v", f)
		}
		c.addNote(9, "n9", "nie wolno")
		if f := c.want("refused"); f.Code != "quarantined" {
			t.Errorf("%+v", f)
		}
		if got := snapshotOf(t, other, identityOf("")); !strings.Contains(got, `"n1"`) || strings.Contains(got, `"n2"`) {
			t.Errorf("the snapshot is not the last good state: %s", got)
		}
		// The past reaches up to the damage (W9b).
		if records, code := lookBack(t, other, identityOf("anna"), "5"); code != "" || records["n1"] == nil {
			t.Errorf("the last good state: %v, %q", records, code)
		}
		if records, seq, code := lookBackTo(t, other, identityOf("anna"), "6"); seq != 5 || code != "" || records["n1"] == nil {
			t.Errorf("the damaged change: up to %d, %v, %q", seq, records, code)
		}
		other.Close(context.Background())
	})
}

// A damaged entry that a snapshot covers stops nobody. Its command, sent again, took
// effect; new ones do too.
func TestCoveredDamage(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		for i := range uint64(5) {
			anna.addNote(i+1, fmt.Sprint("n", i), "lasy")
			anna.want("ack")
		}
		anna.hangUp()
		h.Close(context.Background()) // and so saves the room
		m.Damaged[workshop] = 6
		other := newTestHub(t, m)
		c := connect(t, other, "anna", anna.name)
		c.hello(m.Epoch(), 8)
		if f := c.want("welcome"); f.Readonly != "" || f.Seq != 8 {
			t.Errorf("%+v", f)
		}
		c.addNote(3, "n2", "lasy")
		if f := c.want("ack"); f.Seq != 6 {
			t.Errorf("the damaged command, sent again: %+v", f)
		}
		c.addNote(6, "n6", "rzeki")
		if f := c.want("ack"); f.Seq != 9 {
			t.Errorf("a new command: %+v", f)
		}
		c.addNote(3, "n2", "lasy")
		if f := c.want("ack"); f.Seq != 6 {
			t.Errorf("the damaged command, sent again after a new one: %+v", f)
		}
		other.Close(context.Background())
		if n := other.Stats.Quarantined.Load(); n != 0 {
			t.Errorf("%d quarantines", n)
		}
	})
}

// A full disk refuses commands, and the workshop can be read. Another fault ends
// the room, and the next session loads it again.
func TestFailingAppends(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		m.AppendError = journal.ErrFull
		anna.addNote(1, "n1", "brak miejsca")
		if f := anna.want("refused"); f.Code != "storage_full" {
			t.Errorf("%+v", f)
		}
		anna.addNote(2, "n1", "jest miejsce")
		if f := anna.want("ack"); f.Seq != 4 {
			t.Errorf("%+v", f)
		}
		var fatal error
		h.Fatal = func(err error) { fatal = err }
		m.AppendError = fmt.Errorf("disk: %w", journal.ErrFatal)
		anna.addNote(3, "n2", "dysk zawiódł")
		if f := anna.want("bye"); f.Code != "fault" || !f.Retry {
			t.Errorf("%+v", f)
		}
		<-anna.over
		synctest.Wait()
		if !errors.Is(fatal, journal.ErrFatal) {
			t.Errorf("the process was not told: %v", fatal)
		}
		again := enter(t, h, "anna", 4)
		again.addNote(3, "n2", "dysk zawiódł")
		if f := again.want("ack"); f.Seq != 5 {
			t.Errorf("sent again: %+v", f)
		}
	})
}
