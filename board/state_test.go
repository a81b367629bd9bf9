package board

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// failer is a test, or a property that is being tried.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// world is a workshop in which random commands are given; it keeps the facts.
type world struct {
	state *State
	facts []Fact
	next  int
}

func newWorld(t failer) *world {
	w := &world{state: NewState(DefaultLimits())}
	w.must(t, Actor{Role: System}, "FoundWorkshop", &FoundWorkshop{Title: "Próba", Locale: "pl", Template: "swot", Boards: []FoundedBoard{{Kind: "swot"}, {Kind: "vision"}}, Code: "ABCD2345"})
	for _, member := range []string{"anna", "ewa"} {
		w.must(t, Actor{Role: System}, "EnterMember", &EnterMember{Member: member, Name: member, Role: Participant})
	}
	w.must(t, Actor{Role: System}, "EnterMember", &EnterMember{Member: "jan", Name: "Jan", Role: Moderator})
	jan := Actor{Member: "jan", Role: Moderator}
	w.must(t, jan, "AddBoard", &AddBoard{Board: "matrix", Kind: "matrix"})
	for _, area := range []string{"people", "roads"} {
		w.must(t, jan, "AddArea", &AddArea{Board: "matrix", AreaPlace: AreaPlace{Area: area}, AreaLook: AreaLook{Title: area}})
	}
	return w
}

func (w *world) must(t failer, by Actor, do string, c Command) {
	t.Helper()
	if err := w.give(Order{By: by, Do: do, Command: c}); err != nil {
		t.Fatalf("%s: %v", do, err)
	}
}

func (w *world) give(o Order) error {
	o.Seen = w.state.Seq
	fact, _, err := w.state.Perform(o, time.UnixMilli(int64(w.state.Seq)))
	if err == nil {
		w.facts = append(w.facts, fact)
	}
	return err
}

func (w *world) pick(t *rapid.T, kind Kind) string {
	var ids []string
	for _, id := range sortedKeys(w.state.records) {
		if w.state.records[id].Kind == kind {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 || rapid.IntRange(0, 20).Draw(t, "unknown") == 0 {
		return "nobody"
	}
	return rapid.SampledFrom(ids).Draw(t, string(kind))
}

func (w *world) fresh() string { w.next++; return fmt.Sprintf("id-%d", w.next) }

// Any run of commands: each Apply and its Undo are the identity, replay and
// snapshot plus tail give the same state, the hashes are what they would be if
// computed anew, and no two siblings share a rank.
func TestStateProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t)
		steps := rapid.IntRange(1, 40).Draw(t, "steps")
		cut := rapid.IntRange(0, steps).Draw(t, "cut")
		var snapshot []byte
		var tail int
		for i := range steps {
			if i == cut {
				snapshot, tail = w.state.Save(), len(w.facts)
			}
			do, cmd := w.draw(t)
			by := w.actor(t)
			before := dump(w.state)
			change, err := w.state.Decide(Order{By: by, Seen: w.state.Seq, Do: do, Command: cmd}, time.UnixMilli(int64(w.state.Seq)))
			if after := dump(w.state); !reflect.DeepEqual(before, after) {
				t.Fatalf("%s %+v: deciding changed the state\n%v\n%v", do, cmd, before, after)
			}
			var refusal *Refusal
			if err != nil && !errors.As(err, &refusal) {
				t.Fatal(err)
			}
			if err2 := w.give(Order{By: by, Do: do, Command: cmd}); (err == nil) != (err2 == nil) {
				t.Fatalf("decided %v, performed %v", err, err2)
			}
			if err == nil && !reflect.DeepEqual(change.Patches(), w.facts[len(w.facts)-1].Change.Patches()) {
				t.Fatalf("decided another change than performed")
			}
		}
		final := dump(w.state)
		replayed := NewState(DefaultLimits())
		var undos []Undo
		for _, f := range w.facts {
			undo, err := replayed.Apply(throughJSON(t, f))
			if err != nil {
				t.Fatal(err)
			}
			undos = append(undos, undo)
		}
		compare(t, "replay", final, dump(replayed))
		for i := range undos {
			replayed.Revert(undos[len(undos)-1-i])
		}
		compare(t, "everything undone", dump(NewState(DefaultLimits())), dump(replayed))
		if snapshot != nil {
			loaded, err := Load(snapshot, DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range w.facts[tail:] {
				if _, err := loaded.Apply(f); err != nil {
					t.Fatal(err)
				}
			}
			compare(t, "snapshot and tail", final, dump(loaded))
		}
		checkHashes(t, w.state)
		checkRanks(t, w.state)
		checkSiblings(t, w.state)
	})
}

