package hub

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// Rule W40: the totals of an open vote come once a second at most, and only when
// three ballots have changed. They do not tell who gave what. What was given just
// before a room ended is counted when it opens again.
func TestLiveTotalsAreGathered(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		ola, projector := enter(t, h, "ola", 4), enter(t, h, "", 4)
		give(t, h, "anna", "AddNote", &board.AddNote{Board: "board-1", Note: "n1", Section: "strength", Text: "lasy"})
		give(t, h, "ola", "OpenVote", &board.OpenVote{Vote: "v", Title: "Jawne", Points: 5, PerItem: 5, LiveTotals: true})
		points := func(by string, points int64) {
			give(t, h, by, "SetPoints", &board.SetPoints{Vote: "v", Item: "n1", Points: points})
		}
		waitQuiet()
		before := head(t, h)
		for i := range 5 {
			points("anna", int64(i+1))
		}
		points("jan", 2)
		waitQuiet()
		if now := head(t, h); now != before+6 {
			t.Fatalf("%d changes for six commands of two voters, want no tally behind them", now-before)
		}
		start := time.Now()
		points("ola", 1)
		points("anna", 4)
		for head(t, h) == before+8 && time.Since(start) < 2*liveTotalsWindow {
			<-time.After(10 * time.Millisecond)
		}
		if took := time.Since(start); took < liveTotalsWindow || took > liveTotalsWindow+50*time.Millisecond {
			t.Errorf("counted after %v", took)
		}
		waitQuiet()
		if now := head(t, h); now != before+9 {
			t.Errorf("%d changes for eight commands, want one tally behind them", now-before)
		}
		for _, c := range []*client{ola, projector} {
			told := c.all()
			if !strings.Contains(told, `"items":["n1"],"places":["1"],"points":["7"]`) {
				t.Errorf("%s is not told the totals: %s", c.name, told)
			}
			if strings.Contains(told, "uncounted") || c == projector && strings.Contains(told, "ballot") {
				t.Errorf("%s is told who voted: %s", c.name, told)
			}
		}
		points("jan", 0)
		points("anna", 1)
		points("ola", 2)
		if err := h.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		reopened := newTestHub(t, m)
		head(t, reopened) // opens the room
		<-time.After(2 * liveTotalsWindow)
		synctest.Wait()
		var tally board.Tally
		if err := reopened.View(t.Context(), workshop, func(s *board.State) { tally = board.Tally{Record: s.Get("tally:v")} }); err != nil {
			t.Fatal(err)
		}
		if err := reopened.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		if tally.Voters() != 2 || len(tally.Points()) > 0 {
			t.Errorf("after a restart %d voters are counted with the totals %v, want 2 and none", tally.Voters(), tally.Points())
		}
	})
}
