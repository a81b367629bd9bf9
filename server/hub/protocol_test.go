package hub

import (
	"fmt"
	"io"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// Rules W16 and W28: the frame reset says why, bye says that the client shall come back,
// and the connection closes with 4007.
func TestResetIsFollowedByBye(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		for since, want := range map[uint64]string{3: "other_epoch", 99: "future_since"} {
			epoch := m.Epoch()
			if since == 3 {
				epoch = "another"
			}
			anna := connect(t, h, "anna", "client-of-anna-12345678")
			anna.hello(epoch, since)
			if f := anna.next(); f.Type != "reset" || f.Code != want {
				t.Errorf("received %+v, want the reset %s", f, want)
			}
			if f := anna.next(); f.Type != "bye" || f.Code != "reset" || !strings.Contains(anna.all(), `"code":"reset","retry":true`) {
				t.Errorf("received %+v after the reset: %s", f, anna.all())
			}
			if status := <-anna.closed; status != 4007 {
				t.Errorf("closed with %d", status)
			}
			<-anna.over
		}
	})
}

// Rule W16: from 5,000 changes behind the head on, and not before, a client fetches the
// snapshot.
func TestCatchUpAtItsLimit(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		for i := range uint64(5_001) {
			anna.command(i+1, 3, "RenameMember", fmt.Sprintf(`{"name":"Anna %d"}`, i%2))
		}
		for anna.want("ack").Number < 5_001 {
		}
		for since, want := range map[uint64]string{3: "reset", 4: "welcome"} {
			late := connect(t, h, "jan", "client-of-jan-1234567")
			late.hello(m.Epoch(), since)
			if f := late.next(); f.Type != want {
				t.Errorf("since %d of %d: received %+v, want %s", since, head(t, h), f, want)
			}
			late.hangUp()
			<-late.over
		}
	})
}

// Rules W13 and W29: a posted position is that of the client's own event stream, and
// without one it has no effect.
func TestPostedPresence(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		jan := enter(t, h, "jan", 3)
		waitQuiet()
		jan.drain()
		const name = "client-of-anna-12345678"
		here := `{"type":"presence","state":"online","board":"board-1","section":"threat"}`
		if got := post(t, h, "anna", name, here); got != "" {
			t.Errorf("it is answered %s", got)
		}
		waitQuiet()
		if told := ofKind(jan.drain(), "presence"); len(told) > 0 {
			t.Errorf("without a stream jan is told %+v", told)
		}
		anna := connect(t, h, "anna", name)
		anna.hello(m.Epoch(), 3)
		anna.want("welcome")
		waitQuiet()
		from := len(jan.all())
		post(t, h, "anna", "another-client-of-anna", here)
		waitQuiet()
		if told := jan.all()[from:]; strings.Contains(told, "threat") {
			t.Errorf("by another client jan is told %s", told)
		}
		post(t, h, "anna", name, here)
		waitQuiet()
		if told := jan.all()[from:]; !strings.Contains(told, `"member":"anna","state":"online","board":"board-1","section":"threat"`) {
			t.Errorf("jan is told %s", told)
		}
	})
}

// Rules W12 and W13: a line feed at the end, empty lines and space around a line do not
// count, on a connection and in a post.
func TestTrailingLineFeeds(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		frame := fmt.Sprintf(addNote, 1, "n1", "lasy")
		anna.say("\n\r\n  " + frame + " \r\n\n")
		if f := anna.next(); f.Type != "ack" || f.Number != 1 {
			t.Errorf("received %+v", f)
		}
		anna.say(`{"type":"ping"}` + "\n")
		if f := anna.want2("pong", "refused"); f.Type != "pong" {
			t.Errorf("received %+v", f)
		}
		body := "\n" + frame + "\r\n\n" + `{"type":"ping"}` + "\n\n"
		w := httptest.NewRecorder()
		r := httptest.NewRequest("POST", "/commands", strings.NewReader(body))
		r.Header.Set("Warsztat-Client", "client-of-anna-12345678")
		if err := h.ServeCommands(w, r, identityOf("anna")); err != nil {
			t.Fatal(err)
		}
		answer, _ := io.ReadAll(w.Body)
		if lines := strings.Split(string(answer), "\n"); len(lines) != 3 || !strings.Contains(lines[0], `"ack"`) || !strings.Contains(lines[1], `"pong"`) {
			t.Errorf("answered %q", answer)
		}
	})
}

