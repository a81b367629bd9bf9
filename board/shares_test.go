package board

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

var (
	shareAnna = Actor{Member: "anna", Role: Participant}
	shareEwa  = Actor{Member: "ewa", Role: Participant}
	shareJan  = Actor{Member: "jan", Role: Moderator}
)

// crowded is a workshop that holds a hundred notes, and fifty groups.
func crowded(t *testing.T) *world {
	w := newWorld(t)
	w.state.Limits.MaxNotes, w.state.Limits.MaxGroups, w.state.Limits.MaxRecords = 100, 50, 200
	return w
}

// code gives a command and says with which code it was refused.
func (w *world) code(by Actor, do string, command Command) Code {
	if err := w.give(Order{By: by, Do: do, Command: command}); err != nil {
		return err.(*Refusal).Code
	}
	return ""
}

func (w *world) note(by Actor) Code {
	w.next++
	return w.code(by, "AddNote", &AddNote{Board: "board-1", Note: fmt.Sprint("note-", w.next), Section: "threat", Text: "las"})
}

// fill adds notes until they are refused, and says how many there were and with which
// code it ended.
func (w *world) fill(by Actor) (count int, code Code) {
	for code = w.note(by); code == ""; code = w.note(by) {
		count++
	}
	return count, code
}

// Nobody uses up a limit for all: a participant holds a tenth of it, and a twentieth is
// the moderators'.
func TestSharesOfNotes(t *testing.T) {
	w := crowded(t)
	if count, code := w.fill(shareAnna); count != 10 || code != NoShare {
		t.Errorf("anna adds %d notes, then %q", count, code)
	}
	if code := w.note(shareEwa); code != "" {
		t.Errorf("ewa is refused with %q", code)
	}
	first := w.next - 10
	w.must(t, shareAnna, "DeleteNotes", &DeleteNotes{[]string{fmt.Sprint("note-", first)}})
	if code := w.note(shareAnna); code != "" {
		t.Errorf("after a deletion anna is refused with %q", code)
	}
	if code := w.code(shareEwa, "RestoreNotes", &RestoreNotes{[]string{fmt.Sprint("note-", first)}}); code != NoShare {
		t.Errorf("a note of anna beyond her share is restored: %q", code)
	}
	if code := w.code(shareJan, "RestoreNotes", &RestoreNotes{[]string{fmt.Sprint("note-", first)}}); code != "" {
		t.Errorf("the moderator is refused with %q", code)
	}
	for n := range 20 {
		who := fmt.Sprint("member-", n)
		w.must(t, Actor{Role: System}, "EnterMember", &EnterMember{Member: who, Name: who, Role: Participant})
		if _, code := w.fill(Actor{Member: who, Role: Participant}); w.state.Count(KindNote) >= 95 {
			if code != TooMany {
				t.Errorf("when all have used theirs: %q", code)
			}
			break
		}
	}
	if count, code := w.fill(shareJan); w.state.Count(KindNote) != 100 || count != 5 || code != TooMany {
		t.Errorf("the moderator adds %d notes, then %q; the workshop holds %d", count, code, w.state.Count(KindNote))
	}
}

// A paste that does not fit the share changes nothing, and groups have shares, too.
func TestSharesOfAPaste(t *testing.T) {
	w := crowded(t)
	paste := func(prefix string, groups, notes int) *PasteNotes {
		c := &PasteNotes{Board: "board-1"}
		for i := range groups {
			c.Groups = append(c.Groups, PastedGroup{fmt.Sprint(prefix, "g", i), "x"})
		}
		for i := range notes {
			c.Notes = append(c.Notes, PastedNote{Note: fmt.Sprint(prefix, i), Section: "threat", Text: "las"})
		}
		return c
	}
	for _, c := range []struct {
		groups, notes int
		want          Code
	}{{0, 11, NoShare}, {6, 1, NoShare}, {5, 10, ""}, {0, 1, NoShare}, {1, 0, Empty}} {
		before := w.state.Len()
		if got := w.code(shareAnna, "PasteNotes", paste(fmt.Sprintf("p%d-%d-", c.groups, c.notes), c.groups, c.notes)); got != c.want {
			t.Errorf("%d groups and %d notes: %q, want %q", c.groups, c.notes, got, c.want)
		} else if got != "" && w.state.Len() != before {
			t.Errorf("%d groups and %d notes left something behind", c.groups, c.notes)
		}
	}
}

