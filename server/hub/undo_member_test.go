package hub

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"warsztat/board"
	"warsztat/server/journal/journaltest"
)

// Rule W23c: after a ban a moderator takes back what the member did since a time. The
// server gathers it from the journal, also after the room was closed.
func TestUndoMemberOverTheJournal(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		moderate(t, h, "ola")
		anna, ola := enter(t, h, "anna", 4), enter(t, h, "ola", 4)
		anna.addNote(1, "before", "lasy")
		anna.want("ack")
		<-time.After(20 * time.Second)
		since := time.Now().UnixMilli()
		for n := uint64(2); n <= 50; n++ {
			anna.addNote(n, fmt.Sprint("n", n), "śmieci")
			anna.want("ack")
		}
		give(t, h, "ola", "RemoveMember", &board.RemoveMember{Member: "anna", Ban: true})
		ola.command(1, head(t, h), "UndoMember", fmt.Sprintf(`{"member":"anna","since":%d}`, since))
		if f := ola.want2("ack", "refused"); f.Type != "ack" {
			t.Fatalf("%+v", f)
		}
		binned := 0
		if err := h.View(t.Context(), workshop, func(s *board.State) {
			for r := range s.Records(board.Viewer{Member: "ola", Role: board.Moderator}) {
				if note := board.NoteOf(r); !note.Missing() && note.Deleted() {
					binned++
				}
			}
		}); err != nil || binned != 49 {
			t.Errorf("%d notes are in the bin, want 49: %v", binned, err)
		}
		jan := enter(t, h, "jan", head(t, h))
		jan.command(1, head(t, h), "UndoMember", fmt.Sprintf(`{"member":"anna","since":%d}`, since))
		if f := jan.want2("ack", "refused"); f.Code != "forbidden" {
			t.Errorf("by a participant: %+v", f)
		}
	})
}

// Rule W23d: what has been in the bin for thirty days is removed.
func TestTheBinExpires(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		anna := enter(t, h, "anna", 3)
		anna.addNote(1, "n1", "lasy")
		anna.command(2, 4, "DeleteNotes", `{"notes":["n1"]}`)
		there := func() (there bool) {
			if err := h.View(t.Context(), workshop, func(s *board.State) { there = s.Get("n1") != nil }); err != nil {
				t.Fatal(err)
			}
			return there
		}
		for day := 0; day < 31; day++ {
			if day < 30 && !there() {
				t.Fatalf("it is gone after %d days", day)
			}
			<-time.After(24 * time.Hour)
		}
		if there() {
			t.Error("it is there after 31 days")
		}
	})
}

// Rule W23b: one member fills a tenth of the journal, and 5 % are the moderators'.
func TestTheJournalHasShares(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		moderate(t, h, "ola")
		h.Limits.MaxJournal = 1_000_000
		if err := h.View(t.Context(), workshop, func(s *board.State) { s.Limits.MaxJournal = 1_000_000 }); err != nil {
			t.Fatal(err)
		}
		text := strings.Repeat("x", 9_800)
		fill := func(who string) (count int, code board.Code) {
			for code == "" && count < 200 {
				code = refusalOf(t, h, who, "AddNote", &board.AddNote{Board: "board-1", Note: fmt.Sprint(who, "-", count), Section: "threat", Text: text})
				count++
			}
			return count - 1, code
		}
		if count, code := fill("anna"); count != 10 || code != board.NoShare {
			t.Errorf("anna adds %d notes of ten kilobytes, then %q", count, code)
		}
		if count, code := fill("jan"); count != 10 || code != board.NoShare {
			t.Errorf("jan adds %d notes, then %q", count, code)
		}
		for n := range 20 {
			who := fmt.Sprint("member-", n)
			admit(t, h, who)
			if _, code := fill(who); code == board.QuotaFull {
				break
			}
		}
		if count, code := fill("ola"); count < 4 || count > 6 || code != board.QuotaFull {
			t.Errorf("the moderator adds %d notes, then %q", count, code)
		}
	})
}
