package hub

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
	"warsztat/server/wire"
)

// Rule W35: a member who is removed is out at once on every device. Their
// commands that are not decided yet are refused and have no effect.
func TestRemovedMember(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		anna, phone, ola := enter(t, h, "anna", 4), connect(t, h, "anna", "client-of-anna-phone"), enter(t, h, "ola", 4)
		phone.hello(h.Journal.Epoch(), 4)
		phone.want("welcome")
		looking := connectAs(t, h, Identity{Workshop: workshop, Member: "anna", Role: board.Participant, Observes: true}, "client-of-anna-looks")
		looking.hello(h.Journal.Epoch(), 4)
		looking.want("welcome")
		together(h, func() {
			anna.addNote(1, "before", "lasy")
			synctest.Wait()
			ola.command(1, 4, "RemoveMember", `{"member":"anna","ban":false}`)
			synctest.Wait()
			anna.addNote(2, "n2", "jeziora")
			phone.addNote(1, "n3", "rzeki")
			ola.command(2, 4, "RenameWorkshop", `{"title":"Bez Anny"}`)
		})
		for _, c := range []*client{anna, phone, looking} {
			if status := <-c.closed; status != 4002 {
				t.Errorf("%s was closed with %d", c.name, status)
			}
			<-c.over
			frames := c.drain()
			last := frames[len(frames)-1]
			if last.Type != "bye" || last.Code != "removed" || last.Retry {
				t.Errorf("%s was told %+v", c.name, last)
			}
			if changes := ofKind(frames, "change"); len(changes) != 2 || changes[1].Seq != 6 {
				t.Errorf("%s received the changes %+v", c.name, changes)
			}
			for _, f := range ofKind(frames, "refused") {
				if f.Code != "removed" {
					t.Errorf("%s was answered %+v", c.name, f)
				}
			}
			if all := c.all(); strings.Contains(all, "Bez Anny") || !strings.Contains(all, board.Sentence(board.Removed, "pl")) {
				t.Errorf("%s received %s", c.name, all)
			}
		}
		if err := h.View(context.Background(), workshop, func(s *board.State) {
			if s.Get("before") == nil || s.Get("n2") != nil || s.Get("n3") != nil {
				t.Error("a command of a removed member had an effect, or one from before had none")
			}
		}); err != nil {
			t.Fatal(err)
		}
	})
}

// Commands that are in the inbox behind the removal are refused even when the
// member has entered again meanwhile.
func TestQueuedCommandsOfARemovedMember(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 4)
		give(t, h, "ola", "RemoveMember", &board.RemoveMember{Member: "anna"})
		<-anna.over
		admit(t, h, "anna")
		outcomes := make(chan outcome, 1)
		s := newSession(h, identityOf("anna"), anna.name, "pl", sink{})
		s.joined = true
		s.end(wire.CloseRefused(board.Removed), 0)
		s.writers.Wait()
		if err := h.send(context.Background(), workshop, &submission{from: s, reply: func(o outcome) { outcomes <- o },
			Order: board.Order{By: identityOf("anna").Actor(), Do: "RenameMember", Command: &board.RenameMember{Name: "Anna"}}}); err != nil {
			t.Fatal(err)
		}
		if o := <-outcomes; o.err == nil || o.err.Error() != "removed" {
			t.Errorf("answered %+v", o)
		}
		// With a new session they take part again, from the present state on.
		late := connect(t, h, "anna", anna.name)
		late.hello(m.Epoch(), 4)
		if f := late.next(); f.Type != "reset" {
			t.Errorf("a state from before the removal: %+v", f)
		}
		again := enter(t, h, "anna", head(t, h))
		again.addNote(9, "n9", "znów jestem")
		again.want("ack")
	})
}

// Another instance removed the member.
func TestRemovedOnAnotherInstance(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna, jan := enter(t, h, "anna", 4), enter(t, h, "jan", 4)
		other := newTestHub(t, m)
		defer other.Close(context.Background())
		give(t, other, "ola", "RemoveMember", &board.RemoveMember{Member: "anna", Ban: true})
		together(h, func() {
			anna.addNote(1, "n1", "lasy")
			synctest.Wait()
			jan.addNote(1, "n2", "jeziora")
		})
		if f := anna.want("refused"); f.Code != "removed" {
			t.Errorf("anna was answered %+v", f)
		}
		if f := anna.want("bye"); f.Code != "removed" {
			t.Errorf("anna was told %+v", f)
		}
		if f := jan.want("ack"); f.Seq != 6 {
			t.Errorf("jan received %+v", f)
		}
	})
}

// Rule W33: a member who waits or was removed gets no snapshot and no live
// connection, and cannot post. A member who is let in gets all of it.
func TestWaitingMemberReceivesNothing(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		give(t, h, "ola", "SetWaitingRoom", &board.SetWaitingRoom{On: true})
		admit(t, h, "ewa")
		give(t, h, "ola", "RemoveMember", &board.RemoveMember{Member: "anna"})
		for member, code := range map[string]string{"ewa": "waiting", "anna": "removed"} {
			looks := identityOf(member)
			looks.Observes = true
			for name, identity := range map[string]Identity{"takes part": identityOf(member), "looks on": looks} {
				c := connectAs(t, h, identity, "client-of-"+member+"-123456")
				c.say(fmt.Sprintf(`{"type":"hello","protocol":2,"client":%q,"epoch":%q,"since":5}`, c.name, m.Epoch()) + "\n" +
					`{"type":"command","number":1,"seen":5,"do":"RenameMember","with":{"name":"Zza drzwi"}}`)
				if f := c.next(); f.Type != "refused" || f.Code != code {
					t.Errorf("%s, who %s, is answered %+v", member, name, f)
				}
				if f := c.next(); f.Type != "bye" || f.Code != code || f.Retry || <-c.closed != 4002 {
					t.Errorf("%s, who %s, is told %+v", member, name, f)
				}
				<-c.over
				err := h.ServeSnapshot(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/snapshot", nil), identity)
				if err == nil || err.Error() != code {
					t.Errorf("the snapshot for %s, who %s: %v", member, name, err)
				}
			}
			if got := refusalOf(t, h, member, "SetHand", &board.SetHand{Up: true}); string(got) != code {
				t.Errorf("%s raises a hand: %q", member, got)
			}
		}
		give(t, h, "ola", "AdmitMembers", &board.AdmitMembers{Members: []string{"ewa"}})
		enter(t, h, "ewa", head(t, h))
	})
}
