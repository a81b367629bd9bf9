package hub

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/board"
	"warsztat/server/journal"
	"warsztat/server/journal/journaltest"
)

// A session that was not sent presence for a while receives the whole list when
// it has caught up.
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
		admit(t, h, "ewa")
		ewa := enter(t, h, "ewa", 14) // jan is not told this now
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

// A member cannot change another member's position by naming that member's
// client.
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

// Rule W30: presence tells who is here and where, but no position that the
// viewer may not see.
func TestPresence(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		hidden := board.Change{{Audience: board.OnlyMember("anna"), Patches: []board.Patch{{Put: &board.Record{ID: "hidden", Kind: "note", Audience: board.OnlyMember("anna"),
			Fields: board.MakeFields(board.Field{Name: "board", Value: "board-1"}, board.Field{Name: "section", Value: "threat"})}}}}}
		if err := m.Append(context.Background(), workshop, 3, []journal.Entry{{Seq: 4, Body: hidden.Encode().AppendJSON(nil)}}); err != nil {
			t.Fatal(err)
		}
		admit(t, h, "ewa")
		anna, jan, projector := enter(t, h, "anna", 5), enter(t, h, "jan", 5), enter(t, h, "", 5)
		if f := projector.want("presence"); !f.Whole || len(f.People) != 2 {
			t.Errorf("the projector is told %+v", f)
		}
		<-time.After(time.Second)
		synctest.Wait()
		say := func(place string) (toJan, toAnna frame) {
			for _, c := range []*client{anna, jan} {
				for len(c.got) > 0 {
					<-c.got
				}
			}
			anna.say(`{"type":"presence","state":"online",` + place + `}`)
			return jan.want("presence"), anna.want("presence")
		}
		f, _ := say(`"board":"board-1","section":"strength","typing":true`)
		if p := f.People[0]; p.Section != "strength" || !p.Typing || p.Member != "anna" {
			t.Errorf("%+v", f)
		}
		f, own := say(`"board":"board-1","section":"threat","item":"hidden","typing":true,"dragging":true,"caret":0,"anchor":4`)
		if p := f.People[0]; p.Item != "" || p.Typing || p.Dragging || p.Caret != nil || p.Anchor != nil {
			t.Errorf("jan is told of a hidden note: %+v", f)
		}
		if p := own.People[0]; p.Item != "hidden" || !p.Dragging || p.Caret == nil || *p.Caret != 0 || p.Anchor == nil || *p.Anchor != 4 {
			t.Errorf("anna is told %+v", own)
		}
		f, _ = say(`"board":"board-9","section":"<script>","item":"nope"`)
		if p := f.People[0]; p.Board != "" || p.Section != "" || p.Item != "" {
			t.Errorf("a made-up place was told: %+v", f)
		}
		anna.hangUp()
		for {
			f := jan.want("presence")
			if p := f.People[0]; p.Member == "anna" && p.State == "gone" {
				break
			}
		}
	})
}

// Rule W30: members of other teams are not told of work on a team's board, not
// even that there is some. The frame is made once for all viewers that may see
// the same.
func TestPresenceStaysInTheTeam(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		at := twoTeams(t, h)
		anna, jan, ola, projector := enter(t, h, "anna", at), enter(t, h, "jan", at), enter(t, h, "ola", at), enter(t, h, "", at)
		waitQuiet()
		for _, c := range []*client{anna, jan, ola, projector} {
			c.drain()
		}
		anna.say(`{"type":"presence","state":"online","board":"copy:board-1:red","section":"threat","typing":true}`)
		waitQuiet()
		for _, c := range []*client{anna, ola} {
			if told := ofKind(c.drain(), "presence"); len(told) != 1 || told[0].People[0].Board != redBoard || !told[0].People[0].Typing || (told[0].Writing != nil) != (c == ola) {
				t.Errorf("%s is told %+v", c.name, told)
			}
		}
		for _, c := range []*client{jan, projector} {
			if told := ofKind(c.drain(), "presence"); len(told) > 0 {
				t.Errorf("%s is told %+v", c.name, told)
			}
		}
		jan.say(`{"type":"presence","state":"online","board":"copy:board-1:red","section":"threat"}`)
		waitQuiet()
		if told := ofKind(ola.drain(), "presence"); len(told) > 0 {
			t.Errorf("jan claims to be where he sees nothing, and ola is told %+v", told)
		}
	})
}

// Rule W30: carets and selections in the draft of a team reach the team and the
// moderators only.
func TestCaretsStayInTheTeam(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		give(t, h, "ola", "AddBoard", &board.AddBoard{Board: "v", Kind: "vision"})
		twoTeams(t, h)
		at := give(t, h, "anna", "AddStatement", &board.AddStatement{Board: "copy:v:red", Statement: "draft", Subject: "vision", Text: "Rudnik wikliną stoi."})
		anna, jan, ola, projector := enter(t, h, "anna", at), enter(t, h, "jan", at), enter(t, h, "ola", at), enter(t, h, "", at)
		waitQuiet()
		for _, c := range []*client{anna, jan, ola, projector} {
			c.drain()
		}
		anna.say(`{"type":"presence","state":"online","board":"copy:v:red","item":"draft","caret":6,"anchor":14}`)
		waitQuiet()
		for _, c := range []*client{anna, ola} {
			told := ofKind(c.drain(), "presence")
			if len(told) != 1 || told[0].People[0].Item != "draft" || *told[0].People[0].Caret != 6 || *told[0].People[0].Anchor != 14 {
				t.Errorf("%s is told %+v", c.name, told)
			}
		}
		for _, c := range []*client{jan, projector} {
			if told := ofKind(c.drain(), "presence"); len(told) > 0 {
				t.Errorf("%s is told %+v", c.name, told)
			}
		}
	})
}

// A session that joins while updates are pending receives the right positions in
// the end, also of a member who has moved back.
func TestPresenceForANewcomer(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		anna := enter(t, h, "anna", 4)
		waitQuiet()
		at := func(section string) {
			anna.say(`{"type":"presence","state":"online","board":"board-1","section":"` + section + `"}`)
			synctest.Wait()
		}
		at("threat")   // sent at once
		at("weakness") // gathered
		jan := enter(t, h, "jan", 4)
		if f := jan.want("presence"); f.People[0].Section != "weakness" {
			t.Errorf("jan is told %+v", f)
		}
		at("threat")
		waitQuiet()
		told := ofKind(jan.drain(), "presence")
		if len(told) == 0 || !told[len(told)-1].Whole || told[len(told)-1].People[0].Section != "threat" {
			t.Errorf("jan is told %+v", told)
		}
	})
}
