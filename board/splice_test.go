package board

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// drawSplice makes a random splice of a text with so many characters.
func drawSplice(t *rapid.T, length int) Splice {
	var s Splice
	for left := length; ; {
		switch rapid.IntRange(0, 3).Draw(t, "step") {
		case 0:
			n := rapid.IntRange(0, left).Draw(t, "keep")
			s, left = s.Keep(n), left-n
		case 1:
			n := rapid.IntRange(0, min(left, 4)).Draw(t, "delete")
			s, left = s.Delete(n), left-n
		case 2:
			s = s.Insert(rapid.StringMatching(`[A-Zż🌲]{1,4}`).Draw(t, "insert"))
		default:
			return s.Trim()
		}
	}
}

func apply(t *rapid.T, s Splice, text string) string {
	edited, err := s.Apply(text)
	if err != nil {
		t.Fatalf("%v on %q: %v", s, text, err)
	}
	return edited
}

func TestSpliceProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-zł🌊]{0,12}`).Draw(t, "text")
		length := utf8.RuneCountInString(text)
		a, b := drawSplice(t, length), drawSplice(t, length)
		aAfter, bAfter := Transform(a, b)
		one, other := apply(t, bAfter, apply(t, a, text)), apply(t, aAfter, apply(t, b, text))
		if one != other {
			t.Fatalf("%q: %v and %v end in %q and %q", text, a, b, one, other)
		}
		if composed := Compose(a, bAfter); apply(t, composed, text) != one {
			t.Fatalf("%v composed gives %q, want %q", composed, apply(t, composed, text), one)
		} else if len(composed) > 0 && composed.Check() != nil {
			t.Fatalf("%v is not in the one form", composed)
		}
		inverse, err := a.Invert(text)
		if err != nil {
			t.Fatal(err)
		}
		if back := apply(t, inverse, apply(t, a, text)); back != text {
			t.Fatalf("%v undone by %v leaves %q, want %q", a, inverse, back, text)
		}
		for _, s := range []Splice{a, b, aAfter, bAfter, inverse} {
			if len(s) > 0 && s.Check() != nil {
				t.Fatalf("%v is not in the one form", s)
			}
		}
	})
}

// Several people type at once, each on a state of their own age; the server
// carries every splice over what came since. Every character that was typed is
// there once.
func TestSpliceConvergence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t)
		w.must(t, Actor{Member: "anna", Role: Participant}, "AddNote", &AddNote{Board: "board-1", Note: "n", Section: "threat", Text: "początek"})
		start := w.state.Seq
		texts := map[uint64]string{start: "początek"}
		people := []string{"A", "B", "C"}
		seen := map[string]uint64{}
		var typed []string
		for _, p := range people {
			seen[p] = start
		}
		for i := range rapid.IntRange(1, 30).Draw(t, "steps") {
			p := rapid.SampledFrom(people).Draw(t, "who")
			seen[p] = max(seen[p], uint64(rapid.Uint64Range(seen[p], w.state.Seq).Draw(t, "seen")))
			length := utf8.RuneCountInString(texts[seen[p]])
			letter := string(rune('α' + i))
			ops := Splice{}.Keep(rapid.IntRange(0, length).Draw(t, "at")).Insert(letter)
			fact, _, err := w.state.Perform(Order{By: Actor{Member: "anna", Role: Participant}, Client: "client-of-" + p, Seen: seen[p], Do: "EditText",
				Command: &EditText{"n", "text", ops}}, time.UnixMilli(0))
			if err != nil {
				t.Fatal(err)
			}
			typed = append(typed, letter)
			seen[p] = fact.Seq
			texts[fact.Seq] = w.state.Get("n").text("text")
		}
		final := w.state.Get("n").text("text")
		if !isSubsequence("początek", final) {
			t.Fatalf("%q lost characters of the beginning", final)
		}
		for _, letter := range typed {
			if strings.Count(final, letter) != 1 {
				t.Fatalf("%q holds %q %d times", final, letter, strings.Count(final, letter))
			}
		}
	})
}

func isSubsequence(part, whole string) bool {
	rest := []rune(part)
	for _, r := range whole {
		if len(rest) > 0 && rest[0] == r {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}

func FuzzSplice(f *testing.F) {
	for _, seed := range []string{`[1,"a",-2]`, `[]`, `["🌲"]`, `[-1,-1]`, `[9007199254740993]`, `[null]`} {
		f.Add([]byte(seed), "zażółć gęślą jaźń", []byte(`[3,"x",-2]`))
	}
	f.Fuzz(func(t *testing.T, data []byte, text string, other []byte) {
		var a, b Splice
		if json.Unmarshal(data, &a) != nil || a.Check() != nil || !utf8.ValidString(text) {
			return
		}
		again, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		var back Splice
		if json.Unmarshal(again, &back) != nil || !slices.Equal(a, back) {
			t.Fatalf("%s came back as %v", again, back)
		}
		edited, err := a.Apply(text)
		if err != nil {
			return
		}
		inverse, err := a.Invert(text)
		if err != nil {
			t.Fatal(err)
		}
		if undone, err := inverse.Apply(edited); err != nil || undone != text {
			t.Fatalf("%v on %q undone gives %q, %v", a, text, undone, err)
		}
		if json.Unmarshal(other, &b) != nil || b.Check() != nil {
			return
		}
		if _, err := b.Apply(text); err != nil {
			return
		}
		_, late := Transform(a, b)
		if _, err := late.Apply(edited); err != nil {
			t.Fatalf("%v over %v gives %v, which does not fit", b, a, late)
		}
	})
}
