package hub

import (
	"context"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// BenchmarkOneMemberAtFullRate sends heavy commands of one member as fast as the pace
// lets it, after the burst is used up, and prints how many cores the whole process
// needs for that: a quarter at most. A command that does nothing the second time is
// given in turn with its opposite.
func BenchmarkOneMemberAtFullRate(b *testing.B) {
	const notes = 4_000
	moves := func(section string) string {
		var list []string
		for n := range 500 {
			list = append(list, fmt.Sprintf(`{"note":"n%d","section":%q}`, n, section))
		}
		return `{"moves":[` + strings.Join(list, ",") + `]}`
	}
	colours := func(colour string) string {
		var list []string
		for n := range 500 {
			list = append(list, fmt.Sprintf(`"n%d"`, n))
		}
		return `{"notes":[` + strings.Join(list, ",") + `],"colour":"` + colour + `"}`
	}
	vote := `{"vote":"v%d","title":"x","points":3,"perItem":3,"groups":false,"boards":[],"sections":[],"liveTotals":false}`
	for _, c := range []struct {
		name, do string
		count    int // how many are measured, after as many that use up the burst
		with     func(i int) string
	}{
		{"MoveNotes/notes=500", "MoveNotes", 5, func(i int) string { return moves([]string{"threat", "weakness"}[i%2]) }},
		{"ColourNotes/notes=500", "ColourNotes", 5, func(i int) string { return colours([]string{"teal", "rose"}[i%2]) }},
		{"EditText/edits=9000", "EditText", 90, func(int) string { return `{"record":"typed","field":"text","ops":["x"]}` }},
		{"AddNote/characters=10000", "AddNote", 10, func(i int) string {
			return fmt.Sprintf(`{"board":"board-1","note":"long-%d","section":"threat","text":%q}`, i, strings.Repeat("ż", 10_000))
		}},
		{"OpenVote", "OpenVote", 90, func(i int) string { return fmt.Sprintf(vote, i) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			h := newTestHub(b, journaltest.NewMemory())
			defer h.Close(context.Background())
			found(b, h, "anna")
			moderate(b, h, "ola")
			for first := 0; first < notes; first += 500 {
				var paste board.PasteNotes
				paste.Board = "board-1"
				for n := first; n < first+500; n++ {
					paste.Notes = append(paste.Notes, board.PastedNote{Note: fmt.Sprint("n", n), Section: "threat", Text: "lasy"})
				}
				give(b, h, "ola", "PasteNotes", &paste)
			}
			give(b, h, "ola", "AddNote", &board.AddNote{Board: "board-1", Note: "typed", Section: "strength", Text: "lasy"})
			seen := head(b, h)
			for i := range 9_000 {
				give(b, h, "ola", "EditText", &board.EditText{Record: "typed", Field: "text", Ops: []board.Splice{{{Insert: "x"}}, {{Count: -1}}}[i%2]})
			}
			h.CommandsPerSecond, h.CommandBurst = 30, 60
			// What filled the board has used up no pace.
			if err := h.call(context.Background(), workshop, func(r *room) { r.pace = newPace(&h.Config) }); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				ola := enter(b, h, "ola", head(b, h))
				for i := range c.count {
					ola.command(uint64(i+1), seen, c.do, c.with(i))
				}
				start, before := time.Now(), processorTime(b)
				for i := c.count; i < 2*c.count; i++ {
					ola.command(uint64(i+1), seen, c.do, c.with(i))
				}
				b.ReportMetric((processorTime(b)-before).Seconds()/time.Since(start).Seconds(), "cores")
				ola.hangUp()
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// processorTime is what the process has used so far.
func processorTime(b *testing.B) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