// Pasting and deleting, over and over, ends at the member's own share of the records.
// Emptying the bin gives it back, and the ids stay taken.
func TestSharesOfRecords(t *testing.T) {
	w := crowded(t)
	made := 0
	code := Code("")
	for ; code == "" && made < 1000; made++ {
		if code = w.note(shareAnna); code == "" {
			w.must(t, shareAnna, "DeleteNotes", &DeleteNotes{[]string{fmt.Sprint("note-", w.next)}})
		}
	}
	if made != 21 || code != NoShare {
		t.Errorf("anna made %d notes, then %q", made-1, code)
	}
	if code := w.note(shareEwa); code != "" {
		t.Errorf("ewa is refused with %q", code)
	}
	held := w.state.Len()
	w.must(t, shareJan, "EmptyBin", &EmptyBin{})
	if w.state.Len() != held-20 {
		t.Errorf("the bin was emptied of %d notes", held-w.state.Len())
	}
	if code := w.note(shareAnna); code != "" {
		t.Errorf("after the bin was emptied anna is refused with %q", code)
	}
	again := &AddNote{Board: "board-1", Note: "note-1", Section: "threat", Text: "las"}
	if code := w.code(shareEwa, "AddNote", again); code != Exists {
		t.Errorf("the id of a note from the bin: %q", code)
	}
	loaded, err := Load(w.state.Save(), w.state.Limits)
	if err != nil {
		t.Fatal(err)
	}
	w.state = loaded
	if code := w.code(shareEwa, "AddNote", again); code != Exists {
		t.Errorf("the id of a note from the bin, after a restart: %q", code)
	}
	if count, code := w.fill(shareAnna); count != 9 || code != NoShare {
		t.Errorf("after a restart anna adds %d notes, then %q", count, code)
	}
}

// In an anonymous phase the share is counted, and what is stored does not tell whose it is.
func TestSharesWithoutNames(t *testing.T) {
	w := crowded(t)
	w.must(t, shareJan, "AddPhase", &AddPhase{Phase: "secret", Plan: Plan{Title: "x", Allow: Acts, Anonymous: true}})
	w.must(t, shareJan, "GoTo", &GoTo{Phase: "secret"})
	if count, code := w.fill(shareAnna); count != 10 || code != NoShare {
		t.Errorf("anna adds %d notes, then %q", count, code)
	}
	if saved := w.state.holdings.save(); len(saved.Makers) > 0 {
		t.Errorf("stored: %v", saved.Makers)
	}
}

