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
	"warsztat/server/journal"
	"warsztat/server/journal/journaltest"
)

const addNote = `{"type":"command","number":%d,"seen":3,"do":"AddNote","with":{"board":"board-1","note":%q,"section":"strength","text":%q}}`

// post posts lines of a client and returns the answers.
func post(t *testing.T, h *Hub, member, client string, lines ...string) string {
	t.Helper()
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodPost, "/commands", strings.NewReader(strings.Join(lines, "\n")))
	r.Header.Set("Warsztat-Client", client)
	if err := h.ServeCommands(w, r, identityOf(member)); err != nil {
		t.Fatal(err)
	}
	return w.Body.String()
}

// Rule W20: one number, one command. Other bytes under a number never get the
// acknowledgement of the first command, on any connection, in one batch, and after
// a restart.
func TestOneNumberOneCommand(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		const name = "client-of-anna-12345678"
		anna, tab := enter(t, h, "anna", 3), connect(t, h, "anna", name)
		tab.hello(m.Epoch(), 3)
		tab.want("welcome")
		together(h, func() { anna.addNote(1, "n1", "lasy"); tab.addNote(1, "n2", "jeziora") })
		answers := []frame{anna.want2("ack", "refused"), tab.want2("ack", "refused")}
		if answers[0].Type == "refused" {
			answers[0], answers[1] = answers[1], answers[0]
		}
		if answers[0].Type != "ack" || answers[1].Code != "number_reused" {
			t.Errorf("in one batch: %+v", answers)
		}
		first, second := fmt.Sprintf(addNote, 2, "n3", "rzeki"), fmt.Sprintf(addNote, 2, "n4", "łąki")
		for _, c := range []struct{ line, want string }{
			{first, `"ack"`}, {"  " + first + "\r", `"ack"`}, {second, "number_reused"}, {strings.Replace(first, "rzeki", "rzeki ", 1), "number_reused"},
		} {
			if got := post(t, h, "anna", name, c.line); !strings.Contains(got, c.want) {
				t.Errorf("%s: %s, want %s", c.line, got, c.want)
			}
		}
		other := newTestHub(t, m)
		defer other.Close(context.Background())
		for _, c := range []struct{ line, want string }{{first, `"ack"`}, {second, "number_reused"}, {first, `"ack"`}} {
			if got := post(t, other, "anna", name, c.line); !strings.Contains(got, c.want) {
				t.Errorf("after a restart %s: %s, want %s", c.line, got, c.want)
			}
		}
		if got := post(t, other, "jan", name, first); !strings.Contains(got, "other_client") {
			t.Errorf("jan sends Anna's command: %s", got)
		}
	})
}

// Client names cannot be used up: a member who posts under one name after the other
// keeps nobody else from writing, and what was applied stays applied once although
// the room has forgotten the name.
func TestClientNamesCannotBeUsedUp(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		ewa := enter(t, h, "jan", 3)
		first := fmt.Sprintf(addNote, 1, "n1", "lasy")
		post(t, h, "jan", "client-of-jan-0001", first)
		r := h.openRooms[workshop]
		for n := range 2*maxRecentClients + 1 {
			name := fmt.Sprintf("client-of-anna-%08d", n)
			if n%maxRecentClients != 0 { // as the room remembers it when the command has been applied
				r.clients.put(name, clientMark{member: "anna", number: 1})
				continue
			}
			if got := post(t, h, "anna", name, `{"type":"command","number":1,"seen":3,"do":"SetHand","with":{"up":true}}`); !strings.Contains(got, `"ack"`) {
				t.Fatalf("post %d: %s", n, got)
			}
			if n%1000 == 0 {
				ewa.say(`{"type":"ping"}`)
				ewa.want("pong")
			}
		}
		if got := post(t, h, "jan", "client-of-jan-0001", first); !strings.Contains(got, `"ack","number":1,"seq":4`) {
			t.Errorf("sent again by a forgotten client: %s", got)
		}
		ewa.addNote(1, "n2", "jeziora")
		if f := ewa.want2("ack", "refused"); f.Type != "ack" {
			t.Errorf("an innocent tab: %+v", f)
		}
		if len(r.clients.recent)+len(r.clients.older) > 2*maxRecentClients {
			t.Errorf("%d names are remembered", len(r.clients.recent)+len(r.clients.older))
		}
	})
}

