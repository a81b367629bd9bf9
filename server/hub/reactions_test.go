package hub

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// Rule W41: reactions are gathered and sent to everybody as counts. One a second
// counts for each connection.
func TestReactions(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna, jan, ola, projector := enter(t, h, "anna", 4), enter(t, h, "jan", 4), enter(t, h, "ola", 4), enter(t, h, "", 4)
		waitQuiet()
		start := time.Now()
		anna.say(`{"type":"reaction","kind":"clap"}`)
		anna.say(`{"type":"reaction","kind":"yes"}`) // too soon
		<-time.After(100 * time.Millisecond)
		jan.say(`{"type":"reaction","kind":"clap"}`)
		ola.say(`{"type":"reaction","kind":"slower"}`)
		want := map[string]int{"clap": 2, "slower": 1}
		for _, c := range []*client{anna, jan, ola, projector} {
			if f := c.want("reactions"); !reflect.DeepEqual(f.Counts, want) {
				t.Errorf("%s is told %v, want %v", c.name, f.Counts, want)
			}
		}
		if took := time.Since(start); took != reactionWindow {
			t.Errorf("gathered for %v", took)
		}
		for name, told := range map[string]string{"nobody": projector.all(), "jan": jan.all()} {
			if _, reactions, _ := strings.Cut(told, `"reactions"`); strings.Contains(reactions, "anna") {
				t.Errorf("%s is told who: %s", name, reactions)
			}
		}
		<-time.After(time.Second)
		anna.say(`{"type":"reaction","kind":"idea"}`)
		if f := projector.want("reactions"); !reflect.DeepEqual(f.Counts, map[string]int{"idea": 1}) {
			t.Errorf("a second later: %v", f.Counts)
		}
		for line, code := range map[string]string{
			`{"type":"reaction","kind":"dance"}`:               "bad_value",
			`{"type":"reaction"}`:                              "missing_field",
			`{"type":"reaction","kind":"clap","member":"jan"}`: "unknown_field",
		} {
			anna.say(line)
			if f := anna.want("refused"); f.Code != code {
				t.Errorf("%s: %+v", line, f)
			}
		}
		projector.say(`{"type":"reaction","kind":"clap"}`)
		if f := projector.want("refused"); f.Code != "forbidden" {
			t.Errorf("an observer claps: %+v", f)
		}
		if now := head(t, h); now != 4 {
			t.Errorf("a reaction was stored: the head is %d", now)
		}
	})
}

// A client that reads slowly does not receive reactions.
func TestReactionsAndABacklog(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		anna, jan := enter(t, h, "anna", 4), enter(t, h, "jan", 4)
		waitQuiet()
		jan.stuck = make(chan struct{})
		write(anna, 10)
		anna.say(`{"type":"reaction","kind":"clap"}`)
		waitQuiet()
		close(jan.stuck)
		waitQuiet()
		if told := ofKind(jan.drain(), "reactions"); len(told) > 0 {
			t.Errorf("jan is told %+v", told)
		}
		if told := ofKind(anna.drain(), "reactions"); len(told) != 1 {
			t.Errorf("anna is told %+v", told)
		}
	})
}

// Rule W13: a posted reaction counts for the client's own stream.
func TestPostedReaction(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		give(t, h, "ola", "RemoveMember", &board.RemoveMember{Member: "jan"})
		anna, projector := enter(t, h, "anna", 5), enter(t, h, "", 5)
		waitQuiet()
		post := func(identity Identity, client, kind string) string {
			r := httptest.NewRequest(http.MethodPost, "/commands", strings.NewReader(fmt.Sprintf(`{"type":"reaction","kind":%q}`, kind)))
			r.Header.Set("Warsztat-Client", client)
			w := httptest.NewRecorder()
			if err := h.ServeCommands(w, r, identity); err != nil {
				t.Fatal(err)
			}
			return w.Body.String()
		}
		for _, client := range []string{anna.name, anna.name, "client-without-a-stream"} {
			if answer := post(identityOf("anna"), client, "clap"); answer != "" {
				t.Errorf("anna is answered %s", answer)
			}
		}
		if answer := post(identityOf("ola"), anna.name, "yes"); answer != "" {
			t.Errorf("ola is answered %s", answer)
		}
		if answer := post(identityOf("jan"), "client-of-jan-12345678", "clap"); !strings.Contains(answer, `"removed"`) {
			t.Errorf("jan is answered %s", answer)
		}
		if answer := post(identityOf(""), projector.name, "clap"); !strings.Contains(answer, `"forbidden"`) {
			t.Errorf("an observer is answered %s", answer)
		}
		waitQuiet()
		if told := ofKind(projector.drain(), "reactions"); len(told) != 1 || !reflect.DeepEqual(told[0].Counts, map[string]int{"clap": 1}) {
			t.Errorf("the projector is told %+v", told)
		}
		synctest.Wait()
	})
}
