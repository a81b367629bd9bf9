package board

import (
	"fmt"
	"testing"
	"time"
)

// filled is a board with so many notes over four sections and ten groups.
func filled(b testing.TB, notes int) *State {
	limits := DefaultLimits()
	limits.MaxNotes, limits.MaxRecords, limits.MaxBatch = notes*2+1_000_000, notes*2+1_000_000, notes+1
	w := &world{state: NewState(limits)}
	w.must(b, Actor{Role: System}, "FoundWorkshop", &FoundWorkshop{Title: "Próba", Locale: "pl", Template: "swot"})
	w.must(b, Actor{Role: System}, "EnterMember", &EnterMember{Member: "anna", Name: "Anna", Role: Participant})
	w.must(b, Actor{Role: System}, "EnterMember", &EnterMember{Member: "jan", Name: "Jan", Role: Moderator})
	paste := &PasteNotes{Board: "board-1"}
	for i := range 10 {
		paste.Groups = append(paste.Groups, PastedGroup{fmt.Sprint("group-", i), fmt.Sprint("Obszar ", i)})
	}
	for i := range notes {
		paste.Notes = append(paste.Notes, PastedNote{Note: fmt.Sprint("note-", i), Section: quadrants[i%4], Group: fmt.Sprint("group-", i%10), Text: "dogodne położenie przy drodze krajowej"})
	}
	w.must(b, Actor{Member: "anna", Role: Participant}, "PasteNotes", paste)
	return w.state
}

var benchCommands = []struct {
	name string
	make func(i int) (string, Command)
}{
	{"AddNote", func(i int) (string, Command) {
		return "AddNote", &AddNote{Board: "board-1", Note: fmt.Sprint("new-", i), Section: "threat", Group: "group-1", Text: "wyludnianie się wsi"}
	}},
	{"MoveNotes", func(i int) (string, Command) {
		return "MoveNotes", &MoveNotes{[]Move{{Note: "note-5", Section: quadrants[i%4], Group: "group-3", Before: "note-3"}}}
	}},
	{"EditText", func(i int) (string, Command) {
		return "EditText", &EditText{"note-7", "text", Splice{{Count: 5}, {Insert: "x"}, {Count: -1}}}
	}},
	{"ColourNotes", func(i int) (string, Command) {
		return "ColourNotes", &ColourNotes{[]string{"note-9"}, noteColours[i%5]}
	}},
}

func BenchmarkPerform(b *testing.B) {
	for _, notes := range []int{60, 2000} {
		for _, c := range benchCommands {
			b.Run(fmt.Sprintf("%s/notes=%d", c.name, notes), func(b *testing.B) {
				s := filled(b, notes)
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					do, cmd := c.make(i)
					if _, _, err := s.Perform(Order{By: Actor{Member: "anna", Role: Participant}, Seen: s.Seq, Do: do, Command: cmd}, time.Time{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkApply(b *testing.B) {
	for _, notes := range []int{60, 2000} {
		for _, c := range benchCommands {
			b.Run(fmt.Sprintf("%s/notes=%d", c.name, notes), func(b *testing.B) {
				s := filled(b, notes)
				do, cmd := c.make(1)
				change, err := s.Decide(Order{By: Actor{Member: "anna", Role: Participant}, Seen: s.Seq, Do: do, Command: cmd}, time.Time{})
				if err != nil {
					b.Fatal(err)
				}
				b.ReportAllocs()
				for b.Loop() {
					undo, err := s.Apply(Fact{Seq: s.Seq + 1, Change: change})
					if err != nil {
						b.Fatal(err)
					}
					s.Revert(undo)
				}
			})
		}
	}
}

func BenchmarkEncodeChange(b *testing.B) {
	s := filled(b, 60)
	for _, c := range benchCommands {
		b.Run(c.name, func(b *testing.B) {
			do, cmd := c.make(1)
			change, err := s.Decide(Order{By: Actor{Member: "anna", Role: Participant}, Seen: s.Seq, Do: do, Command: cmd}, time.Time{})
			if err != nil {
				b.Fatal(err)
			}
			buffer := change.Encode().AppendJSON(nil)
			b.ReportMetric(float64(len(buffer)), "bytes/change")
			b.ReportAllocs()
			for b.Loop() {
				buffer = change.Encode().AppendJSON(buffer[:0])
			}
		})
	}
}

func BenchmarkSnapshot(b *testing.B) {
	s := filled(b, 2000)
	saved := s.Save()
	b.Run("Save/notes=2000", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			s.Save()
		}
	})
	b.Run("Load/notes=2000", func(b *testing.B) {
		b.ReportMetric(float64(len(saved)), "bytes")
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Load(saved, s.Limits); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkReveal opens the hidden notes of twenty people in one change.
func BenchmarkReveal(b *testing.B) {
	for _, notes := range []int{60, 500} {
		b.Run(fmt.Sprintf("notes=%d", notes), func(b *testing.B) {
			s := filled(b, 2000)
			for i := range notes {
				s.replace(nil, &Record{ID: fmt.Sprint("hidden-", i), Kind: KindNote, Audience: OnlyMember(fmt.Sprint("member-", i%20)), Fields: MakeFields(
					Field{"board", "board-1"}, Field{"section", quadrants[i%4]}, Field{"rank", "a0"}, Field{"text", "dogodne położenie"},
				)})
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.Decide(Order{By: Actor{Member: "jan", Role: Moderator}, Seen: s.Seq, Do: "Reveal", Command: &Reveal{Board: "board-1"}}, time.Time{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