// racing is a journal to which another instance appends the same command between
// the look-up and the append.
type racing struct {
	*journaltest.Memory
	armed bool
}

func (r *racing) Find(ctx context.Context, workshop, receipt string) (journal.Entry, bool, error) {
	if r.armed {
		return journal.Entry{}, false, nil
	}
	return r.Memory.Find(ctx, workshop, receipt)
}

func (r *racing) Append(ctx context.Context, workshop string, head uint64, entries []journal.Entry) error {
	r.armed = false
	return r.Memory.Append(ctx, workshop, head, entries)
}

// A command that the journal holds already, although its look-up did not find it, is
// answered as what it is. Nobody else in its batch notices.
func TestExistingCommandFailsNobodyElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := &racing{Memory: journaltest.NewMemory()}
		h := newTestHub(t, j)
		found(t, h, "anna", "jan")
		hand := `{"type":"command","number":1,"seen":3,"do":"SetHand","with":{"up":true}}`
		const name = "client-of-anna-0000001"
		if got := post(t, h, "anna", name, hand); !strings.Contains(got, `"seq":4`) {
			t.Fatal(got)
		}
		h.openRooms[workshop].clients.put(name, clientMark{}) // the room has forgotten it
		jan := enter(t, h, "jan", 4)
		j.armed = true
		var again string
		done := make(chan struct{})
		together(h, func() {
			go func() {
				defer close(done)
				again = post(t, h, "anna", name, hand, strings.Replace(hand, `"up":true`, `"up":false`, 1))
			}()
			synctest.Wait()
			jan.addNote(1, "n1", "lasy")
		})
		<-done
		if !strings.Contains(again, `"seq":4`) || !strings.Contains(again, "number_reused") {
			t.Errorf("sent again: %s", again)
		}
		if f := jan.want2("ack", "bye"); f.Type != "ack" || f.Seq != 5 {
			t.Errorf("jan received %+v", f)
		}
		if err := h.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
	})
}

// Anonymous means anonymous at rest: in the journal and in the snapshot nothing tells
// who gave a command of an anonymous phase, not even which ones came from one tab.
func TestAnonymousAtRest(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		moderate(t, h, "ewa")
		give(t, h, "ewa", "AddPhase", &board.AddPhase{Phase: "secret", Plan: board.Plan{Title: "Bez podpisu", Allow: board.Acts, Anonymous: true}})
		before := give(t, h, "ewa", "GoTo", &board.GoTo{Phase: "secret"})
		const name = "client-of-anna-0000001"
		post(t, h, "anna", name, fmt.Sprintf(addNote, 1, "n1", "lasy"), fmt.Sprintf(addNote, 2, "n2", "rzeki"),
			`{"type":"command","number":3,"seen":3,"do":"DeleteNotes","with":{"notes":["n1"]}}`)
		after := give(t, h, "ewa", "GoTo", &board.GoTo{Phase: "", From: "secret"})
		unsigned := strings.Replace(fmt.Sprintf(addNote, 4, "n3", "łąki"), `"text"`, `"unsigned":true,"text"`, 1)
		if got := post(t, h, "anna", name, unsigned); !strings.Contains(got, `"ack"`) {
			t.Fatal(got)
		}
		entries, err := m.Read(context.Background(), workshop, 0, 100)
		if err != nil {
			t.Fatal(err)
		}
		receipts := map[string]bool{}
		for _, e := range entries[before-1:] {
			moderates := e.Seq == before || e.Seq == after
			if moderates != (e.Member == "ewa") || !moderates && e.Member != "" || strings.Contains(string(e.Body), "anna") || e.Receipt != "" && receipts[e.Receipt] {
				t.Errorf("entry %d of %q, receipt %q: %s", e.Seq, e.Member, e.Receipt, e.Body)
			}
			receipts[e.Receipt] = true
		}
		var saved string
		if err := h.View(context.Background(), workshop, func(s *board.State) { saved = string(s.Save()) }); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(saved, name) || strings.Contains(saved, "member:") || strings.Count(saved, "anna") != 1 { // the member
			t.Errorf("the snapshot: %s", saved)
		}
		if got := post(t, h, "anna", name, unsigned); !strings.Contains(got, `"ack"`) {
			t.Errorf("sent again: %s", got)
		}
	})
}

