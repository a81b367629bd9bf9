package hub

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// observing returns the identity of a member who looks on at a team.
func observing(member, team string) Identity {
	identity := identityOf(member)
	identity.Observes, identity.Team = true, team
	return identity
}

// Rule W36: a moderator sees what a participant of a team sees and can do
// nothing with that identity. Nobody else may.
func TestModeratorObservesATeam(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		at := twoTeams(t, h)
		goTo(t, h, "silent", "", board.Plan{Allow: []board.Act{board.ActWrite}, Teams: true, Hidden: true, Counts: true})
		give(t, h, "anna", "AddNote", &board.AddNote{Board: redBoard, Note: "canary-red", Section: "threat", Text: "kanarek"})
		give(t, h, "ola", "AddNote", &board.AddNote{Board: blueBoard, Note: "note-blue", Section: "threat", Text: "niebieska"})
		give(t, h, "ola", "Reveal", &board.Reveal{Board: blueBoard})

		ola := enter(t, h, "ola", at+5)
		red := connectAs(t, h, observing("ola", "red"), "client-of-ola-looks-1")
		red.hello(m.Epoch(), at+5)
		if f := red.want("welcome"); f.Role != "observer" || f.Member != "" {
			t.Errorf("the observing moderator is welcomed as %+v", f)
		}
		if f := red.want("presence"); len(f.People) != 1 || f.Writing != nil {
			t.Errorf("the observing moderator is a person among %+v", f)
		}
		state := snapshotOf(t, h, observing("ola", "red"))
		if strings.Contains(state, "canary") || strings.Contains(state, `"id":"copy:board-1:blue"`) || !strings.Contains(state, `"id":"hidden:copy:board-1:red/threat"`) {
			t.Errorf("the observing moderator sees %s", state)
		}
		if blue := snapshotOf(t, h, observing("ola", "blue")); !strings.Contains(blue, "niebieska") || strings.Contains(blue, `"id":redBoard`) {
			t.Errorf("looking at blue one sees %s", blue)
		}
		give(t, h, "anna", "ShowNotes", &board.ShowNotes{Notes: []string{"canary-red"}})
		waitQuiet()
		if !strings.Contains(red.all(), "kanarek") {
			t.Errorf("what was shown did not come: %s", red.all())
		}
		for i, do := range board.CommandNames() {
			red.command(uint64(i+1), at+5, do, observerWith(do))
			if f := red.want("refused"); f.Code != "forbidden" {
				t.Errorf("%s by an observing moderator: %+v", do, f)
			}
		}
		red.say(`{"type":"reaction","kind":"clap"}`)
		if f := red.want("refused"); f.Code != "forbidden" {
			t.Errorf("an observing moderator claps: %+v", f)
		}
		waitQuiet()
		ola.drain()
		red.say(`{"type":"presence","state":"online","board":"copy:board-1:red","typing":true}`)
		waitQuiet()
		if told := ofKind(ola.drain(), "presence"); len(told) > 0 {
			t.Errorf("an observing moderator is told of: %+v", told)
		}

		for name, c := range map[string]struct {
			identity Identity
			code     string
		}{
			"a participant":   {observing("anna", "red"), "forbidden"},
			"an observer":     {observing("", "red"), "forbidden"},
			"an unknown team": {observing("ola", "green"), "not_found"},
			"no team":         {observing("ola", "board-1"), "not_found"},
		} {
			err := h.ServeSnapshot(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/snapshot", nil), c.identity)
			if err == nil || err.Error() != c.code {
				t.Errorf("%s: %v, want %s", name, err, c.code)
			}
			stranger := connectAs(t, h, c.identity, "client-of-a-stranger-1")
			stranger.hello(m.Epoch(), at)
			if f := stranger.next(); f.Code != c.code || <-stranger.closed != 4002 {
				t.Errorf("%s is answered %+v", name, f)
			}
		}

		// A member who is no longer a moderator cannot look on any more.
		moderate(t, h, "iza")
		give(t, h, "iza", "SetRole", &board.SetRole{Member: "ola", Role: board.Participant})
		if f := red.want("bye"); f.Code != "forbidden" || <-red.closed != 4002 {
			t.Errorf("after the demotion: %+v", f)
		}
	})
}