func throughJSON(t *rapid.T, f Fact) Fact {
	change, err := ParseChange(f.Change.Encode().AppendJSON(nil))
	if err != nil {
		t.Fatal(err)
	}
	f.Change = change
	return f
}

func compare(t *rapid.T, what string, want, got map[string]string) {
	if !reflect.DeepEqual(want, got) {
		t.Fatalf("%s: got\n%v\nwant\n%v", what, got, want)
	}
}

func checkHashes(t *rapid.T, s *State) {
	fresh := map[Audience]Hash{}
	for _, r := range s.records {
		fresh[r.Audience] = fresh[r.Audience].plus(hashOf(r))
	}
	for a, h := range fresh {
		if s.sums[a].hash != h {
			t.Fatalf("the hash of %s is %s, computed anew %s", a, s.sums[a].hash, h)
		}
	}
}

func checkRanks(t *rapid.T, s *State) {
	for key, list := range s.siblings {
		if strings.HasPrefix(key, "ballots/") || key == "members" || strings.HasPrefix(key, "links/") {
			continue // they have no order of their own
		}
		// Hidden ones get their place with the reveal; on a plane, two may stand at one point.
		open := slices.DeleteFunc(slices.Clone(list), func(r *Record) bool { return isHidden(r) || r.Fields.Get("y") != nil })
		for i := 1; i < len(open); i++ {
			if list := open; list[i-1].text("rank") >= list[i].text("rank") {
				t.Fatalf("%s: %s and %s are not in order", key, list[i-1].ID, list[i].ID)
			}
		}
	}
}

// checkSiblings walks over the siblings that each person sees, there and back, and
// compares them with all records, sorted.
func checkSiblings(t *rapid.T, s *State) {
	for _, person := range []Actor{{Member: "anna", Role: Participant}, {Member: "jan", Role: Moderator}} {
		d := draft{state: s, by: viewerOf(s, person)}
		want := map[string][]*Record{}
		for _, r := range s.records {
			if key := container(r); key != "" && (!canHide(r) || d.by.Sees(r.Audience)) {
				want[key] = append(want[key], r)
			}
		}
		for key, records := range want {
			slices.SortFunc(records, func(a, b *Record) int { return cmp.Or(strings.Compare(a.rank, b.rank), byID(a, b)) })
			var there, back []*Record
			for r := d.from(key, "", ""); r != nil; r = d.from(key, r.rank, r.ID+"\x00") {
				there = append(there, r)
			}
			for r := d.before(key, endRank, ""); r != nil; r = d.before(key, r.rank, r.ID) {
				back = append(back, r)
			}
			slices.Reverse(back)
			if !slices.Equal(there, records) || !slices.Equal(back, records) {
				t.Fatalf("%s: %s sees %v, backwards %v, want %v", key, person.Member, there, back, records)
			}
		}
	}
}

// A long run of insertions at one place keeps ranks apart and of bearable length.
func TestRankRoom(t *testing.T) {
	low, high := "a0", "a1"
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		middle := rankBetween(low, high)
		if middle <= low || middle >= high {
			t.Fatalf("%q is not between %q and %q", middle, low, high)
		}
		if random.IntN(2) == 0 {
			low = middle
		} else {
			high = middle
		}
	}
	last := ""
	for range 10_000 {
		next := rankBetween(last, "")
		if next <= last {
			t.Fatalf("%q after %q", next, last)
		}
		last = next
	}
	if len(last) > 5 {
		t.Errorf("10,000 appended ranks end at %q", last)
	}
}

