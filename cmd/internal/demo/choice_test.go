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

func material(t *testing.T) *script {
	t.Helper()
	s, err := readScript()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The material fits together: every theme has one who tends it, everybody has
// something to write, and the agenda is the one that the moderator plays.
func TestMaterial(t *testing.T) {
	s := material(t)
	minds := s.minds(rand.New(rand.NewPCG(1, 2)))
	if len(minds) != 14 || len(s.cast.Trials) != len(minds) {
		t.Errorf("%d people, %d trials", len(minds), len(s.cast.Trials))
	}
	tended, dealt := map[string]int{}, 0
	for _, m := range minds {
		if len(m.hand) < 5 {
			t.Errorf("somebody has %d notes in mind", len(m.hand))
		}
		dealt += len(m.hand)
		for _, theme := range m.tends {
			tended[theme]++
		}
	}
	if dealt != len(s.cards) || dealt != 85 {
		t.Errorf("%d notes, %d of them different", dealt, len(s.cards))
	}
	same := map[string]string{}
	for _, c := range s.cards {
		if tended[c.theme] != 1 {
			t.Errorf("%q is tended by %d", c.theme, tended[c.theme])
		}
		if !slices.Contains(sections, c.Section) || c.Astray != "" && !slices.Contains(sections, c.Astray) || c.Astray == c.Section {
			t.Errorf("%q stands in %q, at first in %q", c.Text, c.Section, c.Astray)
		}
		if c.Slip == c.Text || s.cards[c.Slip] != nil {
			t.Errorf("%q is mistyped as %q", c.Text, c.Slip)
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
	for _, p := range parts {
		played = append(played, p.phase)
	}
	if !slices.Equal(agenda, played) || minutes < 11 || minutes > 13 {
		t.Errorf("the agenda is %v, played is %v, in %d minutes", agenda, played, minutes)
	}
}

// What people may come to do in a scene: whatever the dice say, only this, and
// each of it sometimes.
func TestChoice(t *testing.T) {
	s := material(t)
	forest, slipped := s.cards["rozległe kompleksy leśne"], s.cards["obiekty zabytkowe"]
	flood, river := s.cards["zagrożenie powodziowe"], s.cards["wylewy Sanu"]
	roads := s.cards["rozwinięta sieć dróg"]
	mindOf := func(change func(*mind)) *mind {
		m := newMind(s, "próba")
		m.hand, m.tends = []*card{forest, slipped}, []string{"San i powodzie"}
		if change != nil {
			change(m)
		}
		return m
	}
	note := func(id string, c *card, at, group string) sight {
		return sight{id: id, section: at, group: group, text: c.Text}
	}
	asked := poll{id: "v", items: []string{"a", "g/strength"}, points: map[string]int64{"a": 2}, left: 1, perItem: 2}
	spent := asked
	spent.left, spent.points = 0, map[string]int64{"a": 1, "g/strength": 2}
	for _, c := range []struct {
		name  string
		scene scene
		mind  *mind
		want  []deed
	}{
		{"nothing in front", scene{phase: "p"}, mindOf(nil), []deed{doNothing, doRaise, doReact}},
		{"nothing allowed", scene{phase: "p", board: "b", idle: true}, mindOf(nil), []deed{doNothing, doStroll, doRaise, doReact}},
		{"enough gestures", scene{phase: "p", board: "b", idle: true}, mindOf(func(m *mind) { m.gestures["p"], m.hands["p"] = 2, true }), []deed{doNothing, doStroll}},
		{"a hand is up", scene{phase: "p", hand: true}, mindOf(nil), []deed{doNothing, doLower, doReact}},
		{"a call", scene{phase: "p", board: "b", idle: true, hidden: true, call: call{since: 5, section: "threat"}}, mindOf(nil), []deed{doNothing, doStroll}},
		{"a trial", scene{phase: "p", board: "b", ask: "Wpisz próbną karteczkę", writable: sections}, mindOf(nil), []deed{doTry, doRaise, doReact}},
		{"a trial note lies there", scene{phase: "p", board: "b", hidden: true, writable: sections, notes: []sight{{id: "t", section: "threat"}}},
			mindOf(func(m *mind) { m.trialNote = "t" }), []deed{doNothing, doClear}},
		{"the trial is over", scene{phase: "p", board: "b", hidden: true, ask: "trial", writable: sections}, mindOf(func(m *mind) { m.tried = true }), []deed{doNothing, doReady, doStroll}},
		{"silent writing", scene{phase: "p", board: "b", hidden: true, writable: sections}, mindOf(nil), []deed{doNothing, doWrite}},
		{"enough written", scene{phase: "p", board: "b", hidden: true, writable: sections}, mindOf(func(m *mind) { m.notes["p"] = 3 }), []deed{doNothing, doReady, doStroll}},
		{"enough written, and said so", scene{phase: "p", board: "b", hidden: true, ready: true, writable: sections}, mindOf(func(m *mind) { m.notes["p"] = 3 }), []deed{doNothing, doStroll}},
		{"a slip", scene{phase: "p", board: "b", writable: sections, notes: []sight{{id: "n", section: "strength", text: slipped.Slip}}},
			mindOf(func(m *mind) { m.drafts["n"], m.notes["p"] = slipped.Text, 1 }), []deed{doNothing, doMend, doReady, doStroll, doRaise, doReact}},
		{"a slip that nobody sees", scene{phase: "p", board: "b", hidden: true, writable: sections, notes: []sight{{id: "n", section: "strength", text: slipped.Slip}}},
			mindOf(func(m *mind) { m.drafts["n"], m.notes["p"] = slipped.Text, 3 }), []deed{doNothing, doReady, doStroll}},
		{"a note that is astray", scene{phase: "p", board: "b", hidden: true, move: true, group: true, notes: []sight{note("n", flood, flood.Astray, "")}}, mindOf(nil), []deed{doNothing, doMove}},
		{"repeats", scene{phase: "p", board: "b", hidden: true, move: true, group: true, notes: []sight{note("n", flood, "threat", ""), note("o", river, "threat", "")}}, mindOf(nil), []deed{doNothing, doMerge}},
		{"two of a theme", scene{phase: "p", board: "b", hidden: true, group: true, notes: []sight{note("n", s.cards["brak regulacji rzek"], "weakness", ""), note("o", river, "threat", "")}}, mindOf(nil), []deed{doNothing, doGather}},
		{"their group has another name", scene{phase: "p", board: "b", hidden: true, group: true, notes: []sight{note("n", s.cards["brak regulacji rzek"], "weakness", "g"), note("o", river, "threat", "")}}, mindOf(nil), []deed{doNothing, doJoin}},
		{"others' themes, and notes of real people", scene{phase: "p", board: "b", hidden: true, move: true, group: true, notes: []sight{note("n", roads, "strength", ""), {id: "o", text: "własny pomysł"}}}, mindOf(nil), []deed{doNothing, doStroll}},
		{"what others do not see yet", scene{phase: "p", board: "b", hidden: true, move: true, notes: []sight{{id: "n", section: flood.Astray, text: flood.Text, fixed: true}}}, mindOf(nil), []deed{doNothing, doStroll}},
		{"a vote", scene{phase: "p", hidden: true, polls: []poll{asked}}, mindOf(nil), []deed{doNothing, doPoint}},
		{"no points left", scene{phase: "p", hidden: true, polls: []poll{spent}}, mindOf(nil), []deed{doNothing, doPoint, doReady}},
		{"a lead chooses", scene{phase: "p", board: "b", idle: true, hidden: true, target: "b1", notes: []sight{{id: "n"}, {id: "o"}}}, mindOf(nil), []deed{doPromote}},
		{"a lead has chosen", scene{phase: "p", board: "b", idle: true, hidden: true, target: "b1", notes: []sight{{id: "n"}}, promoted: map[string]bool{"1": true, "2": true, "3": true}}, mindOf(nil), []deed{doNothing, doStroll}},
	} {
		done := map[deed]bool{}
		for seed := range uint64(1500) {
			do := choose(rand.New(rand.NewPCG(seed, 0)), c.mind, &c.scene)
			if again := choose(rand.New(rand.NewPCG(seed, 0)), c.mind, &c.scene); !reflect.DeepEqual(do, again) {
				t.Fatalf("%s: from one seed come %+v and %+v", c.name, do, again)
			}
			done[do.deed] = true
			check(t, c.name, &c.scene, do)
		}
		if got, want := slices.Sorted(maps.Keys(done)), slices.Sorted(slices.Values(c.want)); !slices.Equal(got, want) {
			t.Errorf("%s: people do %v, want %v", c.name, got, want)
		}
	}
}

// check looks whether an intent keeps to what the scene allows.
func check(t *testing.T, name string, s *scene, do intent) {
	t.Helper()
	switch do.deed {
	case doPoint:
		p := s.polls[0]
		if do.points > p.perItem || do.points-p.points[do.item] > p.left || do.points < 0 || do.points == p.points[do.item] || do.back != (do.points < p.points[do.item]) {
			t.Fatalf("%s: %+v", name, do)
		}
	case doWrite, doTry:
		if !slices.Contains(s.writable, do.section) || do.text == "" {
			t.Fatalf("%s: %+v", name, do)
		}
	case doNothing, doStroll, doReact, doMend:
		return
	}
	if do.command(s, "new") == nil {
		t.Fatalf("%s: nothing comes of %+v", name, do)
	}
}

// What was chosen is not done when it does not fit any more.
func TestCommandsThatCameTooLate(t *testing.T) {
	s := material(t)
	free := func(id string) sight { return sight{id: id, section: "threat", text: s.cards["wylewy Sanu"].Text} }
	grouped := free("n")
	grouped.group = "g"
	fixed := free("n")
	fixed.fixed = true
	for name, c := range map[string]struct {
		scene scene
		do    intent
	}{
		"the section is locked":        {scene{writable: []string{"threat"}}, intent{deed: doWrite, section: "strength"}},
		"the trial note is gone":       {scene{writable: sections}, intent{deed: doClear, note: "n"}},
		"the note was moved":           {scene{move: true, notes: []sight{free("n")}}, intent{deed: doMove, note: "n", section: "threat"}},
		"moving is over":               {scene{notes: []sight{free("n")}}, intent{deed: doMove, note: "n", section: "weakness"}},
		"it is in a group already":     {scene{group: true, notes: []sight{grouped}}, intent{deed: doJoin, note: "n", group: "h"}},
		"the group was made":           {scene{group: true, groups: map[string]string{"San": "g"}, notes: []sight{free("n"), free("o")}}, intent{deed: doGather, group: "San", notes: []string{"n", "o"}}},
		"one of the repeats is gone":   {scene{group: true, notes: []sight{free("n")}}, intent{deed: doMerge, note: "n", notes: []string{"o"}}},
		"it was locked":                {scene{group: true, notes: []sight{fixed, free("o")}}, intent{deed: doMerge, note: "n", notes: []string{"o"}}},
		"the vote was closed":          {scene{}, intent{deed: doPoint, vote: "v", item: "n", points: 1}},
		"the points are given":         {scene{polls: []poll{{id: "v", items: []string{"n"}, perItem: 2}}}, intent{deed: doPoint, vote: "v", item: "n", points: 1}},
		"the item is no more":          {scene{polls: []poll{{id: "v", items: []string{"o"}, perItem: 2, left: 2}}}, intent{deed: doPoint, vote: "v", item: "n", points: 1}},
		"another lead has promoted it": {scene{target: "b", promoted: map[string]bool{"n": true}, notes: []sight{free("n")}}, intent{deed: doPromote, note: "n"}},
		"the lead is somebody else's":  {scene{notes: []sight{free("n")}}, intent{deed: doPromote, note: "n"}},
	} {
		if command := c.do.command(&c.scene, "new"); command != nil {
			t.Errorf("%s: %+v", name, command)
		}
	}
}

func TestStroke(t *testing.T) {
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
		if got := stroke(c.text, c.meant, c.n); !slices.Equal(got, c.want) {
			t.Errorf("%q to %q: %v, want %v", c.text, c.meant, got, c.want)
		}
	}
}

// Stroke after stroke, every text becomes what was meant.
func TestStrokesComeToAnEnd(t *testing.T) {
	words := rapid.StringOfN(rapid.RuneFrom([]rune("aąbł🙂 ")), 0, 12, -1)
	rapid.Check(t, func(t *rapid.T) {
		text, meant := words.Draw(t, "text"), words.Draw(t, "meant")
		n := rapid.IntRange(1, 4).Draw(t, "letters at once")
		for range utf8.RuneCountInString(text+meant) + 1 {
			ops := stroke(text, meant, n)
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
