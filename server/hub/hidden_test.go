package hub

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// Rules W38 and W39: only the author receives anything of a hidden note. Until
// it is revealed, no frame, catch-up, snapshot, presence or log line holds its
// text, its id, its section or its author.
func TestHiddenNotes(t *testing.T) {
	withModerator(t, func(t *testing.T, h *Hub, m *journaltest.Memory) {
		var log bytes.Buffer
		h.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		goTo(t, h, "silent", "", board.Plan{Allow: []board.Act{board.ActWrite, board.ActMove, board.ActGroup}, Hidden: true})
		at := head(t, h)
		anna, jan, ola, projector := enter(t, h, "anna", at), enter(t, h, "jan", at), enter(t, h, "ola", at), enter(t, h, "", at)
		others := []*client{jan, ola, projector}
		waitQuiet()
		from := map[*client]int{}
		for _, c := range others {
			c.drain()
			from[c] = len(c.all())
		}
		anna.say(`{"type":"presence","state":"online","board":"board-1","section":"opportunity","typing":true}`)
		anna.command(1, at, "AddNote", `{"board":"board-1","note":"kanarek-1","section":"opportunity","text":"kanarek śpiewa"}`)
		anna.command(2, at+1, "EditText", `{"record":"kanarek-1","field":"text","ops":[7," głośno"]}`)
		anna.command(3, at+2, "GroupNotes", `{"board":"board-1","group":"kanarek-g","name":"kanarki","notes":["kanarek-1"]}`)
		anna.command(4, at+3, "MoveNotes", `{"moves":[{"note":"kanarek-1","section":"threat","group":"kanarek-g"}]}`)
		anna.command(5, at+4, "ColourNotes", `{"notes":["kanarek-1"],"colour":"rose"}`)
		anna.say(`{"type":"presence","state":"online","board":"board-1","section":"threat","item":"kanarek-1"}`)
		for number := uint64(1); number <= 5; number++ {
			if f := anna.want2("ack", "refused"); f.Type != "ack" {
				t.Fatalf("anna is answered %+v", f)
			}
		}
		// The others get the answers that they would get if the note did not exist.
		for i, c := range []*client{jan, ola} {
			c.command(uint64(i+1), at, "EditText", `{"record":"kanarek-1","field":"text","ops":["x"]}`)
			c.command(uint64(i+2), at, "DeleteNotes", `{"notes":["nothing-there"]}`)
			mine, none := c.want("refused"), c.want("refused")
			if mine.Number = none.Number; mine.Code != "not_found" || fmt.Sprint(mine) != fmt.Sprint(none) {
				t.Errorf("%s is answered %+v and %+v", c.name, mine, none)
			}
		}
		jan.say(`{"type":"presence","state":"online","board":"board-1","item":"kanarek-1"}`)
		waitQuiet()
		canaries := []string{"kanar", "śpiewa", "głośno", "opportunity", "threat", "rose", `"author"`, "member:anna"}
		check := func(who, text string) {
			t.Helper()
			for _, canary := range canaries {
				if strings.Contains(text, canary) {
					t.Errorf("%s holds %q: %s", who, canary, text)
				}
			}
		}
		for _, c := range others {
			check("what "+c.name+" received", c.all()[from[c]:])
			for _, f := range ofKind(c.drain(), "change") {
				if len(f.Patches) > 0 {
					t.Errorf("%s received %+v", c.name, f)
				}
			}
		}
		for _, member := range []string{"jan", "ola", ""} {
			check("the snapshot of "+member, snapshotOf(t, h, identityOf(member)))
			late := enter(t, h, member, at)
			waitQuiet()
			check("the catch-up of "+member, late.all())
			late.hangUp()
		}
		check("the log", log.String())
		if !strings.Contains(anna.all(), "kanarek śpiewa") || !strings.Contains(snapshotOf(t, h, identityOf("anna")), "kanarek głośno śpiewa") {
			t.Errorf("anna herself received %s", anna.all())
		}
		// The phase has ended and the notes are still hidden. One reveal is one change.
		give(t, h, "ola", "GoTo", &board.GoTo{Phase: "", From: "silent"})
		waitQuiet()
		for _, c := range others {
			check("what "+c.name+" received", c.all()[from[c]:strings.LastIndex(c.all(), `"hidden:board-1/`)])
			c.drain()
		}
		seq := give(t, h, "ola", "Reveal", &board.Reveal{Board: "board-1"})
		for _, c := range others {
			if f := c.want("change"); f.Seq != seq || !strings.Contains(c.all(), "kanarek głośno śpiewa") {
				t.Errorf("%s received %+v", c.name, f)
			}
		}
		synctest.Wait()
	})
}

// The same run with texts of other lengths gives the others as many frames of
// the same size.
func TestHiddenTextHasNoLength(t *testing.T) {
	sizes := map[string]int64{}
	for _, text := range []string{"x", strings.Repeat("długi tekst ", 200)} {
		withModerator(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
			goTo(t, h, "silent", "", board.Plan{Allow: []board.Act{board.ActWrite}, Hidden: true, Anonymous: true, Counts: true})
			at := head(t, h)
			var clients []*client
			for _, member := range []string{"anna", "jan", "ola", ""} {
				clients = append(clients, enter(t, h, member, at))
				waitQuiet()
			}
			for i := range uint64(5) {
				clients[0].addNote(i+1, fmt.Sprint("n", i), text)
				waitQuiet()
			}
			waitQuiet()
			waitQuiet() // the hash
			for _, c := range clients[1:] {
				if before, ok := sizes[c.name]; ok && before != c.bytes.Load() {
					t.Errorf("%s received %d bytes with one text and %d with another", c.name, before, c.bytes.Load())
				}
				sizes[c.name] = c.bytes.Load()
			}
		})
	}
}
