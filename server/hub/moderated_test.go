package hub

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// moderate admits a moderator. The identities of these tests have the
// participants' link, so that only the member record decides what they may do.
func moderate(t testing.TB, h *Hub, member string) {
	t.Helper()
	_, err := h.Submit(context.Background(), workshop, board.Order{By: board.Actor{Role: board.System}, Do: "EnterMember",
		Command: &board.EnterMember{Member: member, Name: strings.ToUpper(member), Role: board.Moderator}})
	if err != nil {
		t.Fatal(err)
	}
}

// give gives a command of a member without a live connection and returns the
// number of its change.
func give(t testing.TB, h *Hub, member, do string, command board.Command) uint64 {
	t.Helper()
	seq, err := h.Submit(context.Background(), workshop, board.Order{By: identityOf(member).Actor(), Do: do, Command: command})
	if err != nil {
		t.Fatalf("%s by %s: %v", do, member, err)
	}
	return seq
}

// refusalOf returns the code with which a member's command is refused, "" when
// it is not refused.
func refusalOf(t testing.TB, h *Hub, member, do string, command board.Command) board.Code {
	t.Helper()
	_, err := h.Submit(context.Background(), workshop, board.Order{By: identityOf(member).Actor(), Do: do, Command: command})
	var refusal *board.Refusal
	switch {
	case errors.As(err, &refusal):
		return refusal.Code
	case err != nil:
		t.Fatalf("%s by %s: %v", do, member, err)
	}
	return ""
}

// The copies of board-1 that the teams of twoTeams have.
const (
	redBoard  = "copy:board-1:red"
	blueBoard = "copy:board-1:blue"
)

// twoTeams forms the team red with anna and the team blue with jan, each with a
// copy of board-1; no phase runs afterwards. These are five changes.
func twoTeams(t testing.TB, h *Hub) uint64 {
	t.Helper()
	give(t, h, "ola", "FormTeams", &board.FormTeams{Teams: []board.FormedTeam{
		{Team: "red", Name: "Czerwoni", Members: []string{"anna"}},
		{Team: "blue", Name: "Niebiescy", Members: []string{"jan"}},
	}})
	goTo(t, h, "in-teams", "", board.Plan{Teams: true})
	give(t, h, "ola", "GoTo", &board.GoTo{Phase: "", From: "in-teams"})
	return give(t, h, "ola", "RemovePhase", &board.RemovePhase{Phase: "in-teams"})
}

// goTo adds a phase and begins it.
func goTo(t testing.TB, h *Hub, id, from string, plan board.Plan) uint64 {
	t.Helper()
	plan.Title = "Etap " + id
	give(t, h, "ola", "AddPhase", &board.AddPhase{Phase: id, Plan: plan})
	return give(t, h, "ola", "GoTo", &board.GoTo{Phase: id, From: from})
}

// withModerator runs a test in a workshop with the participants anna and jan and the
// moderator ola, at change 4.
func withModerator(t *testing.T, test func(t *testing.T, h *Hub, m *journaltest.Memory)) {
	live(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		moderate(t, h, "ola")
		test(t, h, m)
	})
}

// head returns the number of the newest change.
func head(t testing.TB, h *Hub) (seq uint64) {
	t.Helper()
	if err := h.View(context.Background(), workshop, func(s *board.State) { seq = s.Seq }); err != nil {
		t.Fatal(err)
	}
	return seq
}

// waitQuiet waits until everything that was gathered is sent.
func waitQuiet() {
	synctest.Wait()
	<-time.After(time.Second)
	synctest.Wait()
}

// drain returns the frames that a client has received and nobody has looked at.
func (c *client) drain() []frame {
	var frames []frame
	for len(c.got) > 0 {
		frames = append(frames, <-c.got)
	}
	return frames
}

// ofKind returns the frames of a type.
func ofKind(frames []frame, kind string) []frame {
	var some []frame
	for _, f := range frames {
		if f.Type == kind {
			some = append(some, f)
		}
	}
	return some
}