// Two notes that are moved past each other in one gap, over and over, make no
// rank that grows without end: it would stall the room and swell the journal.
func TestRankIsBounded(t *testing.T) {
	w := newWorld(t)
	anna := Actor{Member: "anna", Role: Participant}
	for _, id := range []string{"x", "y", "z"} {
		w.must(t, anna, "AddNote", &AddNote{Board: "board-1", Note: id, Section: "threat", Text: id})
	}
	var moves []Move
	for i := range 100 {
		moves = append(moves, Move{Note: []string{"x", "y"}[i%2], Section: "threat", Before: "z"})
	}
	for range 30 {
		err := w.give(Order{By: anna, Do: "MoveNotes", Command: &MoveNotes{moves}})
		var refusal *Refusal
		if errors.As(err, &refusal) && refusal.Code == TooMany {
			w.must(t, anna, "MoveNotes", &MoveNotes{[]Move{{Note: "x", Section: "threat"}}}) // there is room elsewhere
			return
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Errorf("a rank has %d characters", len(w.state.Get("x").text("rank")))
}

// A text that was absent is absent again when its first splice is taken back.
func TestRevertOfAFirstSplice(t *testing.T) {
	w := newWorld(t)
	before := dump(w.state)
	undo, err := w.state.Apply(Fact{Seq: w.state.Seq + 1, Change: Change{{Everyone, []Patch{{Splice: "anna", Field: "motto", Ops: Splice{{Insert: "x"}}}}}}})
	if err != nil {
		t.Fatal(err)
	}
	w.state.Revert(undo)
	if after := dump(w.state); !reflect.DeepEqual(before, after) {
		t.Errorf("got\n%v\nwant\n%v", after, before)
	}
}

func TestApplyRefusesWhatDoesNotFit(t *testing.T) {
	w := newWorld(t)
	before := dump(w.state)
	for name, f := range map[string]Fact{
		"a gap":             {Seq: 9},
		"a repeat":          {Seq: 2},
		"an unknown record": {Seq: 3, Change: Change{{Everyone, []Patch{{Set: "workshop", Fields: Fields{{"title", "x"}}}, {Set: "none"}}}}},
		"a long splice":     {Seq: 3, Change: Change{{Everyone, []Patch{{Splice: "workshop", Field: "title", Ops: Splice{{Count: 99}, {Insert: "x"}}}}}}},
	} {
		if _, err := w.state.Apply(f); err == nil {
			t.Errorf("%s was applied", name)
		}
		if !reflect.DeepEqual(before, dump(w.state)) {
			t.Errorf("%s changed the state", name)
		}
	}
}

func TestViewerSees(t *testing.T) {
	viewers := map[string]Viewer{
		"moderator":   {Member: "mod", Role: Moderator},
		"participant": {Member: "anna", Role: Participant, Team: "blue", Alias: "nobody-knows"},
		"observer":    {Role: Observer},
		"nobody":      {},
	}
	want := map[Audience]string{
		Everyone:                   "moderator participant observer nobody",
		Moderators:                 "moderator",
		Nobody:                     "",
		OnlyTeam("blue"):           "moderator participant",
		OnlyTeam("red"):            "moderator",
		OnlyTeam(""):               "moderator",
		OnlyMember("anna"):         "participant",
		OnlyMember("nobody-knows"): "participant",
		OnlyMember("mod"):          "moderator",
		OnlyMember(""):             "",
		"":                         "",
		"everybody":                "",
		"TEAM:blue":                "",
	}
	for audience, names := range want {
		for name, v := range viewers {
			if got := v.Sees(audience); got != slices.Contains(strings.Fields(names), name) {
				t.Errorf("%s sees %q: %v", name, audience, got)
			}
		}
	}
}
