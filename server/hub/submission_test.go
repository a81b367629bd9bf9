package hub

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// What a revoked session sent and was not decided yet has no effect.
func TestEndBeforeTheDecision(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		together(h, func() {
			anna.addNote(1, "n1", "lasy")
			synctest.Wait()
			h.End(workshop, func(s Identity) bool { return s.Member == "anna" })
		})
		<-anna.over
		if head, _ := m.Head(context.Background(), workshop); head != 3 {
			t.Errorf("the head is %d: the command was decided", head)
		}
	})
}

// Rule W19: answers come in the order of what was sent, also that to a frame which
// could not be understood, behind commands that wait for the same batch.
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

// An order that a failing room gives back is given again.
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

// Rule W16: more changes than maxCatchUp are not sent.
func TestTooManyChangesToCatchUp(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		for i := range uint64(maxCatchUpChanges + 1) {
			anna.command(i+1, 3, "RenameMember", fmt.Sprintf(`{"name":"Anna %d"}`, i%2))
		}
		for anna.want("ack").Number <= maxCatchUpChanges {
		}
		late := connect(t, h, "jan", "client-of-jan-1234567")
		late.hello(m.Epoch(), 3)
		if f := late.next(); f.Type != "reset" || f.Code != "too_far_behind" {
			t.Errorf("received %s", f.Type)
		}
		<-late.over
	})
}

// A session from which presence was kept back is told everything once it has
// caught up.
func TestPresenceAfterABacklog(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna, jan := enter(t, h, "anna", 3), enter(t, h, "jan", 3)
		synctest.Wait()
		<-time.After(time.Second)
		synctest.Wait()
		jan.stuck = make(chan struct{})
		text := strings.Repeat("długi tekst ", 800)
		for i := uint64(1); i <= 10; i++ {
			anna.addNote(i, fmt.Sprint("n", i), text)
			anna.want("ack")
		}
		ewa := enter(t, h, "ewa", 13) // what jan is not told
		<-time.After(time.Second)
		close(jan.stuck)
		synctest.Wait()
		for len(jan.got) > 0 {
			<-jan.got
		}
		anna.say(`{"type":"presence","state":"away"}`)
		if f := jan.want("presence"); !f.Whole || len(f.People) != 3 {
			t.Errorf("jan is told %+v", f)
		}
		ewa.hangUp()
	})
}

// Rule W21: no gap, also where the room remembers only the end of what was missed.
func TestCatchUpFromBeforeWhatIsRemembered(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		anna.addNote(1, "n1", "lasy")
		anna.addNote(2, "n2", "jeziora")
		for anna.want("ack").Number < 2 {
		}
		anna.hangUp()
		h.Close(context.Background()) // saves a snapshot at 5
		other := newTestHub(t, m)
		defer other.Close(context.Background())
		anna = enter(t, other, "anna", 5)
		anna.addNote(3, "n3", "rzeki")
		anna.want("ack")
		jan := enter(t, other, "jan", 4)
		for seq := uint64(5); seq <= 6; seq++ {
			if f := jan.want("change"); f.Seq != seq {
				t.Errorf("received change %d, want %d", f.Seq, seq)
			}
		}
	})
}

// What a room remembers for those who come back is bounded.
func TestRecentIsBounded(t *testing.T) {
	var f fanout
	change := board.EncodedChange{{Audience: board.Everyone, Patches: make([]byte, 100_000)}}
	for seq := range uint64(100) {
		f.add(published{seq: seq + 1, change: change})
	}
	if f.recentBytes > maxRecentBytes || len(f.recent) > maxRecentBytes/100_000 {
		t.Errorf("%d changes, %d bytes", len(f.recent), f.recentBytes)
	}
}

// Nobody moves another member's person by naming that member's client.
func TestPostedPresenceIsOnesOwn(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		anna, jan := enter(t, h, "anna", 3), enter(t, h, "jan", 3)
		<-time.After(time.Second)
		synctest.Wait()
		for len(jan.got) > 0 {
			<-jan.got
		}
		r := httptest.NewRequest(http.MethodPost, "/commands", strings.NewReader(`{"type":"presence","state":"away"}`))
		r.Header.Set("Warsztat-Client", anna.name)
		if err := h.ServeCommands(httptest.NewRecorder(), r, identityOf("jan")); err != nil {
			t.Fatal(err)
		}
		<-time.After(time.Second)
		synctest.Wait()
		if len(jan.got) > 0 {
			t.Errorf("anna was moved: %+v", <-jan.got)
		}
	})
}

// Rules W12 and W28: a message that is too long or binary ends the connection.
func TestSocketRefuses(t *testing.T) {
	h := newTestHub(t, journaltest.NewMemory())
	found(t, h, "anna")
	server := serveHub(t, h)
	for _, c := range []struct {
		kind    websocket.MessageType
		message string
		want    websocket.StatusCode
	}{
		{websocket.MessageText, strings.Repeat("x", maxMessageBytes+10), 1009},
		{websocket.MessageBinary, `{"type":"ping"}`, 1003},
	} {
		conn, _, err := websocket.Dial(t.Context(), "ws"+strings.TrimPrefix(server.URL, "http")+"/live/anna", nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := conn.Write(t.Context(), c.kind, []byte(c.message)); err != nil {
			t.Fatal(err)
		}
		if _, message, err := conn.Read(t.Context()); websocket.CloseStatus(err) != c.want {
			t.Errorf("closed with %v after %q, want %d", err, message, c.want)
		}
		conn.CloseNow()
	}
	if err := h.Close(context.Background()); err != nil {
		t.Error(err)
	}
}