// What is needed stays in the bin: sources, what was merged, and what votes name.
func TestEmptyBinKeepsWhatIsNeeded(t *testing.T) {
	w := newWorld(t)
	for _, id := range []string{"into", "merged", "voted", "counted", "free", "later", "chain", "linked", "linking", "ended", "asked"} {
		w.must(t, shareAnna, "AddNote", &AddNote{Board: "board-1", Note: id, Section: "threat", Text: id})
	}
	vote := func(id, item string) {
		w.must(t, shareJan, "OpenVote", &OpenVote{Vote: id, Title: "x", Points: 3, PerItem: 3})
		for _, who := range []Actor{shareAnna, shareEwa, shareJan} {
			w.must(t, who, "SetPoints", &SetPoints{id, item, 1})
		}
	}
	vote("v1", "counted")
	w.must(t, shareJan, "CloseVote", &CloseVote{"v1"})
	vote("v2", "voted")
	w.must(t, shareJan, "OpenVote", &OpenVote{Vote: "v3", Title: "x", Points: 3, PerItem: 3, Items: []string{"asked"}})
	w.must(t, shareAnna, "AddLink", &AddLink{"l1", "comesFrom", "linking", "linked"})
	w.must(t, shareAnna, "AddLink", &AddLink{"l2", "comesFrom", "ended", "free"})
	w.must(t, shareAnna, "MergeNotes", &MergeNotes{"merged", []string{"chain"}})
	w.must(t, shareAnna, "MergeNotes", &MergeNotes{"into", []string{"merged"}})
	at := w.facts[len(w.facts)-1].At
	w.must(t, shareAnna, "DeleteNotes", &DeleteNotes{[]string{"voted", "counted", "free"}})
	if code := w.code(Actor{Role: System}, "ExpireBin", &ExpireBin{at}); code != "" || w.state.Get("free") == nil {
		t.Errorf("%q, and what has just been deleted is gone", code)
	}
	w.must(t, shareAnna, "DeleteNotes", &DeleteNotes{[]string{"later", "linked", "ended", "asked"}})
	if code := w.code(Actor{Role: System}, "ExpireBin", &ExpireBin{w.facts[len(w.facts)-1].At}); code != "" || w.state.Get("free") != nil || w.state.Get("later") == nil {
		t.Errorf("expired: %q, %v, %v", code, w.state.Get("free"), w.state.Get("later"))
	}
	w.must(t, shareJan, "EmptyBin", &EmptyBin{})
	var left []string
	for _, id := range []string{"into", "merged", "chain", "voted", "counted", "later", "linked", "ended", "asked", "l1", "l2"} {
		if w.state.Get(id) != nil {
			left = append(left, id)
		}
	}
	if want := []string{"into", "merged", "chain", "voted", "counted", "linked", "asked", "l1"}; !slices.Equal(left, want) {
		t.Errorf("left: %q, want %q", left, want)
	}
}

// People who wait take no seat, and the last seats are for moderators.
func TestSeats(t *testing.T) {
	w := newWorld(t) // jan, anna and ewa are there
	w.state.Limits.MaxPeople = 40
	come := func(from, to int, role Role) (code Code) {
		for n := from; n < to && code == ""; n++ {
			code = w.admit(fmt.Sprint("member-", n), role)
		}
		return code
	}
	w.must(t, shareJan, "SetWaitingRoom", &SetWaitingRoom{true})
	if code := come(0, 40, Participant); code != "" {
		t.Fatalf("as many wait as may be members: %q", code)
	}
	if code := come(40, 41, Participant); code != NoSeat {
		t.Errorf("one more waits: %q", code)
	}
	if code := w.code(shareJan, "AdmitMembers", &AdmitMembers{names("member", 0, 38)}); code != NoSeat {
		t.Errorf("more are let in than there are seats for: %q", code)
	}
	w.must(t, shareJan, "AdmitMembers", &AdmitMembers{names("member", 0, 37)})
	if code := come(50, 53, Moderator); code != NoSeat || len(w.state.Siblings(memberList)) != 42 {
		t.Errorf("moderators use two more seats: %q, %d members", code, len(w.state.Siblings(memberList)))
	}
	records := w.state.Len()
	w.must(t, shareJan, "RemoveMember", &RemoveMember{"member-0", false})
	if code := w.admit("member-0", Participant); code != "" {
		t.Fatal(code)
	}
	w.must(t, shareJan, "DismissWaiting", &DismissWaiting{})
	if left := w.state.Siblings(waitList); len(left) > 0 || w.state.Len() != records-3 {
		t.Errorf("%d wait, %d records are left of %d", len(left), w.state.Len(), records)
	}
	for _, gone := range []string{"member-0", "member-39"} {
		if _, r := w.state.Viewer(Actor{Member: gone, Role: Participant}); r == nil || r.Code != Removed {
			t.Errorf("%s is met with %v", gone, r)
		}
	}
	if code := w.admit("member-39", Participant); code != "" {
		t.Errorf("one who was sent away comes again: %q", code)
	}
}