// A note that is hidden as well belongs to an alias, which only its author's sessions
// know: they find it after every restart and take it back, and nothing that is stored
// tells whose it is, neither before it was revealed nor afterwards.
func TestHiddenAndAnonymousAtRest(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		moderate(t, h, "ewa")
		give(t, h, "ewa", "AddPhase", &board.AddPhase{Phase: "secret", Plan: board.Plan{Title: "Bez podpisu", Allow: board.Acts, Anonymous: true, Hidden: true}})
		before := give(t, h, "ewa", "GoTo", &board.GoTo{Phase: "secret"})
		const name = "client-of-anna-0000001"
		frame := func(number int, do, with string) string {
			return fmt.Sprintf(`{"type":"command","number":%d,"seen":%d,"do":%q,"with":%s}`, number, before, do, with)
		}
		frames := []string{
			frame(1, "AddNote", `{"board":"board-1","note":"n1","section":"strength","text":"lasy"}`),
			frame(2, "PasteNotes", `{"board":"board-1","groups":[{"group":"g1","name":"woda"}],"notes":[{"note":"n2","section":"strength","group":"g1","text":"rzeki"},{"note":"n3","section":"threat","text":"susze"}],"unsigned":true}`),
			frame(3, "GroupNotes", `{"board":"board-1","group":"g2","name":"","notes":["n1","n3"]}`),
			frame(4, "EditText", `{"record":"n1","field":"text","ops":["rozległe "]}`),
			frame(5, "MoveNotes", `{"moves":[{"note":"n1","section":"weakness","before":"n2"}]}`),
			frame(6, "MergeNotes", `{"into":"n1","notes":["n3"]}`),
			frame(7, "DeleteNotes", `{"notes":["n2"]}`),
			frame(8, "RestoreNotes", `{"notes":["n2"]}`),
		}
		for _, f := range frames {
			if got := post(t, h, "anna", name, f); !strings.Contains(got, `"ack"`) {
				t.Fatalf("%s is answered %s", f, got)
			}
		}
		after := head(t, h)
		tells := func() {
			t.Helper()
			entries, err := m.Read(context.Background(), workshop, before, 100)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range entries {
				if e.Member == "anna" || strings.Contains(string(e.Body), "anna") {
					t.Errorf("entry %d of %q: %s", e.Seq, e.Member, e.Body)
				}
			}
			var saved string
			if err := h.View(context.Background(), workshop, func(s *board.State) { saved = string(s.Save()) }); err != nil {
				t.Fatal(err)
			}
			if strings.Count(saved, "anna") != 1 { // the member
				t.Errorf("the snapshot: %s", saved)
			}
		}
		tells()

		if err := h.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		h = newTestHub(t, m)
		phone := identityOf("anna")
		phone.Session = "another-session"
		another := identityOf("anna")
		another.Alias = "ALIAS-OF-JAN"
		for who, want := range map[Identity]bool{phone: true, another: false, identityOf("jan"): false, identityOf("ewa"): false} {
			if got := strings.Contains(snapshotOf(t, h, who), "rozległe lasy"); got != want {
				t.Errorf("after a restart %+v sees the note: %t", who, got)
			}
		}
		if got := post(t, h, "anna", name, frames[7]); !strings.Contains(got, fmt.Sprintf(`"seq":%d`, after)) {
			t.Errorf("sent again: %s", got)
		}
		back := frame(9, "EditText", `{"record":"n1","field":"text","ops":[-9]}`)
		if got := post(t, h, "anna", name, strings.Replace(back, fmt.Sprintf(`"seen":%d`, before), fmt.Sprintf(`"seen":%d`, after), 1)); !strings.Contains(got, `"ack"`) {
			t.Errorf("taken back: %s", got)
		}
		give(t, h, "ewa", "Reveal", &board.Reveal{Board: "board-1"})
		if got := snapshotOf(t, h, identityOf("jan")); !strings.Contains(got, `"text":"lasy"`) || strings.Contains(got, "ALIAS") {
			t.Errorf("revealed: %s", got)
		}
		tells()
		if err := h.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
	})
}
