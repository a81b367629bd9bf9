package hub

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// Moderating acts and refused acts leave one line each, without content. A refused act
// of a phase that hides who works where is nobody's.
func TestActsAreLogged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		config := testConfig(journaltest.NewMemory())
		config.Log = slog.New(slog.NewJSONHandler(&log, nil))
		h := New(config)
		found(t, h, "anna")
		moderate(t, h, "ola")
		give(t, h, "ola", "RenameWorkshop", &board.RenameWorkshop{Title: "Kanarek"})
		give(t, h, "anna", "AddNote", &board.AddNote{Board: "board-1", Note: "n1", Section: "strength", Text: "kanarek"})
		refused := func(do string, c board.Command) {
			t.Helper()
			if _, err := h.Submit(t.Context(), workshop, board.Order{By: board.Actor{Member: "anna", Role: board.Participant}, Do: do, Command: c}); err == nil {
				t.Errorf("%s is not refused", do)
			}
		}
		refused("RenameWorkshop", &board.RenameWorkshop{Title: "Kanarek"})
		give(t, h, "ola", "AddPhase", &board.AddPhase{Phase: "p", Plan: board.Plan{Title: "Kanarek", Anonymous: true, Allow: []board.Act{board.ActWrite}}})
		give(t, h, "ola", "GoTo", &board.GoTo{Phase: "p"})
		refused("AddNote", &board.AddNote{Board: "board-1", Note: "n1", Section: "strength", Text: "kanarek"})
		if err := h.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		var lines []string
		for line := range strings.Lines(log.String()) {
			if _, act, is := strings.Cut(line, `"msg":"act",`); is {
				lines = append(lines, strings.TrimSpace(act))
			}
		}
		want := []string{
			`"do":"RenameWorkshop","member":"ola","result":"done"`,
			`"do":"RenameWorkshop","member":"anna","result":"forbidden"`,
			`"do":"AddPhase","member":"ola","result":"done"`,
			`"do":"GoTo","member":"ola","result":"done"`,
			`"do":"AddNote","result":"exists"`,
		}
		for i := 0; i < max(len(want), len(lines)); i++ {
			if i >= len(want) || i >= len(lines) || !strings.Contains(lines[i], want[i]) {
				t.Fatalf("the lines are\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
			}
		}
		if strings.Contains(strings.ToLower(log.String()), "kanarek") {
			t.Error("the log holds content")
		}
	})
}
