package hub

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// Rule W33: the role is that of the member, not that of the link.
func TestRoleIsTheMembers(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		ola := connect(t, h, "ola", "client-of-ola-12345678")
		ola.hello(h.Journal.Epoch(), 4)
		if f := ola.want("welcome"); f.Role != "moderator" || f.Member != "ola" {
			t.Errorf("ola is welcomed as %+v", f)
		}
		ola.command(1, 4, "SetRole", `{"member":"anna","role":"moderator"}`)
		ola.want("ack")
		anna := enterAt(t, h, "anna", 5)
		if anna.Role != "moderator" {
			t.Errorf("anna is welcomed as %+v", anna)
		}
		give(t, h, "anna", "SetRole", &board.SetRole{Member: "ola", Role: board.Participant})
		if f := ola.want("reset"); f.Code != "too_far_behind" || <-ola.closed != 4007 {
			t.Errorf("ola is told %+v", f)
		}
		// From another tab with a session of the same link she is not a moderator
		// either.
		other := connect(t, h, "ola", "client-of-ola-other-tab")
		other.hello(h.Journal.Epoch(), 6)
		if f := other.want("welcome"); f.Role != "participant" {
			t.Errorf("ola comes back as %+v", f)
		}
		other.command(1, 6, "SetRole", `{"member":"ola","role":"moderator"}`)
		if f := other.want("refused"); f.Code != "forbidden" {
			t.Errorf("ola is answered %+v", f)
		}
	})
}

// Rules W19 and W34: a member who changes teams receives everything up to that
// change as the viewer they were, their acks first, and nothing after it.
func TestReauthorisedDuringAFlood(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		admit(t, h, "ewa")
		twoTeams(t, h)
		give(t, h, "ola", "AssignTeam", &board.AssignTeam{Team: "red", Members: []string{"ewa"}})
		give(t, h, "ola", "LetChoose", &board.LetChoose{On: true})
		anna, ewa, jan := enter(t, h, "anna", 12), enter(t, h, "ewa", 12), enter(t, h, "jan", 12)
		waitQuiet()
		for _, c := range []*client{anna, ewa, jan} {
			c.drain()
		}
		together(h, func() {
			for i := range uint64(10) {
				flood(ewa, "red", i)
				flood(jan, "blue", i)
			}
			synctest.Wait()
			anna.command(1, 12, "ChooseTeam", `{"team":"blue"}`)
			anna.command(2, 12, "AddNote", `{"board":"copy:board-1:blue","note":"of-anna","section":"threat","text":"po zmianie"}`)
			anna.command(3, 12, "AddNote", `{"board":"copy:board-1:red","note":"too-late","section":"threat","text":"po zmianie"}`)
			for i := range uint64(10) {
				flood(ewa, "red", i+10)
				flood(jan, "blue", i+10)
			}
		})
		if status := <-anna.closed; status != 4007 {
			t.Errorf("anna was closed with %d", status)
		}
		<-anna.over
		frames := anna.drain()
		moved := uint64(0)
		for _, f := range ofKind(frames, "ack") {
			if f.Number == 1 {
				moved = f.Seq
			}
		}
		checkReauthorised(t, frames, moved, "red-", "blue-")
		kinds := []string{}
		for _, f := range frames {
			if f.Type != "change" && f.Type != "presence" {
				kinds = append(kinds, fmt.Sprint(f.Type, f.Number, f.Code))
			}
		}
		if want := []string{"ack1", "ack2", "refused3not_found", "reset0too_far_behind", "bye0reset"}; !slices.Equal(kinds, want) {
			t.Errorf("anna received %v, want %v", kinds, want)
		}
		// After fetching the state again she sees the blue team from now on, and nothing
		// of the red one.
		state := snapshotOf(t, h, identityOf("anna"))
		if strings.Contains(state, "red-") || !strings.Contains(state, "blue-19") || !strings.Contains(state, "of-anna") {
			t.Errorf("anna's snapshot is %s", state)
		}
		back := enter(t, h, "anna", head(t, h))
		flood(jan, "blue", 99)
		flood(ewa, "red", 99)
		waitQuiet()
		if all := back.all(); strings.Contains(all, "red-") || !strings.Contains(all, "blue-99") {
			t.Errorf("after coming back anna received %s", all)
		}
	})
}

// flood adds a note to a team's board; its id and text name the team.
func flood(c *client, team string, n uint64) {
	c.command(n+1, 0, "AddNote", fmt.Sprintf(`{"board":"copy:board-1:%s","note":"%s-%d","section":"threat","text":"%s-%d"}`, team, team, n, team, n))
}

