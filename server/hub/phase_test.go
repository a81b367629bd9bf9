package hub

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// Rule W37: the phase that runs when a command is decided counts. Of two
// commands in flight the one before the change of phase takes effect and the one
// behind it is refused, in one batch and in two. No phase binds moderators.
func TestCommandsInFlightOfAPhaseChange(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		goTo(t, h, "writing", "", board.Plan{Allow: []board.Act{board.ActWrite}})
		give(t, h, "ola", "AddPhase", &board.AddPhase{Phase: "voting", Plan: board.Plan{Title: "Głosowanie", Allow: []board.Act{board.ActVote}}})
		at := head(t, h)
		anna, ola := enter(t, h, "anna", at), enter(t, h, "ola", at)
		number := map[*client]uint64{}
		say := func(c *client, do, with string) uint64 {
			number[c]++
			c.command(number[c], at, do, with)
			synctest.Wait()
			return number[c]
		}
		add := func(c *client, id string) uint64 {
			return say(c, "AddNote", fmt.Sprintf(`{"board":"board-1","note":%q,"section":"threat","text":"x"}`, id))
		}
		answer := func(c *client, want uint64, code string) {
			t.Helper()
			if f := c.want2("ack", "refused"); f.Number != want || f.Code != code {
				t.Errorf("%s is answered %+v, want %d with %q", c.name, f, want, code)
			}
		}
		together(h, func() {
			add(anna, "before")
			say(ola, "GoTo", `{"phase":"voting","from":"writing"}`)
			add(anna, "behind")
			add(ola, "of-ola")
			say(ola, "GoTo", `{"phase":"voting","from":"writing"}`) // pressed twice
			say(ola, "GoTo", `{"phase":"writing","from":"voting"}`)
		})
		together(h, func() { add(anna, "again") })
		answer(anna, 1, "")
		answer(anna, 2, "phase")
		answer(anna, 3, "")
		answer(ola, 1, "")
		answer(ola, 2, "")
		answer(ola, 3, "stale")
		answer(ola, 4, "")
		say(ola, "GoTo", `{"phase":"voting","from":"writing"}`)
		answer(anna, add(anna, "in-a-batch-of-its-own"), "phase")
		answer(ola, 5, "")
		// In a phase that hides notes the note before it is open and the note behind it
		// is hidden.
		give(t, h, "ola", "AddPhase", &board.AddPhase{Phase: "silent", Plan: board.Plan{Title: "Cicho", Allow: []board.Act{board.ActWrite}, Hidden: true}})
		give(t, h, "ola", "GoTo", &board.GoTo{Phase: "writing", From: "voting"})
		together(h, func() {
			add(anna, "open")
			say(ola, "GoTo", `{"phase":"silent","from":"writing"}`)
			add(anna, "hidden")
		})
		err := h.View(context.Background(), workshop, func(s *board.State) {
			for id, want := range map[string]board.Audience{"open": board.Everyone, "hidden": board.OnlyMember("anna")} {
				if note := s.Get(id); note == nil || note.Audience != want {
					t.Errorf("the note %s is %+v", id, note)
				}
			}
			if s.Get("behind") != nil || s.Get("in-a-batch-of-its-own") != nil {
				t.Error("a refused note is there")
			}
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// When a reveal races an edit of a hidden note, neither is lost.
func TestRevealDuringAnEdit(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		goTo(t, h, "silent", "", board.Plan{Allow: []board.Act{board.ActWrite}, Hidden: true})
		give(t, h, "anna", "AddNote", &board.AddNote{Board: "board-1", Note: "n1", Section: "threat", Text: "susza"})
		at := head(t, h)
		anna, jan, ola := enter(t, h, "anna", at), enter(t, h, "jan", at), enter(t, h, "ola", at)
		together(h, func() {
			anna.command(1, at, "EditText", `{"record":"n1","field":"text","ops":["letnia "]}`)
			synctest.Wait()
			ola.command(1, at, "Reveal", `{"board":"board-1"}`)
			synctest.Wait()
			anna.command(2, at+1, "EditText", `{"record":"n1","field":"text","ops":[12,"!"]}`)
		})
		if f := anna.want("ack"); f.Seq != at+1 {
			t.Errorf("%+v", f)
		}
		if f := anna.want("ack"); f.Seq != at+3 {
			t.Errorf("%+v", f)
		}
		changes := []frame{jan.want("change"), jan.want("change"), jan.want("change")}
		if len(changes[0].Patches) != 0 || changes[1].Patches[0].Put == nil || board.NoteOf(changes[1].Patches[0].Put).Text() != "letnia susza" || changes[2].Patches[0].Splice != "n1" {
			t.Errorf("jan received %+v", changes)
		}
	})
}

// Rule W42: the timer is a time of the server's clock. It outlives the room, and
// its end changes nothing.
func TestTimer(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		timer := func(h *Hub) (ends, left any) {
			t.Helper()
			if err := h.View(context.Background(), workshop, func(s *board.State) {
				fields := s.Get(":timer").Fields
				ends, left = fields.Get("ends"), fields.Get("left")
			}); err != nil {
				t.Fatal(err)
			}
			return ends, left
		}
		start := time.Now()
		goTo(t, h, "short", "", board.Plan{Minutes: 5, Allow: []board.Act{board.ActWrite}})
		if ends, _ := timer(h); ends != start.Add(5*time.Minute).UnixMilli() {
			t.Errorf("the timer ends at %v", ends)
		}
		<-time.After(2 * time.Minute)
		give(t, h, "ola", "PauseTimer", &board.PauseTimer{})
		<-time.After(10 * time.Minute) // the room has been closed and opens again
		if ends, left := timer(h); ends != nil || left != int64(3*60_000) {
			t.Errorf("paused: %v, %v", ends, left)
		}
		give(t, h, "ola", "ResumeTimer", &board.ResumeTimer{})
		give(t, h, "ola", "ExtendTimer", &board.ExtendTimer{Seconds: 60})
		if ends, left := timer(h); ends != start.Add(16*time.Minute).UnixMilli() || left != nil {
			t.Errorf("resumed: %v, %v", ends, left)
		}
		other := newTestHub(t, m)
		defer other.Close(context.Background())
		if ends, _ := timer(other); ends != start.Add(16*time.Minute).UnixMilli() {
			t.Errorf("after a restart the timer ends at %v", ends)
		}
		at := head(t, h)
		<-time.After(time.Hour)
		if now := head(t, h); now != at {
			t.Errorf("the end of the timer made changes: %d to %d", at, now)
		}
		anna := connect(t, h, "anna", "client-of-anna-12345678")
		anna.hello(m.Epoch(), at)
		if f := anna.want("welcome"); f.Time != time.Now().UnixMilli() {
			t.Errorf("the welcome tells the time %d", f.Time)
		}
		<-time.After(7 * time.Second)
		anna.say(`{"type":"ping"}`)
		if f := anna.want("pong"); f.Time != time.Now().UnixMilli() {
			t.Errorf("the pong tells the time %d", f.Time)
		}
		anna.addNote(1, "n1", "po czasie")
		if f := anna.want2("ack", "refused"); f.Type != "ack" {
			t.Errorf("when the time is up anna is answered %+v", f)
		}
		give(t, h, "ola", "StopTimer", &board.StopTimer{})
		if ends, left := timer(h); ends != nil || left != nil {
			t.Errorf("stopped: %v, %v", ends, left)
		}
	})
}
