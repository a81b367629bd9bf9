package demo

import (
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"warsztat/board"
)

func mustReadScript(t *testing.T) *script {
	t.Helper()
	s, err := readScript()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The material fits together: somebody cares for every theme, everybody has
// something to write, and the agenda is the one that the moderator plays.
func TestMaterial(t *testing.T) {
	s := mustReadScript(t)
	memories := s.memories(rand.New(rand.NewPCG(1, 2)))
	if len(memories) != 14 || len(s.cast.Trials) != len(memories) {
		t.Errorf("%d people, %d trials", len(memories), len(s.cast.Trials))
	}
	caredFor, dealt := map[string]int{}, 0
	for _, m := range memories {
		if len(m.ideas) < 5 {
			t.Errorf("somebody has %d notes in mind", len(m.ideas))
		}
		dealt += len(m.ideas)
		for _, theme := range m.themes {
			caredFor[theme]++
		}
	}
	if dealt != len(s.ideas) || dealt != 85 {
		t.Errorf("%d notes, %d of them different", dealt, len(s.ideas))
	}
	same := map[string]string{}
	for _, c := range s.ideas {
		if caredFor[c.theme] != 1 {
			t.Errorf("%q is cared for by %d", c.theme, caredFor[c.theme])
		}
		if !slices.Contains(sections, c.Section) || c.Misplaced != "" && !slices.Contains(sections, c.Misplaced) || c.Misplaced == c.Section {
			t.Errorf("%q stands in %q, at first in %q", c.Text, c.Section, c.Misplaced)
		}
		if c.Typo == c.Text || s.ideas[c.Typo] != nil {
			t.Errorf("%q is mistyped as %q", c.Text, c.Typo)
		}
		if theme := same[c.Same]; c.Same != "" && theme != "" && theme != c.theme {
			t.Errorf("%q is said in %q and %q", c.Same, theme, c.theme)
		}
		same[c.Same] = c.theme
	}
	var agenda, played []string
	minutes := int64(0)
	for _, p := range s.agenda.Phases {
		agenda = append(agenda, p.Phase)
		minutes += p.Minutes
	}
	for _, p := range steps {
		played = append(played, p.phase)
	}
	if !slices.Equal(agenda, played) || minutes < 11 || minutes > 14 {
		t.Errorf("the agenda is %v, played is %v, in %d minutes", agenda, played, minutes)
	}
}

// What people may come to do in a view: whatever the random numbers are, only this, and
// each of it sometimes.
func TestChoice(t *testing.T) {
	s := mustReadScript(t)
	forest, mistyped := s.ideas["rozległe kompleksy leśne"], s.ideas["obiekty zabytkowe"]
	flood, river := s.ideas["zagrożenie powodziowe"], s.ideas["wylewy Sanu"]
	roads := s.ideas["rozwinięta sieć dróg"]
	memoryOf := func(change func(*memory)) *memory {
		m := newMemory(s, "próba")
		m.ideas, m.themes = []*idea{forest, mistyped}, []string{"San i powodzie"}
		if change != nil {
			change(m)
		}
		return m
	}
	note := func(id string, c *idea, at, group string) noteView {
		return noteView{id: id, section: at, group: group, text: c.Text}
	}
	asked := voteView{id: "v", items: []string{"a", "g/strength"}, points: map[string]int64{"a": 2}, left: 1, perItem: 2}
	spent := asked
	spent.left, spent.points = 0, map[string]int64{"a": 1, "g/strength": 2}
	for _, c := range []struct {
		name   string
		view   view
		memory *memory
		want   []action
	}{
		{"nothing in front", view{phase: "p"}, memoryOf(nil), []action{doNothing, doRaiseHand, doReact}},
		{"nothing allowed", view{phase: "p", board: "b", idle: true}, memoryOf(nil), []action{doNothing, doVisit, doRaiseHand, doReact}},
		{"enough gestures", view{phase: "p", board: "b", idle: true}, memoryOf(func(m *memory) { m.gestures["p"], m.hands["p"] = 2, true }), []action{doNothing, doVisit}},
		{"a hand is up", view{phase: "p", hand: true}, memoryOf(nil), []action{doNothing, doLowerHand, doReact}},
		{"a focus", view{phase: "p", board: "b", idle: true, hidden: true, focus: focus{since: 5, section: "threat"}}, memoryOf(nil), []action{doNothing, doVisit}},
		{"a trial", view{phase: "p", board: "b", ask: "Wpisz próbną karteczkę", writable: sections}, memoryOf(nil), []action{doTry, doRaiseHand, doReact}},
		{"a trial note lies there", view{phase: "p", board: "b", hidden: true, writable: sections, notes: []noteView{{id: "t", section: "threat"}}},
			memoryOf(func(m *memory) { m.trialNote = "t" }), []action{doNothing, doDeleteTrial}},
		{"the trial is over", view{phase: "p", board: "b", hidden: true, ask: "trial", writable: sections}, memoryOf(func(m *memory) { m.tried = true }), []action{doNothing, doReady, doVisit}},
		{"silent writing", view{phase: "p", board: "b", hidden: true, writable: sections}, memoryOf(nil), []action{doNothing, doWrite}},
		{"enough written", view{phase: "p", board: "b", hidden: true, writable: sections}, memoryOf(func(m *memory) { m.notes["p"] = 3 }), []action{doNothing, doReady, doVisit}},
		{"enough written, and said so", view{phase: "p", board: "b", hidden: true, ready: true, writable: sections}, memoryOf(func(m *memory) { m.notes["p"] = 3 }), []action{doNothing, doVisit}},
		{"a typo", view{phase: "p", board: "b", writable: sections, notes: []noteView{{id: "n", section: "strength", text: mistyped.Typo}}},
			memoryOf(func(m *memory) { m.meant["n"], m.notes["p"] = mistyped.Text, 1 }), []action{doNothing, doCorrect, doReady, doVisit, doRaiseHand, doReact}},
		{"a typo that nobody sees", view{phase: "p", board: "b", hidden: true, writable: sections, notes: []noteView{{id: "n", section: "strength", text: mistyped.Typo}}},
			memoryOf(func(m *memory) { m.meant["n"], m.notes["p"] = mistyped.Text, 3 }), []action{doNothing, doReady, doVisit}},
		{"a misplaced note", view{phase: "p", board: "b", hidden: true, move: true, group: true, notes: []noteView{note("n", flood, flood.Misplaced, "")}}, memoryOf(nil), []action{doNothing, doMove}},
		{"repeats", view{phase: "p", board: "b", hidden: true, move: true, group: true, notes: []noteView{note("n", flood, "threat", ""), note("o", river, "threat", "")}}, memoryOf(nil), []action{doNothing, doMerge}},
		{"two of a theme", view{phase: "p", board: "b", hidden: true, group: true, notes: []noteView{note("n", s.ideas["brak regulacji rzek"], "weakness", ""), note("o", river, "threat", "")}}, memoryOf(nil), []action{doNothing, doGroup}},
		{"their group has another name", view{phase: "p", board: "b", hidden: true, group: true, notes: []noteView{note("n", s.ideas["brak regulacji rzek"], "weakness", "g"), note("o", river, "threat", "")}}, memoryOf(nil), []action{doNothing, doJoin}},
		{"others' themes, and notes of real people", view{phase: "p", board: "b", hidden: true, move: true, group: true, notes: []noteView{note("n", roads, "strength", ""), {id: "o", text: "własny pomysł"}}}, memoryOf(nil), []action{doNothing, doReady, doVisit}},
		{"what others do not see yet", view{phase: "p", board: "b", hidden: true, move: true, notes: []noteView{{id: "n", section: flood.Misplaced, text: flood.Text, fixed: true}}}, memoryOf(nil), []action{doNothing, doVisit}},
		{"a vote", view{phase: "p", hidden: true, votes: []voteView{asked}}, memoryOf(nil), []action{doNothing, doVote}},
		{"no points left", view{phase: "p", hidden: true, votes: []voteView{spent}}, memoryOf(nil), []action{doNothing, doVote, doReady}},
		{"a lead chooses", view{phase: "p", board: "b", idle: true, hidden: true, target: "b1", notes: []noteView{{id: "n"}, {id: "o"}}}, memoryOf(nil), []action{doPromote}},
		{"a lead has chosen", view{phase: "p", board: "b", idle: true, hidden: true, target: "b1", notes: []noteView{{id: "n"}}, promoted: map[string]bool{"1": true, "2": true, "3": true}}, memoryOf(nil), []action{doNothing, doVisit}},
	} {
		if c.view.board != "" {
			c.view.sections = sections
		}
		done := map[action]bool{}
		for seed := range uint64(1500) {
			do := choose(rand.New(rand.NewPCG(seed, 0)), c.memory, &c.view)
			if again := choose(rand.New(rand.NewPCG(seed, 0)), c.memory, &c.view); !reflect.DeepEqual(do, again) {
				t.Fatalf("%s: from one seed come %+v and %+v", c.name, do, again)
			}
			done[do.action] = true
			check(t, c.name, &c.view, do)
		}
		if got, want := slices.Sorted(maps.Keys(done)), slices.Sorted(slices.Values(c.want)); !slices.Equal(got, want) {
			t.Errorf("%s: people do %v, want %v", c.name, got, want)
		}
	}
}

// check looks whether an intent keeps to what the view allows.
func check(t *testing.T, name string, v *view, do intent) {
	t.Helper()
	switch do.action {
	case doVote:
		p := v.votes[0]
		if do.points > p.perItem || do.points-p.points[do.item] > p.left || do.points < 0 || do.points == p.points[do.item] || do.fewer != (do.points < p.points[do.item]) {
			t.Fatalf("%s: %+v", name, do)
		}
	case doWrite, doTry:
		if !slices.Contains(v.writable, do.section) || do.text == "" {
			t.Fatalf("%s: %+v", name, do)
		}
	case doNothing, doVisit, doReact, doCorrect:
		return
	}
	if do.command(v, "new") == nil {
		t.Fatalf("%s: nothing comes of %+v", name, do)
	}
}

// What was chosen is not done when it does not fit any more.
func TestCommandsThatCameTooLate(t *testing.T) {
	s := mustReadScript(t)
	free := func(id string) noteView {
		return noteView{id: id, section: "threat", text: s.ideas["wylewy Sanu"].Text}
	}
	grouped := free("n")
	grouped.group = "g"
	fixed := free("n")
	fixed.fixed = true
	for name, c := range map[string]struct {
		view view
		do   intent
	}{
		"the section is locked":        {view{writable: []string{"threat"}}, intent{action: doWrite, section: "strength"}},
		"the trial note is gone":       {view{writable: sections}, intent{action: doDeleteTrial, note: "n"}},
		"the note was moved":           {view{move: true, notes: []noteView{free("n")}}, intent{action: doMove, note: "n", section: "threat"}},
		"moving is over":               {view{notes: []noteView{free("n")}}, intent{action: doMove, note: "n", section: "weakness"}},
		"it is in a group already":     {view{group: true, notes: []noteView{grouped}}, intent{action: doJoin, note: "n", group: "h"}},
		"the group was made":           {view{group: true, groups: map[string]string{"San": "g"}, notes: []noteView{free("n"), free("o")}}, intent{action: doGroup, group: "San", notes: []string{"n", "o"}}},
		"one of the repeats is gone":   {view{group: true, notes: []noteView{free("n")}}, intent{action: doMerge, note: "n", notes: []string{"o"}}},
		"it was locked":                {view{group: true, notes: []noteView{fixed, free("o")}}, intent{action: doMerge, note: "n", notes: []string{"o"}}},
		"the vote was closed":          {view{}, intent{action: doVote, vote: "v", item: "n", points: 1}},
		"the points are given":         {view{votes: []voteView{{id: "v", items: []string{"n"}, perItem: 2}}}, intent{action: doVote, vote: "v", item: "n", points: 1}},
		"the item is no more":          {view{votes: []voteView{{id: "v", items: []string{"o"}, perItem: 2, left: 2}}}, intent{action: doVote, vote: "v", item: "n", points: 1}},
		"another lead has promoted it": {view{target: "b", promoted: map[string]bool{"n": true}, notes: []noteView{free("n")}}, intent{action: doPromote, note: "n"}},
		"the lead is somebody else's":  {view{notes: []noteView{free("n")}}, intent{action: doPromote, note: "n"}},
	} {
		if command := c.do.command(&c.view, "new"); command != nil {
			t.Errorf("%s: %+v", name, command)
		}
	}
}

func TestNextEdit(t *testing.T) {
	for _, c := range []struct {
		text, meant string
		n           int
		want        board.Splice
	}{
		{"las", "las", 2, nil},
		{"las", "lasy", 2, board.Splice{}.Keep(3).Insert("y")},
		{"roz", "rozległe", 2, board.Splice{}.Keep(3).Insert("le")},
		{"zabytowe", "zabytkowe", 3, board.Splice{}.Keep(5).Insert("k")},
		{"rozlegle", "rozległe", 3, board.Splice{}.Keep(6).Delete(1)},
		{"rozlege", "rozległe", 3, board.Splice{}.Keep(6).Insert("ł")},
		{"", "las", 9, board.Splice{}.Insert("las")},
		{"lasy", "", 3, board.Splice{}.Keep(1).Delete(3)},
	} {
		if got := nextEdit(c.text, c.meant, c.n); !slices.Equal(got, c.want) {
			t.Errorf("%q to %q: %v, want %v", c.text, c.meant, got, c.want)
		}
	}
}

// Edit after edit, every text becomes what was meant.
func TestEditsComeToAnEnd(t *testing.T) {
	words := rapid.StringOfN(rapid.RuneFrom([]rune("aąbł🙂 ")), 0, 12, -1)
	rapid.Check(t, func(t *rapid.T) {
		text, meant := words.Draw(t, "text"), words.Draw(t, "meant")
		n := rapid.IntRange(1, 4).Draw(t, "letters at once")
		for range utf8.RuneCountInString(text+meant) + 1 {
			ops := nextEdit(text, meant, n)
			if ops == nil {
				break
			}
			if err := ops.Check(); err != nil {
				t.Fatalf("%v: %v", ops, err)
			}
			var err error
			if text, err = ops.Apply(text); err != nil {
				t.Fatal(err)
			}
		}
		if text != meant {
			t.Fatalf("it became %q, not %q", text, meant)
		}
	})
}