// checkReauthorised checks the frames of a session whose member changed teams in
// change moved: all changes up to it, none after it, and only patches of the old
// team.
func checkReauthorised(t *testing.T, frames []frame, moved uint64, old, other string) {
	t.Helper()
	changes := ofKind(frames, "change")
	if len(changes) == 0 || changes[len(changes)-1].Seq != moved {
		t.Fatalf("%d changes, the last is not %d", len(changes), moved)
	}
	seen := 0
	for i, f := range changes {
		if i > 0 && f.Seq != changes[i-1].Seq+1 {
			t.Errorf("change %d after %d", f.Seq, changes[i-1].Seq)
		}
		for _, p := range f.Patches {
			if p.Put == nil {
				continue
			}
			if strings.HasPrefix(p.Put.ID, other) {
				t.Errorf("change %d holds %s", f.Seq, p.Put.ID)
			}
			if strings.HasPrefix(p.Put.ID, old) {
				seen++
			}
		}
	}
	if seen == 0 {
		t.Error("nothing of the old team: the test shows nothing")
	}
}

// Rule W34: a state from before the reauthorisation was meant for another
// viewer, even when the changes since then are still in memory.
func TestReturningFromBeforeTheReauthorisation(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		moved := twoTeams(t, h) - 4
		for since, want := range map[uint64]string{moved - 1: "reset", moved: "welcome"} {
			late := connect(t, h, "anna", fmt.Sprint("client-of-anna-since-", since))
			late.hello(m.Epoch(), since)
			if f := late.next(); f.Type != want {
				t.Errorf("since %d, moved in %d: %+v", since, moved, f)
			}
		}
		// A member who was not reauthorised goes on from their state.
		give(t, h, "ola", "RenameWorkshop", &board.RenameWorkshop{Title: "Inny tytuł"})
		if f := enterAt(t, h, "ola", moved-1); f.Seq != moved+5 {
			t.Errorf("ola is welcomed with %+v", f)
		}
	})
}

// The same when another instance made the change: the room applies it with its
// next append.
func TestReauthorisedByAnotherInstance(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		anna, jan := enter(t, h, "anna", 4), enter(t, h, "jan", 4)
		other := newTestHub(t, m)
		defer other.Close(context.Background())
		give(t, other, "ola", "RenameWorkshop", &board.RenameWorkshop{Title: "Inny tytuł"})
		give(t, other, "ola", "SetRole", &board.SetRole{Member: "anna", Role: board.Moderator})
		give(t, other, "ola", "RenameWorkshop", &board.RenameWorkshop{Title: "Jeszcze inny"})
		together(h, func() {
			jan.addNote(1, "n1", "lasy")
			synctest.Wait()
			anna.command(1, 4, "RenameWorkshop", `{"title":"Po awansie"}`)
		})
		<-anna.over
		frames := anna.drain()
		if changes := ofKind(frames, "change"); len(changes) != 2 || changes[1].Seq != 6 {
			t.Errorf("anna received the changes %+v", changes)
		}
		if acks := ofKind(frames, "ack"); len(acks) != 1 || acks[0].Seq != 9 {
			t.Errorf("anna's command as a moderator was answered %+v", frames)
		}
		if f := jan.want("ack"); f.Seq != 8 {
			t.Errorf("jan received %+v", f)
		}
	})
}

// A moderator loses the role in the middle of their own flood of commands. The flood
// does not delay that. The commands that were decided before count, and the first
// refusal comes right after.
func TestDemotedDuringAFlood(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		moderate(t, h, "iza")
		ola, iza := enter(t, h, "ola", 5), enter(t, h, "iza", 5)
		together(h, func() {
			for i := range uint64(50) {
				iza.command(i+1, 5, "RenameWorkshop", fmt.Sprintf(`{"title":"Tytuł %d"}`, i))
				synctest.Wait()
				if i == 20 {
					ola.command(1, 5, "SetRole", `{"member":"iza","role":"participant"}`)
				}
				synctest.Wait()
			}
		})
		<-iza.over
		demoted := ola.want("ack").Seq
		frames := iza.drain()
		acks, refused := ofKind(frames, "ack"), ofKind(frames, "refused")
		if len(acks) != 1 || acks[0].Seq != demoted-1 || len(refused) != 49 || refused[0].Number != 2 || refused[0].Code != "forbidden" {
			t.Errorf("demoted in %d: %d acks, %d refusals, %+v", demoted, len(acks), len(refused), refused)
		}
	})
}