// Rules W14 and W20: a client name of another form leaves the connection open for another
// hello, and the number of a refused command may be used again, with other bytes.
func TestWhatIsRefusedIsFreeAgain(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna := connect(t, h, "anna", "short")
		anna.hello(m.Epoch(), 3)
		if f := anna.next(); f.Type != "refused" || f.Code != "bad_id" {
			t.Errorf("received %+v", f)
		}
		anna.name = "client-of-anna-12345678"
		anna.hello(m.Epoch(), 3)
		if f := anna.next(); f.Type != "welcome" {
			t.Fatalf("received %+v", f)
		}
		for _, c := range []struct{ note, text, want string }{{"n1", "", "refused"}, {"n1", "lasy", "ack"}, {"n2", "", "refused"}} {
			number := uint64(1)
			if c.note == "n2" {
				number = 2
			}
			anna.addNote(number, c.note, c.text)
			if f := anna.want2("ack", "refused"); f.Type != c.want || f.Number != number {
				t.Errorf("%+v is answered %+v", c, f)
			}
		}
	})
}

// Rule W22b: of several refusals that fit, the first in this order is the answer.
func TestWhichRefusalWins(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		const name = "client-of-anna-12345678"
		number := 0
		// add is a command of anna with everything wrong that comes after the form.
		add := func(seen int, board string) string {
			number++
			return fmt.Sprintf(`{"type":"command","number":%d,"seen":%d,"do":"AddNote","with":{"board":%q,"note":"n","section":"threat","text":""}}`, number, seen, board)
		}
		wins := func(member string, line, want string) {
			t.Helper()
			if got := post(t, h, member, name, line); !strings.Contains(got, `"code":"`+want+`"`) {
				t.Errorf("%s is answered %s, want %s", line, got, want)
			}
		}
		if got := post(t, h, "anna", name, `{"type":"command","number":1,"seen":3,"do":"SetHand","with":{"up":true}}`); !strings.Contains(got, `"ack"`) {
			t.Fatal(got)
		}
		renames := `{"type":"command","number":1,"seen":999,"do":"RenameWorkshop","with":{"title":""}}`
		wins("jan", strings.Replace(renames, `"title":""`, "", 1), "missing_field") // the form, before
		wins("jan", renames, "other_client")                                        // the client, before
		wins("anna", renames, "number_reused")                                      // the number, before
		number = 1
		readonly := func(code board.Code) {
			if err := h.call(t.Context(), workshop, func(r *room) { r.readonly = code }); err != nil {
				t.Fatal(err)
			}
		}
		readonly(board.Quarantined)
		wins("anna", renames, "number_reused")
		wins("anna", strings.Replace(renames, `"number":1`, `"number":2`, 1), "quarantined") // the damage, before
		readonly("")
		wins("anna", strings.Replace(renames, `"number":1`, `"number":2`, 1), "forbidden") // the role, before
		goTo(t, h, "voting", "", board.Plan{Allow: []board.Act{board.ActVote}})
		give(t, h, "ola", "SetFocus", &board.SetFocus{Spot: board.Spot{Board: "board-1"}, Mode: "hold"})
		wins("anna", add(999, "none"), "held") // the hold, before
		give(t, h, "ola", "Release", &board.Release{})
		wins("anna", add(999, "none"), "phase") // the phase, before
		give(t, h, "ola", "GoTo", &board.GoTo{From: "voting"})
		wins("anna", add(999, "none"), "future_seen") // the state, before
		wins("anna", add(3, "none"), "not_found")     // what the command checks
		wins("anna", add(3, "board-1"), "empty")
		// Whoever was removed is told so before what else would hold them up.
		give(t, h, "ola", "SetFocus", &board.SetFocus{Spot: board.Spot{Board: "board-1"}, Mode: "hold"})
		give(t, h, "ola", "RemoveMember", &board.RemoveMember{Member: "anna"})
		if got := refusalOf(t, h, "anna", "AddNote", &board.AddNote{Board: "none"}); got != board.Removed {
			t.Errorf("whoever was removed is refused with %q", got)
		}
		if got := refusalOf(t, h, "anna", "RenameWorkshop", &board.RenameWorkshop{}); got != board.Forbidden {
			t.Errorf("whoever was removed is refused what moderators do with %q", got)
		}
		synctest.Wait()
	})
}