// A moderator takes back what a member did since a time, as far as nobody changed it
// since, and nothing that was done without a name.
func TestUndoMember(t *testing.T) {
	w := newWorld(t)
	add := func(by Actor, id, text string) {
		w.must(t, by, "AddNote", &AddNote{Board: "board-1", Note: id, Section: "threat", Text: text})
	}
	add(shareAnna, "before", "las")
	add(shareEwa, "kept", "rzeka")
	for _, id := range []string{"edited", "touched", "moved", "deleted", "coloured", "into", "from"} {
		add(shareEwa, id, "jezioro")
	}
	since := w.facts[len(w.facts)-1].At.Add(time.Millisecond)
	splice := func(by Actor, id string, ops Splice) { w.must(t, by, "EditText", &EditText{id, "text", ops}) }
	add(shareAnna, "junk", "śmieci")
	splice(shareAnna, "edited", Splice{{Insert: "śmieci"}, {Count: -7}})
	splice(shareAnna, "edited", Splice{{Insert: "!"}})
	splice(shareAnna, "touched", Splice{{Insert: "x"}})
	splice(shareEwa, "touched", Splice{{Insert: "y"}})
	w.must(t, shareAnna, "MoveNotes", &MoveNotes{[]Move{{Note: "moved", Section: "weakness"}}})
	w.must(t, shareAnna, "DeleteNotes", &DeleteNotes{[]string{"deleted"}})
	w.must(t, shareAnna, "ColourNotes", &ColourNotes{[]string{"coloured"}, "teal"})
	w.must(t, shareAnna, "MergeNotes", &MergeNotes{"into", []string{"from"}})
	w.must(t, shareAnna, "AddNote", &AddNote{Board: "board-1", Note: "unsigned", Section: "threat", Text: "x", Unsigned: true})
	add(shareEwa, "later", "łąka")
	undo := &UndoMember{Member: "anna", Since: since.UnixMilli()}
	deeds, before := undo.Gather(), NewState(w.state.Limits)
	for _, f := range w.facts {
		if err := deeds.Add(before, f); err != nil {
			t.Fatal(err)
		}
	}
	w.must(t, shareJan, "RemoveMember", &RemoveMember{"anna", true})
	w.must(t, shareJan, "UndoMember", undo)
	got := map[string]string{}
	for _, id := range []string{"before", "kept", "edited", "touched", "moved", "deleted", "coloured", "into", "from", "junk", "unsigned", "later"} {
		note := NoteOf(w.state.Get(id))
		got[id] = fmt.Sprint(note.Section(), " ", note.Text(), " ", note.Deleted(), " ", note.Colour(), " ", note.Sources(), note.Merged())
	}
	for id, want := range map[string]string{
		"before": "threat las false  []", "kept": "threat rzeka false  []", "edited": "threat jezioro false  []", "touched": "threat yxjezioro false  []",
		"moved": "threat jezioro false  []", "deleted": "threat jezioro false  []", "coloured": "threat jezioro false  []", "into": "threat jezioro false  []",
		"from": "threat jezioro false  []", "junk": "threat śmieci true  []", "unsigned": "threat x false  []", "later": "threat łąka false  []",
	} {
		if got[id] != want {
			t.Errorf("%s is %q, want %q", id, got[id], want)
		}
	}
	if change := w.change(shareJan, undo); len(change) > 0 {
		t.Errorf("given again, it changes %+v", change)
	}
}

func (w *world) change(by Actor, undo *UndoMember) Change {
	change, _ := w.state.Decide(Order{By: by, Do: "UndoMember", Command: undo}, time.UnixMilli(0))
	return change
}
