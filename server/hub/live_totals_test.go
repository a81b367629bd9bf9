package hub

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// Rule W40: the totals of an open vote come once a second at most, and do not
// tell who gave what. Points that were given just before a room ended are
// counted when it opens again.
func TestLiveTotalsAreGathered(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		ola, projector := enter(t, h, "ola", 4), enter(t, h, "", 4)
		give(t, h, "anna", "AddNote", &board.AddNote{Board: "board-1", Note: "n1", Section: "strength", Text: "lasy"})
		give(t, h, "ola", "OpenVote", &board.OpenVote{Vote: "v", Title: "Jawne", Points: 5, PerItem: 5, LiveTotals: true})
		waitQuiet()
		before := head(t, h)
		start := time.Now()
		for i := range 5 {
			give(t, h, "anna", "SetPoints", &board.SetPoints{Vote: "v", Item: "n1", Points: int64(i + 1)})
		}
		give(t, h, "jan", "SetPoints", &board.SetPoints{Vote: "v", Item: "n1", Points: 2})
		for head(t, h) == before+6 {
			<-time.After(10 * time.Millisecond)
		}
		if took := time.Since(start); took < liveTotalsWindow || took > liveTotalsWindow+50*time.Millisecond {
			t.Errorf("counted after %v", took)
		}
		waitQuiet()
		if now := head(t, h); now != before+7 {
			t.Errorf("%d changes for six ballots, want one tally behind them", now-before)
		}
		for _, c := range []*client{ola, projector} {
			told := c.all()
			if !strings.Contains(told, `"items":["n1"],"places":["1"],"points":["7"]`) {
				t.Errorf("%s is not told the totals: %s", c.name, told)
			}
			if strings.Contains(told, "progress") || strings.Contains(told, "ballot") {
				t.Errorf("%s is told who voted: %s", c.name, told)
			}
		}
		give(t, h, "jan", "SetPoints", &board.SetPoints{Vote: "v", Item: "n1", Points: 0})
		if err := h.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		reopened := newTestHub(t, m)
		head(t, reopened) // opens the room
		<-time.After(2 * liveTotalsWindow)
		synctest.Wait()
		var points []string
		if err := reopened.View(t.Context(), workshop, func(s *board.State) { points = board.Tally{Record: s.Get("tally:v")}.Points() }); err != nil {
			t.Fatal(err)
		}
		if err := reopened.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		if len(points) != 1 || points[0] != "5" {
			t.Errorf("after a restart the totals are %v, want 5", points)
		}
	})
}
